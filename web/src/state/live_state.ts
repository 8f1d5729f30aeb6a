import type {
  Alert,
  Lap,
  RaceControlMessage,
  ReplayStatus,
  SessionClock,
  SessionInfo,
  Stint,
  TelemetrySample,
  Timing,
  TrackStatus,
  Weather,
} from '../wire/messages';

export interface CarState {
  readonly id: string;
  readonly number?: number;
  readonly name?: string;
  readonly team?: string;
  readonly teamColor?: string;
  readonly grid?: number;
  readonly timing: Timing;
  readonly stints: readonly Stint[];
  /** the last lap message: a finished lap */
  readonly lap?: Lap;
  readonly telemetry?: TelemetrySample;
  /** the car's own best of each sector among the laps seen, seconds */
  readonly bestSectors: readonly (number | undefined)[];
}

export type LinkHealth = 'loading' | 'live' | 'stale' | 'lost';

export interface LinkState {
  readonly health: LinkHealth;
  readonly lastEventAt?: number;
  readonly retryAt?: number;
  /** the server's own sentence when it refused */
  readonly reason?: string;
  readonly latencyMs?: number;
  /** a hole in the stream: shown until `until` */
  readonly gap?: { readonly missed: number; readonly until: number };
}

/** Everything the live view shows, immutable: an unchanged part is the same object as before. */
export interface LiveState {
  readonly runId?: string;
  readonly sessionKey?: string;
  readonly session?: SessionInfo;
  readonly cars: Readonly<Record<string, CarState>>;
  /** all cars in the order of the tower */
  readonly order: readonly string[];
  /** the session's best lap so far, seconds */
  readonly bestLap?: number;
  readonly trackStatus?: TrackStatus;
  readonly weather?: Weather;
  readonly clock?: SessionClock;
  /** newest first */
  readonly raceControl: readonly RaceControlMessage[];
  /** newest first; only of rules that are shown */
  readonly alerts: readonly Alert[];
  readonly replay?: ReplayStatus;
  /** session time of the newest data, seconds */
  readonly sessionTime?: number;
  readonly link: LinkState;
}

export const kEmptyState: LiveState = {
  cars: {},
  order: [],
  raceControl: [],
  alerts: [],
  link: { health: 'loading' },
};

export function withTime(state: LiveState, sessionTime: number | undefined): LiveState {
  return sessionTime === undefined ? state : { ...state, sessionTime };
}
