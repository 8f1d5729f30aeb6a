import type { LabPosition, RaceRecord, RaceStatus } from '../wire/lab_messages';
import type { LabEvent } from './lab_events';
import type { Average, LabState, Place, ShownRace, Update } from './lab_state';

/** An update that comes within this part of an interval is the start's own. */
const kGridWithin = 0.9;
/** Seconds; of a race whose record is not known. */
const kShortInterval = 0.25;
const kReadingsKeptMs = 15_000;
const kUpdatesKept = 3600;

/** Unix ms of one of the lab's times, which are UTC without saying so. */
export const labTime = (text: string): number => Date.parse(text.endsWith('Z') ? text : `${text}Z`);

export function reduceLab(state: LabState, event: LabEvent): LabState {
  switch (event.kind) {
    case 'drivers':
      return { ...solved(state, 'drivers'), drivers: event.drivers };
    case 'chosen':
      return { ...state, chosen: event.driver };
    case 'length':
      return { ...state, length: event.seconds };
    case 'lights':
      return {
        ...solved(state, 'start'),
        race: undefined,
        phase: { kind: 'lights', lit: event.lit },
      };
    case 'lights out':
      return { ...solved(state, 'start'), race: undefined, phase: { kind: 'starting' } };
    case 'started':
      return { ...state, races: [event.record, ...(state.races ?? [])] };
    case 'choosing':
      return {
        ...solved(state, 'race', 'stop'),
        phase: { kind: 'choosing' },
        race: undefined,
      };
    case 'joining':
      return {
        ...solved(state, 'race', 'start', 'stop'),
        phase: { kind: 'joining' },
        race: undefined,
      };
    case 'status':
      return withStatus(state, event.status, event.grid, event.now);
    case 'positions':
      return withPositions(state, event.positions, event.now);
    case 'averages':
      return withAverages(
        state,
        event.averages.map((one) => ({ driver: one.driver_name, kmh: one.average_speed })),
        event.now,
      );
    case 'over':
      return withEnd(state, event.record);
    case 'races':
      return { ...state, races: event.races };
    case 'connected':
      return { ...state, link: { health: 'live', heardAt: event.now } };
    case 'lost':
      return {
        ...state,
        link: { ...state.link, health: 'lost', retryAt: event.retryAt, reason: event.reason },
      };
    case 'refused':
      return withProblem(state, event.problem);
  }
}

function solved(state: LabState, ...of: NonNullable<LabState['problem']>['of'][]): LabState {
  return state.problem && of.includes(state.problem.of) ? { ...state, problem: undefined } : state;
}

/** A start that was refused goes back to the choice; a race that cannot be had leaves nothing to show. */
function withProblem(state: LabState, problem: NonNullable<LabState['problem']>): LabState {
  const back = problem.of === 'start' || problem.of === 'race';
  return back ? { ...state, problem, phase: { kind: 'choosing' }, race: undefined } : { ...state, problem };
}

function withStatus(
  state: LabState,
  status: RaceStatus,
  grid: readonly string[] | undefined,
  now: number,
): LabState {
  const before = state.race?.id === status.race_id ? state.race : undefined;
  const race: ShownRace = {
    id: status.race_id,
    followed: status.selected_driver.name,
    duration: status.duration,
    startedAt: labTime(status.start_time),
    startedHere: now - status.elapsed_time * 1000,
    ranFor: before?.ranFor,
    updates: before?.updates ?? [],
    grid: before?.grid ?? grid,
    readings: before?.readings ?? [],
  };
  const phase = status.status === 'finished' ? state.phase : ({ kind: 'racing' } as const);
  return { ...state, race, phase, chosen: state.chosen ?? race.followed };
}

function withPositions(state: LabState, positions: readonly LabPosition[], now: number): LabState {
  const link = { health: 'live', heardAt: now } as const;
  const { race } = state;
  const first = positions[0];
  if (!race || !first || first.race_id !== race.id) return { ...state, link };
  const at = (labTime(first.timestamp) - race.startedAt) / 1000;
  const last = race.updates.at(-1);
  if (last && at <= last.at) return { ...state, link };
  const order = inOrder(positions);
  const isStart = at < kGridWithin * intervalOf(state, race.id);
  const grid = race.grid ?? (isStart ? order.map((place) => place.driver) : undefined);
  const updates = [...race.updates, { at, order }].slice(-kUpdatesKept);
  return { ...state, link, race: { ...race, updates, grid } };
}

const intervalOf = (state: LabState, raceId: string): number =>
  state.races?.find((record) => record.race_id === raceId)?.interval ?? kShortInterval;

function withAverages(state: LabState, averages: readonly Average[], now: number): LabState {
  const { race } = state;
  if (!race || averages.length === 0) return state;
  const kept = race.readings.filter((reading) => now - reading.at <= kReadingsKeptMs);
  return { ...state, race: { ...race, readings: [...kept, { at: now, averages }] } };
}

/** The final order is the result's; a race that was interrupted may have none, then the last one seen stays. */
function withEnd(state: LabState, record: RaceRecord): LabState {
  const { race } = state;
  if (!race || race.id !== record.race_id || record.state === 'started') return state;
  const ranFor = record.end_time
    ? (labTime(record.end_time) - race.startedAt) / 1000
    : (race.updates.at(-1)?.at ?? 0);
  return {
    ...solved(state, 'stop'),
    phase: { kind: 'over', ending: record.state },
    race: { ...race, ranFor, updates: withLast(race.updates, record, ranFor) },
  };
}

function withLast(updates: readonly Update[], record: RaceRecord, at: number): readonly Update[] {
  if (record.result.length === 0) return updates;
  const last = updates.at(-1);
  const order = inOrder(record.result);
  const before = last && last.at >= at ? updates.slice(0, -1) : updates;
  return [...before, { at: Math.max(at, last?.at ?? 0), order }];
}

function inOrder(positions: readonly Pick<LabPosition, 'position' | 'driver_name' | 'speed'>[]): Place[] {
  return [...positions]
    .sort((a, b) => a.position - b.position)
    .map(({ driver_name, speed }) => ({ driver: driver_name, speed }));
}
