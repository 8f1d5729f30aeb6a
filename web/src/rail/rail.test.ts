import { expect, test } from 'vitest';
import { ruleWords } from '../state/alert_rules';
import type { Alert, RaceControlMessage } from '../wire/messages';
import { alertRate, inReadingOrder } from './Alerts';
import { feedTag, feedText, feedTime } from './race_control_words';

const kTags: readonly (readonly [Partial<RaceControlMessage>, string])[] = [
  [{ flag: 'GREEN', message: 'GREEN LIGHT' }, 'GREEN green'],
  [{ flag: 'DOUBLE YELLOW', message: '' }, 'YELLOW yellow'],
  [{ flag: 'CHEQUERED', message: '' }, 'FLAG chequered'],
  [{ category: 'SafetyCar', message: 'SAFETY CAR DEPLOYED' }, 'SC sc'],
  [{ category: 'SafetyCar', message: 'VIRTUAL SAFETY CAR DEPLOYED' }, 'VSC sc'],
  [{ category: 'Other', message: 'CAR 5 TIME 1:18.964 DELETED' }, 'LAP plain'],
  [{ category: 'Other', message: 'FIA STEWARDS: NOTED' }, 'FIA plain'],
  [{ category: 'Other', message: 'ANYTHING' }, 'INFO plain'],
];

test.each(kTags)('%j', (message, expected) => {
  const { words, look } = feedTag({ message: '', ...message });
  expect(`${words} ${look}`).toBe(expected);
});

test('words are verbatim but for what the tag says', () => {
  expect(feedText('FIA STEWARDS: NOTED')).toBe('NOTED');
  expect(feedText('TRACK CLEAR')).toBe('TRACK CLEAR');
});

test("the time is the circuit's, else the lap", () => {
  const message = { message: '', date: '2025-10-25T21:48:00', lap_number: 7 };
  expect(feedTime(message, { gmt_offset: '-06:00:00' })).toBe('15:48');
  expect(feedTime({ message: '', lap_number: 7 }, undefined)).toBe('L7');
});

const alert = (alert_id: string, state: Alert['state'], started_at: number): Alert => ({
  alert_id,
  state,
  started_at,
  severity: 'high',
  alert_type: 'high_speed',
});

test('open alerts come first', () => {
  const alerts = [alert('c', 'closed', 3), alert('b', 'opened', 2), alert('a', 'closed', 1)];
  expect(inReadingOrder(alerts).map((one) => one.alert_id)).toEqual(['b', 'c', 'a']);
  expect(alertRate({ alerts, sessionTime: 61.5 })).toBe('2 in the last minute');
  expect(alertRate({ alerts: [], sessionTime: 61 })).toBe('');
});

test("a user's own rule keeps its words", () => {
  expect(ruleWords('over_rev')).toEqual({ name: 'Over-rev', unit: 'rpm' });
  expect(ruleWords('too_slow')).toEqual({ name: 'Too slow', unit: '' });
});
