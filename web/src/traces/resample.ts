import type { LapTrace, TraceChannel } from '../state/lap_trace';
import type { Axis } from '../view/view_state';

type Value = number | null;

const kMinBreakSeconds = 1.5;
const kBreakFactor = 4;
const kStepsMeasured = 60;

/** Evenly spaced places of a lap: every trace is put on the same ones, so that one cursor reads them all. */
export function gridOf(length: number, step: number): number[] {
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}

/** How far the lap has come on the axis; undefined where the source did not tell. */
export function reach(lap: LapTrace, axis: Axis): number | undefined {
  return lap[axis].findLast((value) => !Number.isNaN(value));
}

/**
 * The channel's values at the places of `grid`, null before the first sample, after the last one and across a
 * gap in the data (no line is drawn across it). `from` leaves out what lies before it.
 */
export function resample(
  lap: LapTrace,
  channel: TraceChannel,
  axis: Axis,
  grid: readonly number[],
  interpolate: boolean,
  from = Number.NEGATIVE_INFINITY,
): Value[] {
  const places = lap[axis];
  const values = lap.channels[channel];
  const breakAfter = breakSeconds(lap);
  let next = 0;
  return grid.map((place) => {
    while (next < places.length && !((places[next] ?? 0) >= place)) next += 1;
    if (place < from || next >= places.length) return null;
    const [right, rightPlace] = [values[next] ?? null, places[next] ?? place];
    if (rightPlace === place) return right;
    const [left, leftPlace] = [values[next - 1] ?? null, places[next - 1] ?? Number.NaN];
    if (left === null || Number.isNaN(leftPlace)) return null;
    if ((lap.time[next] ?? 0) - (lap.time[next - 1] ?? 0) > breakAfter) return null;
    if (!interpolate || right === null) return left;
    return left + ((right - left) * (place - leftPlace)) / (rightPlace - leftPlace);
  });
}

/** At high replay speed samples are seconds apart: only what is out of proportion is a gap. */
function breakSeconds(lap: LapTrace): number {
  const first = lap.time.slice(0, kStepsMeasured + 1);
  const steps = first.slice(1).map((time, i) => time - (first[i] ?? time));
  const median = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return Math.max(kMinBreakSeconds, kBreakFactor * median);
}
