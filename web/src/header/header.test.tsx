import { describe, expect, test } from 'vitest';
import { stateAfter, snapshotEvent } from '../test_support/session';
import { linkWords } from './LinkStatus';
import { clockWords, sessionTitle, trackWords } from './session_words';

describe('clock', () => {
  test('a race counts laps', () => {
    const words = clockWords({ session: { type: 'Race' }, clock: { lap_number: 64, total_laps: 72 } });
    expect(words).toEqual({ value: '64', of: '/ 72', label: 'Lap' });
  });

  test('a running clock goes on between its messages, a stopped one does not', () => {
    const clock = { session_time: 100, remaining_s: 60, running: true };
    const session = { type: 'Qualifying', part: 3 };
    expect(clockWords({ session, clock, sessionTime: 112 })).toEqual({ value: '0:48', label: 'left\nin Q3' });
    expect(clockWords({ session, clock: { ...clock, running: false }, sessionTime: 112 })?.value).toBe(
      '1:00',
    );
  });

  test('without a clock it is the session time, without that nothing', () => {
    expect(clockWords({ sessionTime: 4414 })?.value).toBe('1:13:34');
    expect(clockWords({})).toBeUndefined();
  });
});

test('the part is told in qualifying only', () => {
  expect(sessionTitle({ type: 'Qualifying', name: 'Qualifying', part: 3 })).toBe('Qualifying, part 3 of 3');
  expect(sessionTitle({ type: 'Race', name: 'Race', part: 1 })).toBe('Race');
});

test.each([
  ['1', 'Track clear', 'clear'],
  [2, 'Yellow flag', 'yellow'],
  ['4', 'Safety car', 'sc'],
  ['5', 'Red flag', 'red'],
  ['6', 'Virtual safety car', 'sc'],
])('track status %s is %s', (code, words, look) => expect(trackWords(code)).toEqual({ words, look }));

describe('link', () => {
  const state = stateAfter(snapshotEvent());
  const of = (link: Partial<typeof state.link>, replay = state.replay) =>
    Object.values(linkWords({ ...state.link, ...link }, replay, 5000)).join('|');

  test.each([
    [{ latencyMs: 18.4 }, 'Replay|18| ms|ok'],
    [{ health: 'stale', lastEventAt: 1800 }, 'Stale|3.2| s old|warn'],
    [{ health: 'lost', retryAt: 8100 }, 'Connection lost|retry| 4 s|bad'],
    [{ health: 'lost' }, 'Connection lost|retrying||bad'],
    [{ gap: { missed: 214, until: 9000 } }, 'Gap in data|214| missed|warn'],
  ] as const)('%j', (link, words) => expect(of(link)).toBe(words));

  test('says that the replay is paused', () => {
    expect(of({}, { state: 'paused' })).toBe('Paused|||ok');
  });
});
