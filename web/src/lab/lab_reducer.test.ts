import { describe, expect, test } from 'vitest';
import {
  endedAs,
  kDrivers,
  kRacing,
  kRecord,
  kStatus,
  labAfter,
  positionsEvent,
  statusEvent,
} from '../test_support/lab';
import { isLocked, selectedDriver, type Problem } from './lab_state';

const places = (state: ReturnType<typeof labAfter>) =>
  state.race?.updates
    .at(-1)
    ?.order.map((place) => place.driver.slice(0, 3))
    .join(' ');
const refusal = (of: Problem['of']) => ({ kind: 'refused', problem: { of, message: 'No.' } }) as const;

describe('a race', () => {
  test('is known by its status: when it began by this clock, and whose it is', () => {
    const { race, phase, chosen } = labAfter(statusEvent(5000));
    expect(race?.startedHere).toBe(3000);
    expect(race?.startedAt).toBe(Date.UTC(2026, 0, 1, 10));
    expect([phase.kind, race?.followed, chosen]).toEqual(['racing', 'Cid Three', 'Cid Three']);
  });

  test('collects its updates; one that came twice counts once', () => {
    const state = labAfter(...kRacing, positionsEvent(5, 'Bob', 'Ann', 'Cid'));
    expect(state.race?.updates.map((update) => update.at)).toEqual([0.02, 5]);
    expect(places(state)).toBe('Ann Cid Bob');
    expect(state.link).toEqual({ health: 'live', heardAt: 5000 });
  });

  test('takes the grid from the first update only when that is the start', () => {
    expect(labAfter(...kRacing).race?.grid).toEqual(['Ann One', 'Bob Two', 'Cid Three']);
    const joined = labAfter(statusEvent(), positionsEvent(7, 'Ann', 'Bob', 'Cid'));
    expect(joined.race?.grid).toBeUndefined();
  });

  test('that another browser tab saw start brings its grid along', () => {
    expect(labAfter(statusEvent(0, ['Bob Two'])).race?.grid).toEqual(['Bob Two']);
  });

  test('leaves out positions of another race', () => {
    const other = positionsEvent(9, 'Cid', 'Bob', 'Ann');
    if (other.kind === 'positions') other.positions.forEach((place) => (place.race_id = 'r-2'));
    expect(places(labAfter(...kRacing, other))).toBe('Ann Cid Bob');
  });

  test('keeps what was seen when its status is asked again', () => {
    const state = labAfter(...kRacing, statusEvent(9000));
    expect(state.race?.updates).toHaveLength(2);
    expect(state.race?.startedHere).toBe(7000);
  });
});

describe('an end', () => {
  test('brings the final order and how long the race ran', () => {
    const record = endedAs('finished', 30, 'Cid', 'Ann', 'Bob');
    const state = labAfter(...kRacing, { kind: 'over', record });
    expect(state.phase).toEqual({ kind: 'over', ending: 'finished' });
    expect(places(state)).toBe('Cid Ann Bob');
    expect(state.race?.ranFor).toBe(30);
  });

  test('heard of twice is one end', () => {
    const over = { kind: 'over', record: endedAs('stopped', 8, 'Cid', 'Ann', 'Bob') } as const;
    const again = {
      kind: 'status',
      status: { ...kStatus, status: 'finished' },
      grid: undefined,
      now: 0,
    } as const;
    const state = labAfter(...kRacing, over, again, over);
    expect(state.race?.updates).toHaveLength(3);
    expect(state.race?.ranFor).toBe(8);
  });

  test('without an order leaves the last one seen', () => {
    const record = endedAs('interrupted', 12);
    expect(places(labAfter(...kRacing, { kind: 'over', record }))).toBe('Ann Cid Bob');
  });

  test('of another race changes nothing', () => {
    const state = labAfter(...kRacing);
    const record = { ...endedAs('finished', 30, 'Ann'), race_id: 'r-2' };
    expect(labAfter(...kRacing, { kind: 'over', record }).phase).toEqual(state.phase);
  });
});

describe('averages', () => {
  test('are kept for as long as their change is told', () => {
    const averages = [{ driver_name: 'Ann One', average_speed: 310.123 }];
    const at = (now: number) => ({ kind: 'averages', averages, now }) as const;
    const state = labAfter(statusEvent(), at(0), at(10_000), at(20_000));
    expect(state.race?.readings.map((reading) => reading.at)).toEqual([10_000, 20_000]);
  });

  test('none at all do not wipe out those there were', () => {
    const averages = [{ driver_name: 'Ann One', average_speed: 310 }];
    const state = labAfter(
      statusEvent(),
      { kind: 'averages', averages, now: 0 },
      { kind: 'averages', averages: [], now: 1000 },
    );
    expect(state.race?.readings).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test('of a start goes back to the choice, and the next start forgets it', () => {
    const refused = labAfter({ kind: 'lights', lit: 5 }, { kind: 'lights out' }, refusal('start'));
    expect([refused.phase.kind, refused.problem?.message]).toEqual(['choosing', 'No.']);
    expect(labAfter(refusal('start'), { kind: 'lights', lit: 1 }).problem).toBeUndefined();
  });

  test('of a stop leaves the race on; its end forgets it', () => {
    const refused = labAfter(...kRacing, refusal('stop'));
    expect([refused.phase.kind, refused.problem?.of]).toEqual(['racing', 'stop']);
    const over = { kind: 'over', record: endedAs('finished', 30, 'Ann', 'Bob', 'Cid') } as const;
    expect(labAfter(...kRacing, refusal('stop'), over).problem).toBeUndefined();
  });

  test('of the drivers is forgotten when they come', () => {
    expect(labAfter(refusal('drivers'), { kind: 'drivers', drivers: kDrivers }).problem).toBeUndefined();
  });
});

test('a lost connection keeps the race and says when it is tried again', () => {
  const state = labAfter(...kRacing, { kind: 'lost', retryAt: 9000, reason: 'down' });
  expect(state.link).toEqual({ health: 'lost', heardAt: 5000, retryAt: 9000, reason: 'down' });
  expect(state.race?.updates).toHaveLength(2);
});

test('the drivers are locked from the lights to the end, on the driver whose race it is', () => {
  const chosen = { kind: 'chosen', driver: 'Ann One' } as const;
  expect(isLocked(labAfter(chosen))).toBe(false);
  expect(isLocked(labAfter(chosen, { kind: 'lights', lit: 1 }))).toBe(true);
  expect(selectedDriver(labAfter(chosen, ...kRacing))).toBe('Cid Three');
  expect(selectedDriver(labAfter(chosen, ...kRacing, { kind: 'choosing' }))).toBe('Ann One');
});

test('a started race is the newest of the history', () => {
  const state = labAfter({ kind: 'races', races: [] }, { kind: 'started', record: kRecord });
  expect(state.races).toEqual([kRecord]);
});
