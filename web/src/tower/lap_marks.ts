import { gapTime, lapsDown, lapTime } from '../format/times';
import type { Lap, Sector, SectorStatus, Timing } from '../wire/messages';

/** How good a time is: colour and weight say it, and `kMarkWords` for those who do not see them. */
export type Mark = 'overall' | 'personal' | 'none' | 'dim';

export const kMarkWords: Readonly<Record<Mark, string>> = {
  overall: ', overall best',
  personal: ', personal best',
  none: '',
  dim: '',
};

export interface MarkedTime {
  text: string;
  mark: Mark;
}

const kOutLapSeconds = 150;

/** Outside races the first car leads only with a time: before, positions are a list. */
export function gapText(timing: Timing, race: boolean): string {
  if (timing.position === 1) return race || timing.best_lap_time != null ? 'Leader' : '';
  if (timing.laps_down) return lapsDown(timing.laps_down);
  return timing.gap_to_leader == null ? '' : gapTime(timing.gap_to_leader);
}

export function intervalText(timing: Timing): string {
  return timing.position === 1 || timing.interval == null ? '' : gapTime(timing.interval);
}

export function bestLap(timing: Timing, sessionBest: number | undefined): MarkedTime | undefined {
  if (timing.best_lap_time == null) return undefined;
  const overall = timing.best_lap_time === sessionBest;
  return { text: lapTime(timing.best_lap_time), mark: overall ? 'overall' : 'none' };
}

export function lastLap(
  timing: Timing,
  lap: Lap | undefined,
  sessionBest: number | undefined,
): MarkedTime | undefined {
  const time = timing.last_lap_time;
  if (time == null) return undefined;
  if (time > kOutLapSeconds && lap?.pit_out != null) return { text: 'out lap', mark: 'dim' };
  const mark = time === sessionBest ? 'overall' : time === timing.best_lap_time ? 'personal' : 'none';
  return { text: lapTime(time), mark };
}

const kSectorMarks: Readonly<Record<SectorStatus, Mark>> = {
  purple: 'overall',
  green: 'personal',
  yellow: 'none',
  none: 'none',
};

/**
 * The sector's time on the running lap. The feed keeps a time until the next lap gives a new one: while none of
 * the mini-sectors is driven, it is the lap before's.
 */
export function runningTime({ time, segments = [] }: Sector): number | undefined {
  const driven = segments.length === 0 || segments.some((status) => status !== 'none');
  return driven ? (time ?? undefined) : undefined;
}

export const sectorMark = (sector: Sector | undefined): Mark => kSectorMarks[sector?.status ?? 'none'];
