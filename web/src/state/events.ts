import type { Alert, ReplayStatus, SessionMessage, Snapshot, TelemetryFrame } from '../wire/messages';

/** What can happen to the live state. `now` is the wall time of arrival in milliseconds. */
export type LiveEvent =
  | { kind: 'snapshot'; snapshot: Snapshot; now: number }
  | { kind: 'telemetry'; frame: TelemetryFrame; now: number }
  | { kind: 'session'; message: SessionMessage; now: number }
  | { kind: 'alert'; alert: Alert; now: number }
  | { kind: 'replay'; replay: ReplayStatus; now: number }
  | { kind: 'lag'; missed: number; now: number }
  | { kind: 'connected'; now: number }
  /** without `retryAt` the browser is already trying again */
  | { kind: 'disconnected'; retryAt?: number; reason?: string }
  | { kind: 'tick'; now: number; latencyMs: number | undefined };
