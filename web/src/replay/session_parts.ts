import { isQualifying } from '../header/session_words';
import type { RaceControlMessage, SessionInfo } from '../wire/messages';

export interface SessionPart {
  name: string;
  start: number;
  /** undefined while it runs */
  end?: number;
}

/**
 * The parts of a qualifying as race control opened and closed them: from the first green light to the chequered
 * flag. `messages` are newest first.
 */
export function sessionParts(
  messages: readonly RaceControlMessage[],
  session: SessionInfo | undefined,
): readonly SessionPart[] {
  if (!isQualifying(session)) return [];
  const parts: SessionPart[] = [];
  for (const { flag, session_time: at } of [...messages].reverse()) {
    const running = parts.at(-1)?.end === undefined ? parts.at(-1) : undefined;
    if (at === undefined) continue;
    if (flag === 'GREEN' && !running) parts.push({ name: `Q${parts.length + 1}`, start: at });
    if (flag === 'CHEQUERED' && running) running.end = at;
  }
  return parts;
}
