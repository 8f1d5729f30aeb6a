/** The messages of the API as they arrive (CONTRACTS §2.2, §2.4 and §3.3). Unknown values are absent or null. */

type Unknown<T> = T | null | undefined;

export interface DriverEntry {
  driver_id: string;
  driver_number?: number;
  name?: string;
  team?: string;
  team_color?: string;
  grid?: number;
}

export interface SessionInfo {
  state?: string;
  /** 1–3 in qualifying */
  part?: number;
  name?: string;
  type?: string;
  meeting?: string;
  start_date?: string;
  /** "-06:00:00": the circuit's local time minus UTC */
  gmt_offset?: string;
  total_laps?: number;
  drivers?: DriverEntry[];
  has?: string[] | Record<string, boolean>;
}

export type SegmentStatus = 'none' | 'yellow' | 'green' | 'purple' | 'pit' | 'unknown';
export type SectorStatus = 'none' | 'yellow' | 'green' | 'purple';

export interface Sector {
  time?: number | null;
  status?: SectorStatus;
  segments?: SegmentStatus[];
}

/** What the timing screen knows of one car; times in seconds. */
export interface Timing {
  position?: Unknown<number>;
  gap_to_leader?: Unknown<number>;
  interval?: Unknown<number>;
  laps_down?: Unknown<number>;
  last_lap_time?: Unknown<number>;
  best_lap_time?: Unknown<number>;
  lap_number?: Unknown<number>;
  sectors?: Unknown<Sector[]>;
  in_pit?: Unknown<boolean>;
  pit_out?: Unknown<boolean>;
  stopped?: Unknown<boolean>;
  retired?: Unknown<boolean>;
  knocked_out?: Unknown<boolean>;
  cut_off?: Unknown<boolean>;
  pit_stops?: Unknown<number>;
}

export interface Stint {
  stint: number;
  compound?: string;
  fresh_tyre?: boolean;
  tyre_life_at_start?: number;
  laps?: number;
}

export interface Lap {
  lap_number: number;
  lap_time?: number | null;
  /** session time */
  lap_start?: number | null;
  sectors?: (number | null)[];
  pit_in?: number | null;
  pit_out?: number | null;
  deleted?: boolean;
}

export interface RaceControlMessage {
  session_time?: number;
  /** UTC of the event */
  date?: string;
  category?: string;
  flag?: string;
  scope?: string;
  lap_number?: number;
  message: string;
}

export interface TrackStatus {
  /** 1 clear, 2 yellow, 4 safety car, 5 red, 6 virtual, 7 virtual ending */
  code: string | number;
  text?: string;
}

export interface Weather {
  air_temp_c?: number;
  track_temp_c?: number;
  humidity_pct?: number;
  wind_speed_ms?: number;
  wind_direction_deg?: number;
  rainfall?: boolean | number;
}

export interface SessionClock {
  /** of the moment at which `remaining_s` was right */
  session_time?: number;
  remaining_s?: number;
  running?: boolean;
  lap_number?: number;
  total_laps?: number;
}

export interface ReplayStatus {
  state?: 'playing' | 'paused' | 'ended';
  /** × real time; null or "max": as fast as it can */
  speed?: number | 'max' | null;
  position?: number;
  /** session times between which a seek may go: the session's first and last instant */
  begin?: number;
  end?: number;
}

export interface Alert {
  alert_id: string;
  severity: 'high' | 'medium' | 'low';
  alert_type: string;
  rule?: string;
  description?: string;
  driver_id?: string;
  value?: number;
  state?: 'opened' | 'closed';
  started_at?: number;
  ended_at?: number;
  session_time?: number;
}

export interface TelemetrySample {
  speed?: number | null;
  rpm?: number | null;
  throttle?: number | null;
  brake?: number | null;
  gear?: number | null;
  drs?: number | null;
  x?: number | null;
  y?: number | null;
  lap_number?: number | null;
  /** metres since the start of the lap */
  distance?: number | null;
  session_time?: number | null;
}

export type TelemetryChannel = Exclude<keyof TelemetrySample, 'session_time'>;

/** One tick of all cars, by columns: `speed[i]` belongs to `drivers[i]`. */
export type TelemetryFrame = {
  t: number;
  /** wall time of production, unix ms */
  wall?: number;
  drivers: string[];
} & {
  [channel in TelemetryChannel]?: (number | null)[];
};

interface Envelope {
  timestamp?: string;
  session_time?: number;
  date?: string;
  run_id?: string;
  driver_id?: string;
}

/** A message of `f1-session`. The page shows these kinds; others pass by. */
export type SessionMessage = Envelope &
  (
    | ({ message_type: 'session' } & SessionInfo)
    | ({ message_type: 'timing'; full?: boolean } & Timing)
    | ({ message_type: 'stint' } & Stint)
    | ({ message_type: 'lap' } & Lap)
    | ({ message_type: 'race_control' } & RaceControlMessage)
    | ({ message_type: 'track_status' } & TrackStatus)
    | ({ message_type: 'weather' } & Weather)
    | ({ message_type: 'clock' } & SessionClock)
    | ({ message_type: 'replay' } & ReplayStatus)
    | { message_type: 'heartbeat'; position?: number; paused?: boolean }
    | { message_type: 'pit' | 'team_radio' | 'race' }
  );

export interface Lag {
  /** left out for this slow client */
  ticks: number;
}

type MessageOf<Type extends SessionMessage['message_type']> = Extract<SessionMessage, { message_type: Type }>;

/** The whole state: `GET /api/v1/live/state` and the stream's `snapshot`. The newest message of each kind. */
export interface Snapshot {
  run_id?: string;
  session_key?: string;
  session?: MessageOf<'session'> | null;
  clock?: MessageOf<'clock'> | null;
  track_status?: MessageOf<'track_status'> | null;
  weather?: MessageOf<'weather'> | null;
  replay?: MessageOf<'replay'> | null;
  heartbeat?: MessageOf<'heartbeat'> | null;
  /** one a car */
  timing?: MessageOf<'timing'>[];
  /** each car's best and last */
  laps?: MessageOf<'lap'>[];
  stints?: MessageOf<'stint'>[];
  /** oldest first */
  race_control?: MessageOf<'race_control'>[];
  telemetry?: TelemetryFrame | null;
  /** newest first */
  alerts?: { open?: Alert[]; recent?: Alert[] };
}
