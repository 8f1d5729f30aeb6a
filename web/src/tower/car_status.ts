import { isQualifying, isRace } from '../header/session_words';
import { runningTime } from './lap_marks';
import type { SessionInfo, Timing } from '../wire/messages';

export interface CarStatus {
  words: string;
  /** speaks louder than the others */
  hot?: boolean;
}

/** The last position that goes on after a part of qualifying: 15 and 10 of 20 cars, 16 and 10 of 22. */
export function cutPosition(part: number, cars: number): number | undefined {
  if (part === 1) return 10 + (cars - 10) / 2;
  return part === 2 ? 10 : undefined;
}

/** Positions with a stronger line below: those of the running part and of the parts before it. */
export function cutLines(session: SessionInfo | undefined, cars: number): readonly number[] {
  if (!isQualifying(session) || cars < 12) return [];
  return [1, 2].map((part) => cutPosition(part, cars)).filter((position) => position !== undefined);
}

export const isOut = (timing: Timing) => timing.retired === true || timing.knocked_out === true;

/** Says something only when there is something to say. */
export function carStatus(
  timing: Timing,
  session: SessionInfo | undefined,
  cars: number,
): CarStatus | undefined {
  if (timing.knocked_out) return { words: `Out Q${knockedOutIn(timing, cars)}` };
  if (timing.retired) return { words: timing.lap_number ? `Out L${timing.lap_number}` : 'Out' };
  if (timing.stopped) return { words: 'Stopped' };
  if (timing.in_pit) return { words: 'Pit' };
  if (timing.pit_out) return { words: 'Out lap' };
  return !isRace(session) && isPush(timing) ? { words: 'Push', hot: true } : undefined;
}

function knockedOutIn(timing: Timing, cars: number): number {
  return (timing.position ?? cars) > (cutPosition(1, cars) ?? cars) ? 1 : 2;
}

/** A running lap with a finished sector that was the driver's best; no lap out of the pits, however new its times. */
function isPush(timing: Timing): boolean {
  const sectors = timing.sectors ?? [];
  if (sectors.some(({ segments }) => segments?.includes('pit'))) return false;
  const done = sectors.filter((sector) => runningTime(sector) !== undefined);
  return done.length < sectors.length && done.some(({ status }) => status === 'green' || status === 'purple');
}
