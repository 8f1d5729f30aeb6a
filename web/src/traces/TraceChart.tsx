import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useView } from '../view/page';
import type { Axis } from '../view/view_state';
import type { Channel } from './channels';
import { chartOptions } from './chart_options';
import type { TraceData } from './trace_data';

interface TraceChartProps {
  channel: Channel;
  axis: Axis;
  withFoot: boolean;
  label: string;
  /** the chart asks for its data whenever they may have grown */
  subscribe: (draw: (data: TraceData) => void) => () => void;
  onCursor: (index: number | undefined) => void;
}

/** One channel on a canvas. React only places it; uPlot draws. */
export function TraceChart({ channel, axis, withFoot, label, subscribe, onCursor }: TraceChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useView((view) => view.theme);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const empty: uPlot.AlignedData = [[], [], [], []];
    const chart = new uPlot(chartOptions({ channel, axis, withFoot, onCursor }), empty, element);
    const fit = () => chart.setSize({ width: element.clientWidth, height: element.clientHeight });
    const sizes = new ResizeObserver(fit);
    sizes.observe(element);
    fit();
    const unsubscribe = subscribe(({ grid, columns }) => chart.setData([grid, ...columns[channel.key]]));
    return () => {
      unsubscribe();
      sizes.disconnect();
      chart.destroy();
    };
  }, [channel, axis, withFoot, onCursor, subscribe, theme]);

  return <div ref={host} className="trace-canvas" role="img" aria-label={label} />;
}
