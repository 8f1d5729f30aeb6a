import { useEffect, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { useView } from '../view/page';
import { kSlots } from '../view/view_state';
import { kChannels, type Channel } from './channels';
import { TraceChart } from './TraceChart';
import { valueAt, type TraceData } from './trace_data';
import { useTraceFeed } from './use_trace_feed';

const kLastChannel = kChannels.at(-1);

/** The channels one above the other, on one axis and with one cursor. */
export function TraceCharts() {
  const axis = useView((view) => view.axis);
  const slots = useView((view) => view.slots);
  const subscribe = useTraceFeed();
  const [cursor, setCursor] = useState<number>();
  const drivers = kSlots
    .map((slot) => slots[slot])
    .filter(Boolean)
    .join(' and ');
  return (
    <div className="trace-charts">
      {kChannels.map((channel) => (
        <div key={channel.key} className="trace-row" style={{ flexGrow: channel.weight }}>
          <ChannelHead channel={channel} cursor={cursor} subscribe={subscribe} />
          <TraceChart
            channel={channel}
            axis={axis}
            withFoot={channel === kLastChannel}
            label={`${channel.label} of ${drivers} over the ${axis} of the running lap`}
            subscribe={subscribe}
            onCursor={setCursor}
          />
        </div>
      ))}
    </div>
  );
}

interface ChannelHeadProps {
  channel: Channel;
  cursor: number | undefined;
  subscribe: (draw: (data: TraceData) => void) => () => void;
}

/** The channel's name and, in fixed places beside it, each slot's value at the cursor. */
function ChannelHead({ channel, cursor, subscribe }: ChannelHeadProps) {
  const [values, setValues] = useState<readonly [a: string, b: string]>(['', '']);
  useEffect(
    () =>
      subscribe((data) => {
        const [a, b] = [valueAt(data, channel, 'a', cursor), valueAt(data, channel, 'b', cursor)];
        setValues((before) => (before[0] === a && before[1] === b ? before : [a, b]));
      }),
    [channel, cursor, subscribe],
  );
  return (
    <div className="trace-head">
      <span>
        {channel.label} <span className="unit">{channel.unit}</span>
      </span>
      {channel.shape !== 'band' && (
        <>
          <b className="a">{values[0]}</b>
          <b className="b">{values[1]}</b>
        </>
      )}
    </div>
  );
}
