import type { Point } from '../state/track_outline';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Around all points with a margin; undefined for fewer than two different ones. Y grows upwards on the map. */
export function boxAround(points: readonly Point[], margin: number): Box | undefined {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => -y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const size = Math.max(right - left, bottom - top);
  if (!(size > 0)) return undefined;
  const pad = size * margin;
  return { x: left - pad, y: top - pad, width: right - left + 2 * pad, height: bottom - top + 2 * pad };
}

export function closedPath(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${-y}`).join('L')}Z`;
}

/** Short strokes of no length: with round caps each is a dot. */
export function dots(points: readonly Point[]): string {
  return points.map(([x, y]) => `M${x} ${-y}h0`).join('');
}
