import { expect, test } from 'vitest';
import { holdMessages, kNoMessages } from './held_messages';
import type { MessageList } from './topics_api';

const list = (from: number, to: number, topic = 'laps'): MessageList => ({
  topic,
  looked_at: '',
  left_out: 0,
  messages: Array.from({ length: to - from + 1 }, (_, i) => ({
    partition: 0,
    offset: to - i,
    timestamp: '',
  })),
});
const newestOffset = (held: { shown?: MessageList }) => held.shown?.messages[0]?.offset;

test('the newest are shown while nobody reads', () => {
  const first = holdMessages(kNoMessages, list(0, 9), false);
  const next = holdMessages(first, list(5, 14), false);
  expect([newestOffset(first), newestOffset(next), next.missed]).toEqual([9, 14, 0]);
});

test('reading holds them and counts what comes', () => {
  const first = holdMessages(kNoMessages, list(0, 9), false);
  const held = holdMessages(first, list(3, 12), true);
  expect([newestOffset(held), held.missed]).toEqual([9, 3]);
  expect(newestOffset(holdMessages(held, list(3, 12), false))).toBe(12);
});

test('what no answer holds any more cannot be counted', () => {
  const first = holdMessages(kNoMessages, list(0, 9), false);
  expect(holdMessages(first, list(100, 109), true).missed).toBeUndefined();
  const empty = holdMessages(kNoMessages, list(0, -1), false);
  expect(holdMessages(empty, list(0, 4), true).missed).toBe(5);
});

test('another topic is shown at once', () => {
  const first = holdMessages(kNoMessages, list(0, 9), false);
  expect(newestOffset(holdMessages(first, list(0, 3, 'alerts'), true))).toBe(3);
  expect(holdMessages(first, undefined, true).shown).toBeUndefined();
});
