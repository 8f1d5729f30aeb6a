import type { AverageSpeed, LabDriver, LabPosition, RaceRecord, RaceStatus } from '../wire/lab_messages';
import type { Problem } from './lab_state';

/** Everything that changes the lab: what the viewer does and what the server says. `now` is unix ms. */
export type LabEvent =
  | { kind: 'drivers'; drivers: readonly LabDriver[] }
  | { kind: 'chosen'; driver: string }
  | { kind: 'length'; seconds: number }
  | { kind: 'lights'; lit: number }
  | { kind: 'lights out' }
  | { kind: 'started'; record: RaceRecord }
  | { kind: 'choosing' }
  | { kind: 'joining' }
  | { kind: 'status'; status: RaceStatus; grid: readonly string[] | undefined; now: number }
  | { kind: 'positions'; positions: readonly LabPosition[]; now: number }
  | { kind: 'averages'; averages: readonly AverageSpeed[]; now: number }
  | { kind: 'over'; record: RaceRecord }
  | { kind: 'races'; races: readonly RaceRecord[] }
  | { kind: 'connected'; now: number }
  | { kind: 'lost'; retryAt: number; reason: string | undefined }
  | { kind: 'refused'; problem: Problem };
