import { expect, test } from 'vitest';
import { addSample, newLapTrace, type LapTrace } from '../state/lap_trace';
import { gridOf, reach, resample } from './resample';

function lapOf(
  samples: readonly (readonly [time: number, distance: number, speed: number | null])[],
): LapTrace {
  const lap = newLapTrace(1, 0, true);
  for (const [time, distance, speed] of samples) addSample(lap, { distance, speed, gear: speed }, time);
  return lap;
}

test('a grid reaches up to its length', () => expect(gridOf(25, 10)).toEqual([0, 10, 20]));

test('values between samples are interpolated, or kept for steps', () => {
  const lap = lapOf([
    [0, 0, 100],
    [1, 20, 200],
  ]);
  expect(resample(lap, 'speed', 'distance', [0, 10, 20], true)).toEqual([100, 150, 200]);
  expect(resample(lap, 'gear', 'distance', [0, 10, 20], false)).toEqual([100, 100, 200]);
});

test('nothing is drawn before the first sample, after the last one and before `from`', () => {
  const lap = lapOf([
    [0, 10, 100],
    [1, 20, 200],
  ]);
  expect(resample(lap, 'speed', 'distance', [0, 10, 20, 30], true)).toEqual([null, 100, 200, null]);
  expect(resample(lap, 'speed', 'distance', [10, 20], true, 15)).toEqual([null, 200]);
});

test('no line crosses a gap in the data or an unknown value', () => {
  const gap = lapOf([
    [0, 0, 100],
    [0.2, 10, 100],
    [0.4, 20, 100],
    [0.6, 30, 100],
    [5, 200, 100],
  ]);
  expect(resample(gap, 'speed', 'distance', [20, 100, 200], true)).toEqual([100, null, 100]);
  const unknown = lapOf([
    [0, 0, 100],
    [0.2, 20, null],
    [0.4, 40, 100],
  ]);
  expect(resample(unknown, 'speed', 'distance', [0, 10, 20, 30, 40], true)).toEqual([
    100,
    100,
    null,
    null,
    100,
  ]);
});

test('samples that are seconds apart at high replay speed are no gaps', () => {
  const lap = lapOf([
    [0, 0, 100],
    [2.5, 100, 200],
    [5, 200, 300],
  ]);
  expect(resample(lap, 'speed', 'distance', [50, 150], true)).toEqual([150, 250]);
});

test('a place that is not known is nowhere', () => {
  const lap = lapOf([
    [0, NaN, 100],
    [1, 20, 200],
  ]);
  expect(resample(lap, 'speed', 'distance', [0, 10, 20], true)).toEqual([null, null, 200]);
  expect(reach(lap, 'distance')).toBe(20);
});
