import type { TelemetrySample } from '../wire/messages';
import { sampleOf } from './cars';
import type { LiveEvent } from './events';
import { addSample, newLapTrace, type LapTrace } from './lap_trace';
import type { LiveState } from './live_state';
import { TrackOutline } from './track_outline';

export interface CarTrace {
  current: LapTrace;
  /** the last lap seen from line to line */
  previous?: LapTrace;
}

/** A car's last two places with their wall times of arrival (ms): enough to move it smoothly, never ahead of data. */
export interface CarMotion {
  before: MapPoint;
  latest: MapPoint;
}

export interface MapPoint {
  x: number;
  y: number;
  at: number;
}

/**
 * What the stream said about each car's running and previous lap, sample by sample, and the track they drew.
 * Grows in place; `version` tells that something was added. Holds two laps a car, so it is bounded.
 */
export class TraceRecorder {
  version = 0;
  outline = new TrackOutline();
  readonly motion = new Map<string, CarMotion>();
  private readonly cars = new Map<string, CarTrace>();
  private lastTime = Number.NEGATIVE_INFINITY;

  of(id: string): CarTrace | undefined {
    return this.cars.get(id);
  }

  /** Metres of the longest whole lap seen so far. */
  lapLength(): number | undefined {
    const lengths = [...this.cars.values()].map((car) => car.previous?.distance.at(-1) ?? 0);
    const longest = Math.max(0, ...lengths.filter(Number.isFinite));
    return longest > 0 ? longest : undefined;
  }

  record(event: LiveEvent, before: LiveState, after: LiveState): void {
    if (event.kind === 'snapshot' && before.runId !== after.runId) this.forget(before, after);
    if (event.kind !== 'telemetry') return;
    if (event.frame.t < this.lastTime) this.cars.clear();
    this.lastTime = event.frame.t;
    event.frame.drivers.forEach((id, index) => {
      this.addTo(id, sampleOf(event.frame, index), after, event.now);
    });
    this.version += 1;
  }

  /** A new run starts new laps; the track stays while it is the same session's. */
  private forget(before: LiveState, after: LiveState): void {
    this.cars.clear();
    this.motion.clear();
    this.lastTime = Number.NEGATIVE_INFINITY;
    if (before.session?.start_date !== after.session?.start_date) this.outline = new TrackOutline();
    this.version += 1;
  }

  private addTo(id: string, sample: TelemetrySample, state: LiveState, now: number): void {
    const lap = sample.lap_number ?? state.cars[id]?.timing.lap_number ?? 0;
    const time = sample.session_time ?? 0;
    let car = this.cars.get(id);
    if (!car) {
      car = { current: newLapTrace(lap, runningLapStart(state, id, lap) ?? time, false) };
      this.cars.set(id, car);
    } else if (car.current.lap !== lap) {
      this.finishLap(car, lap, time);
    }
    addSample(car.current, sample, time);
    this.move(id, sample, now);
  }

  private finishLap(car: CarTrace, lap: number, time: number): void {
    const finished = car.current;
    if (finished.fromLine) {
      car.previous = finished;
      this.outline.learnFrom(finished);
    }
    car.current = newLapTrace(lap, time, lap === finished.lap + 1);
  }

  private move(id: string, { x, y }: TelemetrySample, now: number): void {
    if (x == null || y == null || (x === 0 && y === 0)) return;
    const latest = { x, y, at: now };
    this.motion.set(id, { before: this.motion.get(id)?.latest ?? latest, latest });
    this.outline.visit(x, y);
  }
}

/** When the car crossed the line into `lap`, if the lap before it is known. */
function runningLapStart(state: LiveState, id: string, lap: number): number | undefined {
  const before = state.cars[id]?.lap;
  if (before?.lap_number !== lap - 1 || before.lap_start == null || before.lap_time == null) return undefined;
  return before.lap_start + before.lap_time;
}
