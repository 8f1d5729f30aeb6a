import { describe, expect, test, vi } from 'vitest';
import { LiveStore } from '../state/live_store';
import { snapshotEvent } from '../test_support/session';
import { runKey } from '../view/keyboard';
import { makePage } from '../view/page';
import { viewFromAddress } from '../view/view_address';
import { nextSpeed, seekTarget } from './replay_commands';
import { sessionParts } from './session_parts';
import { partOf, spanOf, timelineMarks } from './timeline_marks';

test.each([
  [1, 1, 2],
  [1, -1, 0.5],
  [3, 1, 5],
  [3, -1, 2],
  [100, 1, 100],
  [0.1, -1, 0.1],
  ['max', -1, 100],
  [null, 1, 100],
] as const)('from %s in direction %i the speed is %s', (speed, direction, expected) => {
  expect(nextSpeed(speed, direction)).toBe(expected);
});

test.each([
  [{ begin: 5, end: 90 }, -2, 5],
  [{ begin: 5, end: 90 }, 50, 50],
  [{ begin: 5, end: 90 }, 99, 90],
  [{}, 99, 99],
  [undefined, -2, 0],
])('a replay of %j that is asked for %d s seeks to %d s', (replay, wanted, expected) => {
  expect(seekTarget(replay, wanted)).toBe(expected);
});

describe('timeline', () => {
  test('stands for the whole session as soon as the replay says where it begins and ends', () => {
    expect(spanOf(undefined)).toBeUndefined();
    expect(spanOf({ state: 'playing', position: 20 })).toBeUndefined();
    expect(spanOf({ position: 20, begin: 3, end: 3 })).toBeUndefined();
    expect(spanOf({ position: 20, begin: 3, end: 90 })).toEqual({ start: 3, end: 90 });
  });

  test('places stay on the band', () => {
    const span = { start: 10, end: 20 };
    expect([5, 10, 15, 25].map((time) => partOf(span, time))).toEqual([0, 0, 0.5, 1]);
  });

  test('messages without a time have no mark', () => {
    expect(timelineMarks([{ message: 'x' }, { message: 'y', flag: 'GREEN', session_time: 3 }])).toEqual([
      { at: 3, look: 'green', words: 'y' },
    ]);
  });

  test('parts of a qualifying run from green light to chequered flag, restarts included', () => {
    const flags = [
      ['GREEN', 10],
      ['RED', 20],
      ['GREEN', 30],
      ['CHEQUERED', 40],
      ['GREEN', 50],
    ] as const;
    const messages = flags.map(([flag, session_time]) => ({ message: '', flag, session_time })).reverse();
    expect(sessionParts(messages, { type: 'Qualifying' })).toEqual([
      { name: 'Q1', start: 10, end: 40 },
      { name: 'Q2', start: 50 },
    ]);
    expect(sessionParts(messages, { type: 'Race' })).toEqual([]);
  });
});

describe('keys', () => {
  function press(key: string, shift = false) {
    const view = viewFromAddress('', { getItem: () => null, setItem: () => undefined }, 'dark');
    const page = makePage(view, () => Promise.resolve(), new LiveStore((callback) => callback(0)));
    page.live.dispatch(snapshotEvent());
    page.act({ kind: 'focus', driver: 'TWO' });
    const change = vi.fn();
    const known = runKey(page, key, shift, change);
    return { known, change, view: page.view.value };
  }

  test.each([
    [' ', false, { paused: true }],
    ['k', false, { paused: true }],
    ['ArrowLeft', false, { position: 90 }],
    ['ArrowRight', false, { position: 110 }],
    ['ArrowRight', true, { position: 150 }],
    ['.', false, { speed: 20 }],
    [',', false, { speed: 5 }],
  ])('"%s" (shift: %s) asks the server for %j', (key, shift, expected) => {
    expect(press(key, shift).change).toHaveBeenCalledWith(expected);
  });

  test('the others change the view', () => {
    expect(press('t').view.theme).toBe('light');
    expect(press('x').view.axis).toBe('time');
    expect(press('?').view.helpOpen).toBe(true);
    expect(press('b').view.slots).toEqual({ b: 'TWO' });
  });

  test('a key without a meaning is left to the browser', () => expect(press('q').known).toBe(false));
});
