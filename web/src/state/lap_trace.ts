import type { TelemetrySample } from '../wire/messages';

export type TraceChannel = 'speed' | 'throttle' | 'brake' | 'gear';
const kTraceChannels: readonly TraceChannel[] = ['speed', 'throttle', 'brake', 'gear'];

/** One lap of one car in columns: element i of each belongs to the same sample. */
export interface LapTrace {
  readonly lap: number;
  /** session time at the line, or of the first sample where the line was not seen */
  readonly start: number;
  /** whether it was recorded from the line on */
  readonly fromLine: boolean;
  /** seconds since `start` */
  readonly time: number[];
  /** metres since the line; NaN where neither the source nor the speed tells */
  readonly distance: number[];
  readonly x: (number | null)[];
  readonly y: (number | null)[];
  readonly channels: Readonly<Record<TraceChannel, (number | null)[]>>;
}

/** Half an hour of a car that stands in the pits is enough of one lap. */
const kMaxSamples = 8000;

export function newLapTrace(lap: number, start: number, fromLine: boolean): LapTrace {
  const channels = { speed: [], throttle: [], brake: [], gear: [] };
  return { lap, start, fromLine, time: [], distance: [], x: [], y: [], channels };
}

export function addSample(trace: LapTrace, sample: TelemetrySample, sessionTime: number): void {
  if (trace.time.length >= kMaxSamples) return;
  const time = sessionTime - trace.start;
  trace.distance.push(sample.distance ?? drivenDistance(trace, sample, time));
  trace.time.push(time);
  trace.x.push(sample.x ?? null);
  trace.y.push(sample.y ?? null);
  for (const channel of kTraceChannels) trace.channels[channel].push(sample[channel] ?? null);
}

/** Speed integrated since the line, where the source gives no distance. */
function drivenDistance(trace: LapTrace, sample: TelemetrySample, time: number): number {
  const last = trace.time.length - 1;
  const from = last < 0 ? (trace.fromLine ? 0 : Number.NaN) : (trace.distance[last] ?? Number.NaN);
  const metresPerSecond = (sample.speed ?? trace.channels.speed[last] ?? Number.NaN) / 3.6;
  return last < 0 ? from : from + metresPerSecond * (time - (trace.time[last] ?? time));
}
