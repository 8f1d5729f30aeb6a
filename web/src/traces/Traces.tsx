import { EmptyNote, Panel } from '../ui/Panel';
import { Segmented } from '../ui/Segmented';
import { SlotMark } from '../ui/SlotMark';
import { useLive, usePage, useView } from '../view/page';
import { kSlots, type Axis, type Slot } from '../view/view_state';
import { TraceCharts } from './TraceCharts';
import './traces.css';

const kAxes = [
  ['distance', 'Distance'],
  ['time', 'Time'],
] as const satisfies readonly (readonly [Axis, string])[];

/** The running laps of the selected drivers. */
export function Traces() {
  const { act } = usePage();
  const slots = useView((view) => view.slots);
  const axis = useView((view) => view.axis);
  const lacking = useLive((state) => state.session?.has !== undefined && !hasTelemetry(state.session.has));
  const chosen = kSlots.filter((slot) => slots[slot]);
  return (
    <Panel
      label="Traces"
      className="traces"
      head={
        <>
          {chosen.length === 0 && <h2>Traces</h2>}
          {chosen.map((slot) => (
            <SlotTitle key={slot} slot={slot} driver={slots[slot] ?? ''} />
          ))}
          <span className="push" />
          <Segmented
            label="Axis"
            choices={kAxes}
            value={axis}
            onChoose={(choice) => act({ kind: 'axis', axis: choice })}
          />
        </>
      }
    >
      {lacking ? (
        <EmptyNote>Telemetry is not in this source.</EmptyNote>
      ) : chosen.length === 0 ? (
        <EmptyNote>
          Choose a driver in the tower to see speed, throttle, brake and gear of the running lap.
        </EmptyNote>
      ) : (
        <TraceCharts />
      )}
    </Panel>
  );
}

function SlotTitle({ slot, driver }: { slot: Slot; driver: string }) {
  const lap = useLive(
    (state) => state.cars[driver]?.telemetry?.lap_number ?? state.cars[driver]?.timing.lap_number,
  );
  return (
    <>
      <SlotMark slot={slot} />
      <h2>{driver}</h2>
      <span className="sub">{lap != null && `lap ${lap}`}</span>
    </>
  );
}

function hasTelemetry(has: string[] | Record<string, boolean>): boolean {
  return Array.isArray(has) ? has.includes('telemetry') : has.telemetry === true;
}
