import { raceClock, remainingTime } from '../format/times';
import type { LiveState } from '../state/live_state';
import type { SessionInfo } from '../wire/messages';

export const isRace = (session: SessionInfo | undefined) => session?.type === 'Race';
export const isQualifying = (session: SessionInfo | undefined) => session?.type === 'Qualifying';

export const sessionYear = (session: SessionInfo | undefined) => session?.start_date?.slice(0, 4);

/** "Qualifying, part 3 of 3" */
export function sessionTitle(session: SessionInfo | undefined): string {
  const part = isQualifying(session) && session?.part ? `, part ${session.part} of 3` : '';
  return `${session?.name ?? ''}${part}`;
}

export interface ClockWords {
  value: string;
  /** after the value, smaller: "/ 72" */
  of?: string;
  label: string;
}

/** A race counts laps, everything else the time that is left. Undefined while neither is known. */
export function clockWords(
  state: Pick<LiveState, 'session' | 'clock' | 'sessionTime'>,
): ClockWords | undefined {
  const { session, clock, sessionTime } = state;
  const total = clock?.total_laps ?? session?.total_laps;
  if (isRace(session) && clock?.lap_number !== undefined) {
    return { value: String(clock.lap_number), of: total ? `/ ${total}` : undefined, label: 'Lap' };
  }
  if (clock?.remaining_s !== undefined) {
    const since = clock.running
      ? Math.max(0, (sessionTime ?? 0) - (clock.session_time ?? sessionTime ?? 0))
      : 0;
    const label = isQualifying(session) && session?.part ? `left\nin Q${session.part}` : 'left';
    return { value: remainingTime(clock.remaining_s - since), label };
  }
  return sessionTime === undefined ? undefined : { value: raceClock(sessionTime), label: 'session time' };
}

export type FlagLook = 'clear' | 'yellow' | 'sc' | 'red';

const kTrackStatus: Readonly<Record<string, { words: string; look: FlagLook }>> = {
  '1': { words: 'Track clear', look: 'clear' },
  '2': { words: 'Yellow flag', look: 'yellow' },
  '4': { words: 'Safety car', look: 'sc' },
  '5': { words: 'Red flag', look: 'red' },
  '6': { words: 'Virtual safety car', look: 'sc' },
  '7': { words: 'VSC ending', look: 'sc' },
};

export function trackWords(code: string | number | undefined): { words: string; look: FlagLook } | undefined {
  return code === undefined ? undefined : kTrackStatus[String(code)];
}
