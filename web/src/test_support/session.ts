import type { LiveEvent } from '../state/events';
import { kEmptyState, type LiveState } from '../state/live_state';
import { reduce } from '../state/reducer';
import type { SessionMessage, Snapshot, TelemetryFrame } from '../wire/messages';

/** A small qualifying: two cars in order, the second one on a good lap. */
export const kSnapshot: Snapshot = {
  run_id: 'run-1',
  session_key: '2025-10-25_example_qualifying',
  session: {
    message_type: 'session',
    state: 'started',
    part: 3,
    name: 'Qualifying',
    type: 'Qualifying',
    meeting: 'Example Grand Prix',
    start_date: '2025-10-25T15:00:00',
    gmt_offset: '-06:00:00',
    drivers: [
      { driver_id: 'ONE', driver_number: 1, name: 'Driver One', team: 'Red', team_color: '#aa0000' },
      { driver_id: 'TWO', driver_number: 2, name: 'Driver Two', team: 'Blue', team_color: '#0000aa' },
    ],
  },
  timing: [
    {
      message_type: 'timing',
      full: true,
      driver_id: 'ONE',
      position: 1,
      best_lap_time: 75.991,
      last_lap_time: 75.991,
      lap_number: 5,
    },
    {
      message_type: 'timing',
      full: true,
      driver_id: 'TWO',
      position: 2,
      gap_to_leader: 0.079,
      interval: 0.079,
      best_lap_time: 76.07,
      last_lap_time: 80.5,
      lap_number: 6,
      sectors: [
        { time: 26.916, status: 'purple', segments: ['green', 'purple'] },
        { time: null, status: 'none', segments: ['yellow', 'none'] },
        { time: null, status: 'none', segments: ['none'] },
      ],
      pit_stops: 2,
    },
  ],
  stints: [
    { ...stint('TWO', 1, 'MEDIUM'), fresh_tyre: true, tyre_life_at_start: 0, laps: 4 },
    { ...stint('TWO', 2, 'SOFT'), fresh_tyre: false, tyre_life_at_start: 3, laps: 1 },
  ],
  track_status: { message_type: 'track_status', code: '1', text: 'AllClear' },
  race_control: [
    { ...said('GREEN LIGHT - PIT EXIT OPEN', '2025-10-25T21:00:00'), flag: 'GREEN', category: 'Flag' },
    { ...said('FIA STEWARDS: NOTED', '2025-10-25T21:05:00'), category: 'Other' },
  ],
  alerts: { open: [], recent: [] },
  replay: { message_type: 'replay', state: 'playing', speed: 10, position: 90, begin: 5, end: 150 },
  heartbeat: { message_type: 'heartbeat', position: 100 },
};

function stint(driver_id: string, number: number, compound: string) {
  return { message_type: 'stint', driver_id, stint: number, compound } as const;
}

function said(message: string, date: string) {
  return { message_type: 'race_control', message, date } as const;
}

export const snapshotEvent = (snapshot: Snapshot = kSnapshot, now = 0): LiveEvent => ({
  kind: 'snapshot',
  snapshot,
  now,
});

export const sessionEvent = (message: SessionMessage, now = 0): LiveEvent => ({
  kind: 'session',
  message,
  now,
});

export function frameEvent(t: number, columns: Omit<TelemetryFrame, 't'>, now = 0): LiveEvent {
  return { kind: 'telemetry', frame: { t, ...columns }, now };
}

export function stateAfter(...events: LiveEvent[]): LiveState {
  return events.reduce(reduce, kEmptyState);
}
