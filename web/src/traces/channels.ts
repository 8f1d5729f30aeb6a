import type { TraceChannel } from '../state/lap_trace';

export interface Channel {
  readonly key: TraceChannel;
  readonly label: string;
  readonly unit: string;
  /** fixed, so that a running chart's axis never moves */
  readonly range: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  /** its share of the panel's height */
  readonly weight: number;
  readonly shape: 'line' | 'step' | 'band';
}

export const kChannels: readonly Channel[] = [
  {
    key: 'speed',
    label: 'Speed',
    unit: 'km/h',
    range: [0, 360],
    ticks: [100, 200, 300],
    weight: 44,
    shape: 'line',
  },
  {
    key: 'throttle',
    label: 'Throttle',
    unit: '%',
    range: [0, 100],
    ticks: [0, 100],
    weight: 18,
    shape: 'line',
  },
  { key: 'brake', label: 'Brake', unit: '', range: [0, 100], ticks: [], weight: 9, shape: 'band' },
  { key: 'gear', label: 'Gear', unit: '', range: [1, 8], ticks: [2, 8], weight: 18, shape: 'step' },
];

/** Whether values between two samples are drawn as a line or as the first one kept. */
export const isInterpolated = (channel: Channel) => channel.shape === 'line';
