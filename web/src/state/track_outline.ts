import type { LapTrace } from './lap_trace';

/** X and Y are tenths of a metre, as the feed has them. */
const kCell = 120;
const kMaxCells = 6000;
const kMaxStep = 1500;
const kClosedWithin = 1500;
const kMinSamples = 100;
const kPitSpeedKmh = 40;

export type Point = readonly [x: number, y: number];

/** The track as the cars drew it: places seen, and the line of a whole lap as soon as one was driven. */
export class TrackOutline {
  /** of one whole flying lap, closed; undefined until there was one */
  line: readonly Point[] | undefined;
  /** one point of each place visited, in the order of discovery; only ever added to */
  readonly places: Point[] = [];
  private readonly seen = new Set<string>();

  visit(x: number, y: number): void {
    const cell = `${Math.round(x / kCell)},${Math.round(y / kCell)}`;
    if (this.seen.has(cell) || this.places.length >= kMaxCells) return;
    this.seen.add(cell);
    this.places.push([x, y]);
  }

  /** The first lap that is a clean circle becomes the line; it never changes afterwards, so the map stays still. */
  learnFrom(lap: LapTrace): void {
    if (this.line || lap.time.length < kMinSamples) return;
    const slow = lap.channels.speed.some((speed) => speed !== null && speed < kPitSpeedKmh);
    const line = lap.x.flatMap((x, i): Point[] => {
      const y = lap.y[i];
      return x === null || y == null ? [] : [[x, y]];
    });
    if (!slow && isCircle(line)) this.line = line;
  }
}

function isCircle(line: readonly Point[]): boolean {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || distance(first, last) > kClosedWithin) return false;
  return line.every((point, i) => distance(point, line[i - 1] ?? point) <= kMaxStep);
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
