import { describe, expect, test } from 'vitest';
import { kRacing, labAfter, positionsEvent } from '../test_support/lab';
import { barScale } from './bar_scale';
import { lastFinish } from './last_finish';
import { positionLines } from './position_lines';
import { averageLines, elapsed, gained, recentMove, recentSpeeds, updateRate } from './race_facts';
import { endedAs, kRecord } from '../test_support/lab';
import type { ShownRace } from './lab_state';

const race = labAfter(...kRacing).race as ShownRace;

describe('places', () => {
  const grid = ['Ann One', 'Bob Two', 'Cid Three'];
  test.each([
    ['Cid Three', 1, 2],
    ['Ann One', 3, -2],
    ['Bob Two', 2, 0],
    ['Nobody', 1, undefined],
    ['Bob Two', undefined, undefined],
  ])('%s at %s has gained %s', (driver, place, won) => expect(gained(grid, driver, place)).toBe(won));

  test('without a grid nothing is known', () => expect(gained(undefined, 'Ann One', 1)).toBeUndefined());

  test('a move shows for some seconds', () => {
    expect(recentMove(race.updates, 'Cid Three')).toBe(1);
    expect(recentMove(race.updates, 'Bob Two')).toBe(-1);
    const later = labAfter(...kRacing, positionsEvent(10, 'Ann', 'Cid', 'Bob')).race;
    expect(recentMove(later?.updates ?? [], 'Cid Three')).toBe(0);
  });
});

describe('time', () => {
  test('runs by this clock, and not beyond the race', () => {
    expect(elapsed(race, race.startedHere + 12_000)).toBe(12);
    expect(elapsed(race, race.startedHere - 50)).toBe(0);
    expect(elapsed(race, race.startedHere + 99_000)).toBe(30);
  });

  test('stands still when the race is over', () => {
    expect(elapsed({ ...race, ranFor: 8 }, race.startedHere + 12_000)).toBe(8);
  });

  test('updates a second', () => {
    const order = race.updates[0]?.order ?? [];
    expect(updateRate([0, 0.5, 1, 1.5].map((at) => ({ at, order })))).toBe(2);
    expect(updateRate(race.updates.slice(0, 1))).toBeUndefined();
  });
});

test('speeds of the last seconds', () => {
  expect(recentSpeeds(race.updates, 'Cid Three', 30)).toEqual([
    { at: 0.02, speed: 302 },
    { at: 5, speed: 301 },
  ]);
  expect(recentSpeeds(race.updates, 'Cid Three', 3)).toHaveLength(1);
});

describe('averages', () => {
  const readings = [
    { at: 0, averages: [{ driver: 'Ann One', kmh: 310 }] },
    {
      at: 1000,
      averages: [
        { driver: 'Ann One', kmh: 310.25 },
        { driver: 'Bob Two', kmh: 309 },
      ],
    },
  ];
  test('come with their change', () => {
    expect(averageLines(readings)).toEqual([
      { driver: 'Ann One', kmh: 310.25, change: 0.25 },
      { driver: 'Bob Two', kmh: 309, change: undefined },
    ]);
  });
  test('a first one has not changed yet', () => {
    expect(averageLines(readings.slice(0, 1))[0]?.change).toBeUndefined();
    expect(averageLines([])).toEqual([]);
  });
});

describe('bars', () => {
  test('begin at a round number below all values', () => {
    const scale = barScale([318.4, 306.3]);
    expect(scale.from).toBe(300);
    expect(scale.part(318)).toBeCloseTo(0.9);
  });
  test('of the lowest value are never empty', () => {
    const scale = barScale([310, 310]);
    expect(scale.from).toBe(300);
    expect(scale.part(310)).toBeGreaterThan(0);
  });
});

describe('lines of the chart', () => {
  const at = (seconds: number) => ({ at: seconds, order: [{ driver: 'Ann One', speed: 300 }] });
  test('follow a driver through the places, in the newest order', () => {
    expect(positionLines(race.updates)).toEqual([
      { driver: 'Ann One', place: 0, path: 'M0.02 0L5 0' },
      { driver: 'Cid Three', place: 1, path: 'M0.02 2L5 1' },
      { driver: 'Bob Two', place: 2, path: 'M0.02 1L5 2' },
    ]);
  });
  test('have no line across a hole', () => {
    expect(positionLines([0, 1, 2, 9, 10].map(at))[0]?.path).toBe('M0 0L1 0L2 0M9 0L10 0');
  });
  test('begin with a point, also when there is only one', () => {
    expect(positionLines([at(4)])[0]?.path).toBe('M4 0');
    expect(positionLines([])).toEqual([]);
  });
});

describe('podium', () => {
  const older = { ...endedAs('finished', 30, 'Ann', 'Bob', 'Cid'), race_id: 'r-0' };
  const newer = endedAs('finished', 30, 'Cid', 'Bob', 'Ann');
  const stopped = { ...endedAs('stopped', 9, 'Bob', 'Ann', 'Cid'), race_id: 'r-9' };
  test('is the one of the race on screen, else of the last that finished', () => {
    expect(lastFinish([kRecord, newer, older], 'r-0')).toMatchObject({
      raceId: 'r-0',
      place: 3,
      current: true,
    });
    expect(lastFinish([stopped, newer, older], 'r-9')).toMatchObject({
      raceId: 'r-1',
      place: 1,
      current: false,
    });
  });
  test('needs a finish', () => {
    expect(lastFinish([stopped], undefined)).toBeUndefined();
    expect(lastFinish(undefined, undefined)).toBeUndefined();
  });
});
