import { describe, expect, test } from 'vitest';
import {
  gapTime,
  lapsDown,
  lapTime,
  raceClock,
  remainingTime,
  sectorTime,
  signedDelta,
  timeOfDay,
} from './times';

const kCases: readonly (readonly [
  name: string,
  written: string | undefined,
  expected: string | undefined,
])[] = [
  ['lap', lapTime(75.991), '1:15.991'],
  ['lap below a minute', lapTime(59.1), '0:59.100'],
  ['lap rounded into the next minute', lapTime(59.9996), '1:00.000'],
  ['sector', sectorTime(26.916), '26.916'],
  ['sector from a minute', sectorTime(62.31), '1:02.310'],
  ['gap', gapTime(0.079), '+0.079'],
  ['gap from ten seconds', gapTime(12.354), '+12.354'],
  ['gap from a minute', gapTime(62.31), '+1:02.310'],
  ['one lap down', lapsDown(1), '+1 LAP'],
  ['laps down', lapsDown(3), '+3 LAPS'],
  ['slower', signedDelta(0.03), '+0.030'],
  ['faster, a true minus', signedDelta(-0.262), '−0.262'],
  ['level', signedDelta(0), '0.000'],
  ['level after rounding', signedDelta(-0.0001), '0.000'],
  ['race clock', raceClock(4414), '1:13:34'],
  ['remaining', remainingTime(2.9), '0:02'],
  ['remaining minutes', remainingTime(1079), '17:59'],
  ['remaining hours', remainingTime(5400), '1:30:00'],
  ['nothing remains', remainingTime(-3), '0:00'],
  ["the circuit's time", timeOfDay('2025-10-25T21:48:03', '-06:00:00'), '15:48'],
  ['past midnight', timeOfDay('2025-11-01T20:00:00Z', '05:30:00'), '01:30'],
  ['unreadable instant', timeOfDay('soon', '-06:00:00'), undefined],
];

describe('times', () => {
  test.each(kCases)('%s', (_, written, expected) => expect(written).toBe(expected));
});
