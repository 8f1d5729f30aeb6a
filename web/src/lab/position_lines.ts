import type { Update } from './lab_state';

/** A step between updates this many times the shortest one is a hole: no line goes across it. */
const kHole = 2.5;

export interface PositionLine {
  readonly driver: string;
  /** SVG path: x in seconds since the start, y in places from 0 */
  readonly path: string;
  /** where the line is now */
  readonly place: number;
}

/** Each driver's way through the places, in the newest order. */
export function positionLines(updates: readonly Update[]): readonly PositionLine[] {
  const last = updates.at(-1);
  if (!last) return [];
  const longest = kHole * shortestStep(updates);
  return last.order.map(({ driver }, place) => ({ driver, place, path: pathOf(updates, driver, longest) }));
}

function shortestStep(updates: readonly Update[]): number {
  const steps = updates.slice(1).map((update, index) => update.at - (updates[index]?.at ?? 0));
  return Math.min(...steps.filter((step) => step > 0));
}

function pathOf(updates: readonly Update[], driver: string, longest: number): string {
  let before = 0;
  let path = '';
  for (const { at, order } of updates) {
    const place = order.findIndex((one) => one.driver === driver);
    if (place < 0) continue;
    path += `${path === '' || at - before > longest ? 'M' : 'L'}${round(at)} ${place}`;
    before = at;
  }
  return path;
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
