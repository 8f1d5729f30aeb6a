import { timeOfDay } from '../format/times';
import type { RaceControlMessage, SessionInfo } from '../wire/messages';

export interface FeedTag {
  words: string;
  look: 'green' | 'yellow' | 'sc' | 'red' | 'blue' | 'chequered' | 'plain';
}

const kFlags: Readonly<Record<string, FeedTag>> = {
  GREEN: { words: 'GREEN', look: 'green' },
  CLEAR: { words: 'CLEAR', look: 'green' },
  YELLOW: { words: 'YELLOW', look: 'yellow' },
  'DOUBLE YELLOW': { words: 'YELLOW', look: 'yellow' },
  RED: { words: 'RED', look: 'red' },
  BLUE: { words: 'BLUE', look: 'blue' },
  CHEQUERED: { words: 'FLAG', look: 'chequered' },
};

const kStewards = 'FIA STEWARDS: ';

/** What kind of message it is, in a word. */
export function feedTag({ flag, category, message }: RaceControlMessage): FeedTag {
  const ofFlag = flag ? kFlags[flag] : undefined;
  if (ofFlag) return ofFlag;
  if (category === 'SafetyCar') return { words: message.includes('VIRTUAL') ? 'VSC' : 'SC', look: 'sc' };
  if (message.includes(' DELETED')) return { words: 'LAP', look: 'plain' };
  if (message.startsWith(kStewards)) return { words: 'FIA', look: 'plain' };
  if (category === 'Drs') return { words: 'DRS', look: 'plain' };
  return { words: 'INFO', look: 'plain' };
}

/** The message verbatim; what its tag already says is not said twice. */
export const feedText = (message: string) =>
  message.startsWith(kStewards) ? message.slice(kStewards.length) : message;

/** The circuit's own time of day, or the lap in a race whose source has no times of day. */
export function feedTime(message: RaceControlMessage, session: SessionInfo | undefined): string {
  const local = message.date ? timeOfDay(message.date, session?.gmt_offset) : undefined;
  return local ?? (message.lap_number ? `L${message.lap_number}` : '');
}
