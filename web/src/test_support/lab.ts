import type { LabEvent } from '../lab/lab_events';
import { reduceLab } from '../lab/lab_reducer';
import { kEmptyLab, type LabState } from '../lab/lab_state';
import type { LabDriver, LabPosition, RaceRecord, RaceStatus } from '../wire/lab_messages';

export const kDrivers: readonly LabDriver[] = [
  { id: 1, name: 'Ann One', team: 'Red', team_color: '#aa0000', number: 11 },
  { id: 2, name: 'Bob Two', team: 'Blue', team_color: '#0000aa', number: 22 },
  { id: 3, name: 'Cid Three', team: 'Blue', team_color: '#0000aa', number: 33 },
];

export const kStart = '2026-01-01T10:00:00.000000';

export const kRecord: RaceRecord = {
  race_id: 'r-1',
  state: 'started',
  followed_driver: 'Cid Three',
  duration: 30,
  interval: 1,
  start_time: `${kStart}Z`,
  result: [],
};

export const kStatus: RaceStatus = {
  race_id: 'r-1',
  selected_driver: { name: 'Cid Three', team: 'Blue' },
  status: 'in_progress',
  elapsed_time: 2,
  duration: 30,
  start_time: kStart,
};

const after = (seconds: number): string =>
  new Date(Date.parse(`${kStart}Z`) + seconds * 1000).toISOString().replace('Z', '');

/** The order `seconds` after the start: names without their second half will do. */
export const positions = (seconds: number, ...names: string[]): LabPosition[] =>
  names.map((name, index) => ({
    driver_name: kDrivers.find((driver) => driver.name.startsWith(name))?.name ?? name,
    position: index + 1,
    timestamp: after(seconds),
    race_id: 'r-1',
    team_name: '',
    speed: 300 + index,
  }));

export const positionsEvent = (seconds: number, ...names: string[]): LabEvent => ({
  kind: 'positions',
  positions: positions(seconds, ...names),
  now: 1000 * seconds,
});

export const statusEvent = (now = 5000, grid?: readonly string[]): LabEvent => ({
  kind: 'status',
  status: kStatus,
  grid,
  now,
});

/** The race of kRecord, over. */
export const endedAs = (state: RaceRecord['state'], seconds: number, ...names: string[]): RaceRecord => ({
  ...kRecord,
  state,
  end_time: `${after(seconds)}Z`,
  result: positions(seconds, ...names),
});

export function labAfter(...events: LabEvent[]): LabState {
  return events.reduce(reduceLab, kEmptyLab);
}

/** A race that is on: Ann, Bob, Cid at the start, Cid second after five seconds. */
export const kRacing = [
  { kind: 'drivers', drivers: kDrivers },
  { kind: 'races', races: [kRecord] },
  statusEvent(),
  positionsEvent(0.02, 'Ann', 'Bob', 'Cid'),
  positionsEvent(5, 'Ann', 'Cid', 'Bob'),
] as const satisfies readonly LabEvent[];
