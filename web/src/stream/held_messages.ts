import { placeOf } from './words';
import type { Message, MessageList } from './topics_api';

/** What the list shows: the newest, or, while somebody reads, what was the newest when reading began. */
export interface HeldMessages {
  readonly shown?: MessageList;
  /** messages that have come since; undefined: more than an answer holds */
  readonly missed: number | undefined;
}

export const kNoMessages: HeldMessages = { missed: 0 };

export function holdMessages(
  held: HeldMessages,
  newest: MessageList | undefined,
  reading: boolean,
): HeldMessages {
  if (!newest || newest.topic !== held.shown?.topic) return { shown: newest, missed: 0 };
  if (!reading) return { shown: newest, missed: 0 };
  return { shown: held.shown, missed: countNew(newest.messages, held.shown.messages) };
}

function countNew(newest: readonly Message[], shown: readonly Message[]): number | undefined {
  const known = new Set(shown.map(placeOf));
  const fresh = newest.filter((message) => !known.has(placeOf(message)));
  return fresh.length === newest.length && newest.length > 0 && shown.length > 0 ? undefined : fresh.length;
}
