import type { DriverEntry } from '../wire/messages';
import type { CarState } from './live_state';

type Cars = Readonly<Record<string, CarState>>;

/** By position; cars without one follow in the order of the session's driver list. */
export function towerOrder(cars: Cars, drivers: readonly DriverEntry[]): readonly string[] {
  const listed = new Map(drivers.map((driver, index) => [driver.driver_id, index]));
  const rank = (id: string) => cars[id]?.timing.position ?? Number.POSITIVE_INFINITY;
  const place = (id: string) => listed.get(id) ?? drivers.length;
  return Object.keys(cars).sort((a, b) => {
    const [p, q] = [rank(a), rank(b)];
    return p === q ? place(a) - place(b) : p < q ? -1 : 1;
  });
}

export function bestLapOf(cars: Cars): number | undefined {
  const times = Object.values(cars)
    .map((car) => car.timing.best_lap_time)
    .filter((time) => time != null);
  return times.length > 0 ? Math.min(...times) : undefined;
}
