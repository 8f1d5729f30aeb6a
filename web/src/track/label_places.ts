export const kSides = ['above', 'below', 'right', 'left'] as const;
export type Side = (typeof kSides)[number];

export interface LabelledCar {
  x: number;
  y: number;
  /** where its label was until now: kept while there is room, so that labels do not flicker */
  side?: Side;
}

const kWidth = 32;
const kHeight = 15;
const kApart = 9;

const kOffsets: Readonly<Record<Side, readonly [x: number, y: number]>> = {
  above: [0, -kApart - kHeight / 2],
  below: [0, kApart + kHeight / 2],
  right: [kApart + kWidth / 2, 0],
  left: [-kApart - kWidth / 2, 0],
};

/**
 * A side for each car's label so that no two lie on each other, the first car choosing first; undefined where no
 * side is free. In pixels.
 */
export function placeLabels(cars: readonly LabelledCar[]): (Side | undefined)[] {
  const taken: (readonly [x: number, y: number])[] = [];
  return cars.map((car) => {
    const wishes = car.side ? [car.side, ...kSides] : kSides;
    for (const side of wishes) {
      const [dx, dy] = kOffsets[side];
      const [x, y] = [car.x + dx, car.y + dy];
      if (taken.some(([u, v]) => Math.abs(u - x) < kWidth && Math.abs(v - y) < kHeight)) continue;
      taken.push([x, y]);
      return side;
    }
    return undefined;
  });
}
