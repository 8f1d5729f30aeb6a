import type { RaceRecord } from '../wire/lab_messages';

export interface Finish {
  readonly raceId: string;
  readonly followed: string;
  /** of the followed driver */
  readonly place: number;
  /** names by position */
  readonly order: readonly string[];
  /** it is the race on screen */
  readonly current: boolean;
}

/** The finish whose podium is shown: of the race on screen, else of the newest that finished. */
export function lastFinish(
  races: readonly RaceRecord[] | undefined,
  shown: string | undefined,
): Finish | undefined {
  const finished = races?.filter((record) => record.state === 'finished' && record.result.length > 0);
  const record = finished?.find((one) => one.race_id === shown) ?? finished?.[0];
  if (!record) return undefined;
  const order = [...record.result].sort((a, b) => a.position - b.position).map((one) => one.driver_name);
  const followed = record.followed_driver;
  const place = order.indexOf(followed) + 1;
  return { raceId: record.race_id, followed, place, order, current: record.race_id === shown };
}
