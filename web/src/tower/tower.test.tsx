// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { LiveStore } from '../state/live_store';
import { kSnapshot, sessionEvent, snapshotEvent } from '../test_support/session';
import { makePage, PageContext, type Page } from '../view/page';
import { viewFromAddress } from '../view/view_address';
import type { Snapshot, Timing } from '../wire/messages';
import { carStatus, cutLines } from './car_status';
import { bestLap, gapText, lastLap } from './lap_marks';
import { runningSummary, Tower } from './Tower';
import { compoundLetter, tyreAge } from './TyreCell';

afterEach(cleanup);

function show(snapshot: Snapshot = kSnapshot): Page {
  const view = viewFromAddress('', { getItem: () => null, setItem: () => undefined }, 'dark');
  let now = 0;
  const store = new LiveStore((callback) => callback((now += 1000)));
  const page = makePage(view, () => Promise.resolve(), store);
  store.dispatch(snapshotEvent(snapshot));
  render(
    <PageContext value={page}>
      <Tower />
    </PageContext>,
  );
  return page;
}

const rowOf = (name: string) =>
  screen.getByRole('button', { name: new RegExp(name) }).closest('tr') as HTMLElement;
const cellsOf = (name: string) =>
  within(rowOf(name))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('rows', () => {
  test('stand in the order of positions, each headed by its driver', () => {
    show();
    const heads = screen.getAllByRole('rowheader').map((head) => head.textContent);
    expect(heads).toEqual(['ONE1', 'TWO2']);
  });

  test('show gaps, times with their marks in words, tyres and stops', () => {
    show();
    expect(cellsOf('Driver One').slice(2, 6)).toEqual([
      'LeaderLeader',
      '',
      '1:15.991, overall best',
      '1:15.991, overall best',
    ]);
    const cells = cellsOf('Driver Two');
    expect(cells).toContain('26.916, overall best');
    expect(cells).toContain('S4');
    expect(within(rowOf('Driver Two')).getByRole('img', { name: 'soft, used' })).toBeTruthy();
    expect(cells.at(-1)).toBe('Push');
  });

  test('a click selects, another one frees', () => {
    const page = show();
    fireEvent.click(rowOf('Driver Two'));
    expect(page.view.value.slots).toEqual({ a: 'TWO' });
    expect(rowOf('Driver Two').className).toContain('selected');
    fireEvent.click(rowOf('Driver Two'));
    expect(page.view.value.slots).toEqual({});
  });

  test('the arrows move the focus, and one row only is in the tab order', () => {
    show();
    const first = screen.getByRole('button', { name: /Driver One/ });
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Driver Two');
    expect(screen.getAllByRole('button').filter((button) => button.tabIndex === 0)).toHaveLength(1);
  });

  test('a change of position moves the row', () => {
    const page = show();
    Element.prototype.animate ??= (() => undefined) as unknown as Element['animate'];
    act(() => {
      page.live.dispatch(sessionEvent({ message_type: 'timing', driver_id: 'TWO', position: 1 }));
      page.live.dispatch(sessionEvent({ message_type: 'timing', driver_id: 'ONE', position: 2 }));
    });
    expect(screen.getAllByRole('rowheader')[0]?.textContent).toBe('TWO2');
  });
});

describe('status', () => {
  const qualifying = { type: 'Qualifying', part: 3 };
  test.each([
    [{ knocked_out: true, position: 17 }, qualifying, 'Out Q1'],
    [{ knocked_out: true, position: 11 }, qualifying, 'Out Q2'],
    [{ retired: true, lap_number: 52 }, { type: 'Race' }, 'Out L52'],
    [{ stopped: true }, { type: 'Race' }, 'Stopped'],
    [{ in_pit: true }, qualifying, 'Pit'],
    [{ sectors: [{ time: 26, status: 'green', segments: ['pit'] }, { time: null }] }, qualifying, undefined],
    [{ pit_out: true }, qualifying, 'Out lap'],
    [{ sectors: [{ time: 26, status: 'green' }, { time: null }] }, qualifying, 'Push'],
    [{ sectors: [{ time: 26, status: 'yellow' }, { time: null }] }, qualifying, undefined],
    [{ sectors: [{ time: 26, status: 'green', segments: ['none'] }, { time: null }] }, qualifying, undefined],
    [{ sectors: [{ time: 26, status: 'green' }, { time: null }] }, { type: 'Race' }, undefined],
    [{}, qualifying, undefined],
  ] as const)('%j', (timing, session, words) => {
    expect(carStatus(timing as unknown as Timing, session, 20)?.words).toBe(words);
  });

  test('cut lines are those of 20 and of 22 cars', () => {
    expect(cutLines(qualifying, 20)).toEqual([15, 10]);
    expect(cutLines(qualifying, 22)).toEqual([16, 10]);
    expect(cutLines({ type: 'Race' }, 20)).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    [{ position: 1, gap_to_leader: 0 }, 'Leader'],
    [{ position: 2, gap_to_leader: 62.31 }, '+1:02.310'],
    [{ position: 9, laps_down: 2 }, '+2 LAPS'],
    [{ position: 9 }, ''],
  ])('gap of %j', (timing, text) => expect(gapText(timing, true)).toBe(text));

  test('nobody leads a qualifying without a time', () => {
    expect(gapText({ position: 1 }, false)).toBe('');
    expect(gapText({ position: 1, best_lap_time: 76 }, false)).toBe('Leader');
  });

  test('a long lap out of the pits is an out lap', () => {
    const lap = { lap_number: 1, pit_out: 3 };
    expect(lastLap({ last_lap_time: 180 }, lap, 75)).toEqual({ text: 'out lap', mark: 'dim' });
    expect(lastLap({ last_lap_time: 180 }, { lap_number: 1 }, 75)?.text).toBe('3:00.000');
  });

  test('best times are marked', () => {
    expect(lastLap({ last_lap_time: 76, best_lap_time: 76 }, undefined, 75)?.mark).toBe('personal');
    expect(bestLap({ best_lap_time: 75 }, 75)?.mark).toBe('overall');
    expect(bestLap({ best_lap_time: 76 }, 75)?.mark).toBe('none');
  });

  test('tyres', () => {
    expect(['SOFT', 'INTERMEDIATE', 'UNKNOWN', undefined].map(compoundLetter)).toEqual([
      'S',
      'I',
      undefined,
      undefined,
    ]);
    expect(tyreAge({ stint: 1, tyre_life_at_start: 3, laps: 9 })).toBe(12);
    expect(tyreAge({ stint: 1 })).toBeUndefined();
  });

  test('the head sums up', () => {
    const page = show();
    expect(runningSummary(page.live.latest)).toBe('2 in Q3');
    page.live.dispatch(sessionEvent({ message_type: 'timing', driver_id: 'TWO', knocked_out: true }));
    expect(runningSummary(page.live.latest)).toBe('1 in Q3, 1 knocked out');
  });
});
