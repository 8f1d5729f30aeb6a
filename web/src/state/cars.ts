import type {
  DriverEntry,
  Lap,
  Stint,
  TelemetryChannel,
  TelemetryFrame,
  TelemetrySample,
  Timing,
} from '../wire/messages';
import { withTime, type CarState, type LiveState } from './live_state';

export type Cars = Record<string, CarState>;

export const newCar = (id: string): CarState => ({ id, timing: {}, stints: [], bestSectors: [] });

/** The session's drivers, each with what is already known of the car. */
export function carsFromDrivers(cars: Readonly<Cars>, drivers: readonly DriverEntry[]): Cars {
  const next: Cars = { ...cars };
  for (const driver of drivers) {
    next[driver.driver_id] = {
      ...(cars[driver.driver_id] ?? newCar(driver.driver_id)),
      number: driver.driver_number,
      name: driver.name || undefined,
      team: driver.team || undefined,
      teamColor: driver.team_color || undefined,
      grid: driver.grid,
    };
  }
  return next;
}

/** Changed fields only, unless `full`; a field that is null is no longer known. */
export function withTiming(car: CarState, changes: Timing, full: boolean): CarState {
  return { ...car, timing: full ? changes : { ...car.timing, ...changes } };
}

export function withStint(car: CarState, stint: Stint): CarState {
  const others = car.stints.filter((other) => other.stint !== stint.stint);
  return { ...car, stints: [...others, stint].sort((a, b) => a.stint - b.stint) };
}

/** A later revision of the newest lap replaces it; one of an older lap only counts for the best sectors. */
export function withLap(car: CarState, lap: Lap): CarState {
  const isNewest = car.lap === undefined || lap.lap_number >= car.lap.lap_number;
  const bestSectors = [0, 1, 2].map((i) => {
    const times = [car.bestSectors[i], lap.sectors?.[i]].filter((time) => time != null);
    return times.length > 0 ? Math.min(...times) : undefined;
  });
  return { ...car, bestSectors, lap: isNewest ? lap : car.lap };
}

const kChannels: readonly TelemetryChannel[] = [
  'speed',
  'rpm',
  'throttle',
  'brake',
  'gear',
  'drs',
  'x',
  'y',
  'lap_number',
  'distance',
];

export function sampleOf(frame: TelemetryFrame, index: number): TelemetrySample {
  const sample: TelemetrySample = { session_time: frame.t };
  for (const channel of kChannels) sample[channel] = frame[channel]?.[index];
  return sample;
}

export function withFrame(state: LiveState, frame: TelemetryFrame): LiveState {
  const cars: Cars = { ...state.cars };
  frame.drivers.forEach((id, index) => {
    cars[id] = { ...(cars[id] ?? newCar(id)), telemetry: sampleOf(frame, index) };
  });
  return withTime({ ...state, cars }, frame.t);
}
