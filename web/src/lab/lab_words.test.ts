import { describe, expect, test } from 'vitest';
import { endedAs, kRacing, kRecord, labAfter, positionsEvent, statusEvent } from '../test_support/lab';
import type { LabEvent } from './lab_events';
import { labLinkWords } from './lab_link_words';
import { announcement, driverCode, gainSpoken, gainText, historyWords } from './lab_words';

test.each([
  ['Max Verstappen', 'VER'],
  ['Carlos Sainz', 'SAI'],
  ['Nobody', 'NOB'],
])('%s is %s', (name, code) => expect(driverCode(name)).toBe(code));

test.each([
  [5, '+5', 'up 5 places'],
  [-1, '−1', 'down 1 place'],
  [0, '0', 'as at the start'],
  [undefined, '', 'no value'],
])('%s places', (places, text, spoken) => {
  expect(gainText(places)).toBe(text);
  expect(gainSpoken(places)).toBe(spoken);
});

describe('history', () => {
  const grid = ['Ann One', 'Bob Two', 'Cid Three'];
  test.each([
    [kRecord, grid, 'running'],
    [endedAs('finished', 30, 'Cid', 'Ann', 'Bob'), grid, 'from P3, finished P1'],
    [endedAs('finished', 30, 'Ann', 'Cid', 'Bob'), undefined, 'finished P2'],
    [endedAs('finished', 30), undefined, 'finished'],
    [endedAs('stopped', 8, 'Ann'), grid, 'from P3, stopped at 0:08'],
    [endedAs('interrupted', 12), undefined, 'interrupted at 0:12'],
  ])('%#', (record, known, words) => expect(historyWords(record, known)).toBe(words));
});

describe('announcements', () => {
  /** What is said when the last event comes after the others. */
  const said = (...events: LabEvent[]) => announcement(labAfter(...events.slice(0, -1)), labAfter(...events));

  test('the lights, once', () => {
    expect(said({ kind: 'lights', lit: 1 })).toBe('Start lights');
    expect(said({ kind: 'lights', lit: 1 }, { kind: 'lights', lit: 2 })).toBeUndefined();
  });

  test('the start', () => {
    expect(said(...kRacing.slice(0, 4))).toBe('Lights out. Cid Three starts from P3');
  });

  test('a race joined on its way', () => {
    expect(said(statusEvent(), positionsEvent(9, 'Ann', 'Cid', 'Bob'))).toBe('Watching Cid Three, P2');
  });

  test('a new place of the followed driver, and of nobody else', () => {
    expect(said(...kRacing)).toBe('Cid Three P2, up 1 place');
    expect(said(...kRacing, positionsEvent(6, 'Bob', 'Cid', 'Ann'))).toBeUndefined();
  });

  test('the end', () => {
    const finished = { kind: 'over', record: endedAs('finished', 30, 'Cid', 'Ann', 'Bob') } as const;
    expect(said(...kRacing, finished)).toBe(
      'Finish. Cid Three finished P1, from P3. 1 Cid Three, 2 Ann One, 3 Bob Two',
    );
    const stopped = { kind: 'over', record: endedAs('stopped', 8, 'Ann', 'Cid', 'Bob') } as const;
    expect(said(...kRacing, stopped)).toBe(
      'Stopped. Cid Three was P2, from P3, when the race was stopped at 0:08. 1 Ann One, 2 Cid Three, 3 Bob Two',
    );
  });
});

describe('link', () => {
  const words = (now: number, ...events: LabEvent[]) =>
    Object.values(labLinkWords(labAfter(...events), now)).join('|');
  const steady = [1, 2, 3].map((seconds) => positionsEvent(seconds, 'Ann', 'Bob', 'Cid'));

  test('before anything is known', () => expect(words(0)).toBe('Connection||loading|quiet'));
  test('no race', () => expect(words(0, { kind: 'connected', now: 0 })).toBe('Server||connected|ok'));
  test('a race', () => expect(words(3100, statusEvent(), ...steady)).toBe('Stream|1| update/s|ok'));
  test('a silent race', () => expect(words(8200, statusEvent(), ...steady)).toBe('Stale|5.2| s old|warn'));
  test('lost', () => {
    const lost = { kind: 'lost', retryAt: 8100, reason: undefined } as const;
    expect(words(5000, statusEvent(), lost)).toBe('Connection lost|retry| 4 s|bad');
  });
});
