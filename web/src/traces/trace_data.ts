import type { CarTrace, TraceRecorder } from '../state/trace_recorder';
import { kSlots, type Axis, type Slot, type ViewState } from '../view/view_state';
import { isInterpolated, kChannels, type Channel } from './channels';
import { gridOf, reach, resample } from './resample';

type Values = (number | null)[];

export interface TraceData {
  /** metres or seconds since the line */
  readonly grid: number[];
  /** per channel: slot A, slot B, the previous lap of A still to come */
  readonly columns: Readonly<Record<Channel['key'], readonly [Values, Values, Values]>>;
  /** where each slot's car is now on the axis */
  readonly reach: Readonly<Partial<Record<Slot, number>>>;
}

const kStep: Readonly<Record<Axis, number>> = { distance: 10, time: 0.2 };
/** the axis before a whole lap was seen: it grows by these only when a car gets there */
const kGrowBy: Readonly<Record<Axis, number>> = { distance: 1000, time: 30 };
const kAtLeast: Readonly<Record<Axis, number>> = { distance: 4000, time: 90 };

export function traceData(traces: TraceRecorder, slots: ViewState['slots'], axis: Axis): TraceData {
  const cars = kSlots.map((slot) => (slots[slot] ? traces.of(slots[slot]) : undefined));
  const [a, b] = cars;
  const ends = cars.map((car) => car && reach(car.current, axis));
  const grid = gridOf(axisLength(traces, cars, axis), kStep[axis]);
  const blank = grid.map(() => null);
  const columns = Object.fromEntries(
    kChannels.map((channel) => {
      const of = (car: CarTrace | undefined): Values =>
        car ? resample(car.current, channel.key, axis, grid, isInterpolated(channel)) : blank;
      const toCome = a?.previous
        ? resample(a.previous, channel.key, axis, grid, isInterpolated(channel), ends[0])
        : blank;
      return [channel.key, [of(a), of(b), toCome]];
    }),
  ) as unknown as TraceData['columns'];
  return { grid, columns, reach: { a: ends[0], b: ends[1] } };
}

function axisLength(traces: TraceRecorder, cars: readonly (CarTrace | undefined)[], axis: Axis): number {
  const whole = axis === 'distance' ? traces.lapLength() : cars[0]?.previous?.time.at(-1);
  const reached = Math.max(0, ...cars.map((car) => (car && reach(car.current, axis)) ?? 0));
  const length = Math.max(whole ?? kAtLeast[axis], reached);
  return whole !== undefined && reached <= whole ? whole : Math.ceil(length / kGrowBy[axis]) * kGrowBy[axis];
}

/** What a channel's fixed place says: the value at the cursor, or the newest one. */
export function valueAt(data: TraceData, channel: Channel, slot: Slot, cursor: number | undefined): string {
  const values = data.columns[channel.key][kSlots.indexOf(slot) as 0 | 1];
  const value = cursor === undefined ? values.findLast((one) => one !== null) : values[cursor];
  return value == null ? '' : String(Math.round(value));
}
