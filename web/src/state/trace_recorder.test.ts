import { describe, expect, test } from 'vitest';
import { frameEvent, kSnapshot, snapshotEvent } from '../test_support/session';
import { kEmptyState } from './live_state';
import { reduce } from './reducer';
import { TraceRecorder } from './trace_recorder';
import type { LiveEvent } from './events';

function recordAll(events: LiveEvent[]): TraceRecorder {
  const recorder = new TraceRecorder();
  events.reduce((before, event) => {
    const after = reduce(before, event);
    recorder.record(event, before, after);
    return after;
  }, kEmptyState);
  return recorder;
}

const sample = (t: number, lap: number, speed: number | null, distance?: number) =>
  frameEvent(t, {
    drivers: ['ONE'],
    lap_number: [lap],
    speed: [speed],
    ...(distance === undefined ? {} : { distance: [distance] }),
  });

describe('laps', () => {
  test('a new lap number begins a lap; only one seen from the line on becomes the previous lap', () => {
    const recorder = recordAll([sample(1, 4, 100), sample(2, 5, 100), sample(3, 5, 110), sample(4, 6, 120)]);
    expect(recorder.of('ONE')?.previous?.lap).toBe(5);
    expect(recorder.of('ONE')?.current).toMatchObject({ lap: 6, fromLine: true, time: [0] });
    const joined = recordAll([sample(1, 4, 100), sample(2, 5, 100)]);
    expect(joined.of('ONE')?.previous).toBeUndefined();
  });

  test('distance is the one given, else the speed integrated from the line', () => {
    const given = recordAll([sample(1, 4, 100, 700), sample(2, 4, 100, 728)]);
    expect(given.of('ONE')?.current.distance).toEqual([700, 728]);
    const driven = recordAll([sample(1, 4, 36), sample(2, 5, 36), sample(4, 5, 72)]);
    expect(driven.of('ONE')?.current.distance).toEqual([0, 40]);
  });

  test('without the line and without a distance, the place is unknown', () => {
    const recorder = recordAll([sample(1, 4, 36), sample(2, 4, 36)]);
    expect(recorder.of('ONE')?.current.distance).toEqual([NaN, NaN]);
  });

  test('the lap before tells when the running one began', () => {
    const lap = {
      message_type: 'lap',
      driver_id: 'ONE',
      lap_number: 4,
      lap_start: 20,
      lap_time: 80,
    } as const;
    const recorder = recordAll([snapshotEvent({ laps: [lap] }), sample(130, 5, 100, 900)]);
    expect(recorder.of('ONE')?.current).toMatchObject({ start: 100, time: [30] });
  });

  test('a new run and a jump back forget what was recorded', () => {
    const before = [snapshotEvent(), sample(1, 4, 100)];
    const newRun = snapshotEvent({ ...kSnapshot, run_id: 'run-2' });
    expect(recordAll([...before, newRun]).of('ONE')).toBeUndefined();
    expect(recordAll([...before, snapshotEvent()]).of('ONE')).toBeDefined();
    expect(recordAll([sample(9, 4, 100), sample(3, 2, 100)]).of('ONE')?.current.lap).toBe(2);
  });
});

describe('track', () => {
  function circle(lap: number, from: number, speed: number): LiveEvent[] {
    return Array.from({ length: 120 }, (_, i) => {
      const angle = (i / 120) * 2 * Math.PI;
      return frameEvent(from + i / 2, {
        drivers: ['ONE'],
        lap_number: [lap],
        speed: [speed],
        x: [Math.cos(angle) * 5000],
        y: [Math.sin(angle) * 5000],
      });
    });
  }

  test('a whole flying lap becomes the line', () => {
    const recorder = recordAll([sample(0, 1, 100), ...circle(2, 1, 200), sample(99, 3, 200)]);
    expect(recorder.outline.line).toHaveLength(120);
  });

  test('a lap at pit speed does not', () => {
    const recorder = recordAll([sample(0, 1, 100), ...circle(2, 1, 30), sample(99, 3, 200)]);
    expect(recorder.outline.line).toBeUndefined();
    expect(recorder.outline.places.length).toBeGreaterThan(100);
  });

  test('0, 0 is a car without a place', () => {
    const recorder = recordAll([frameEvent(1, { drivers: ['ONE'], x: [0], y: [0] })]);
    expect(recorder.motion.size).toBe(0);
  });
});
