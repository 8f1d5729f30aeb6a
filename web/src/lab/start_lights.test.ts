import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runLights } from './start_lights';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('five lights go on one after the other, then out', () => {
  const seen: (number | string)[] = [];
  runLights(
    false,
    (lit) => seen.push(lit),
    () => seen.push('out'),
  );
  vi.advanceTimersByTime(700);
  expect(seen).toEqual([1, 2]);
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([1, 2, 3, 4, 5, 'out']);
});

test('plain, they go on together', () => {
  const seen: (number | string)[] = [];
  runLights(
    true,
    (lit) => seen.push(lit),
    () => seen.push('out'),
  );
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([5, 'out']);
});

test('ended early, nothing starts', () => {
  const out = vi.fn();
  const end = runLights(false, () => undefined, out);
  vi.advanceTimersByTime(1500);
  end();
  vi.advanceTimersByTime(60_000);
  expect(out).not.toHaveBeenCalled();
});
