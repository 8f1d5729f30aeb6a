import type { RaceControlMessage, ReplayStatus } from '../wire/messages';

export interface Span {
  start: number;
  end: number;
}

/** The stretch of session time the band stands for: the whole session, from the first moment on. */
export function spanOf(replay: ReplayStatus | undefined): Span | undefined {
  const { begin, end } = replay ?? {};
  return begin !== undefined && end !== undefined && begin < end ? { start: begin, end } : undefined;
}

/** Part of the band to the left of `time`, 0 to 1. */
export const partOf = ({ start, end }: Span, time: number) =>
  Math.min(1, Math.max(0, (time - start) / (end - start)));

export interface TimelineMark {
  at: number;
  look: 'green' | 'message';
  words: string;
}

/** Messages as dots, green lights as squares. None lies ahead of the data: a replay must not give the result away. */
export function timelineMarks(messages: readonly RaceControlMessage[]): TimelineMark[] {
  return messages.flatMap(({ session_time: at, flag, message }): TimelineMark[] => {
    if (at === undefined) return [];
    return [{ at, look: flag === 'GREEN' || flag === 'CLEAR' ? 'green' : 'message', words: message }];
  });
}
