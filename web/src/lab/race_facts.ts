import type { AverageReading, Place, ShownRace, Update } from './lab_state';

const kMoveShownFor = 4;
const kRateOver = 6;

const kNobody: readonly Place[] = [];

/** The newest order; empty before the first update. */
export const orderOf = (race: ShownRace | undefined): readonly Place[] =>
  race?.updates.at(-1)?.order ?? kNobody;

/** From 1; undefined: not in the order. */
export function placeIn(order: readonly Place[], driver: string): number | undefined {
  const index = order.findIndex((place) => place.driver === driver);
  return index < 0 ? undefined : index + 1;
}

/** Places won since the start, negative when lost; undefined while the start or the place is not known. */
export function gained(grid: readonly string[] | undefined, driver: string, place: number | undefined) {
  const start = grid?.indexOf(driver) ?? -1;
  return start < 0 || place === undefined ? undefined : start + 1 - place;
}

/** Places won, or lost if negative, in the last seconds. */
export function recentMove(updates: readonly Update[], driver: string): number {
  const last = updates.at(-1);
  const before = last && updates.findLast((update) => update.at <= last.at - kMoveShownFor);
  const now = last && placeIn(last.order, driver);
  const then = before && placeIn(before.order, driver);
  return now && then ? then - now : 0;
}

/** Seconds that the race has run at `now` (unix ms of this computer). */
export function elapsed(race: ShownRace, now: number): number {
  if (race.ranFor !== undefined) return Math.min(race.ranFor, race.duration);
  return Math.max(0, Math.min((now - race.startedHere) / 1000, race.duration));
}

/** Updates a second over the last few; undefined before there are two. */
export function updateRate(updates: readonly Update[]): number | undefined {
  const recent = updates.slice(-kRateOver);
  const [first, last] = [recent[0], recent.at(-1)];
  return first && last && last.at > first.at ? (recent.length - 1) / (last.at - first.at) : undefined;
}

/** One driver's speeds over the last `seconds`: when, and how fast. */
export function recentSpeeds(updates: readonly Update[], driver: string, seconds: number) {
  const end = updates.at(-1)?.at ?? 0;
  return updates
    .filter((update) => update.at >= end - seconds)
    .flatMap(({ at, order }) =>
      order.filter((place) => place.driver === driver).map(({ speed }) => ({ at, speed })),
    );
}

export interface AverageLine {
  readonly driver: string;
  readonly kmh: number;
  /** since the oldest reading kept; undefined: there is none */
  readonly change: number | undefined;
}

/** The newest averages, fastest first, with how they changed. */
export function averageLines(readings: readonly AverageReading[]): readonly AverageLine[] {
  const [oldest, newest] = [readings[0], readings.at(-1)];
  return (newest?.averages ?? []).map(({ driver, kmh }) => {
    const before = oldest === newest ? undefined : oldest?.averages.find((one) => one.driver === driver);
    return { driver, kmh, change: before && kmh - before.kmh };
  });
}
