import { describe, expect, test } from 'vitest';
import { placeAt } from './Cars';
import { placeLabels } from './label_places';
import { boxAround } from './map_geometry';

describe('cars', () => {
  const motion = { before: { x: 0, y: 0, at: 1000 }, latest: { x: 100, y: 50, at: 1200 } };

  test.each([
    [1200, { x: 0, y: 0 }],
    [1300, { x: 50, y: 25 }],
    [1400, { x: 100, y: 50 }],
    [9999, { x: 100, y: 50 }],
  ])('at %i they are between two known places, never ahead', (now, place) => {
    expect(placeAt(motion, now)).toEqual(place);
  });

  test('a jump is not driven', () => {
    const far = { before: motion.before, latest: { x: 9000, y: 0, at: 1200 } };
    expect(placeAt(far, 1200)).toMatchObject({ x: 9000 });
  });
});

describe('labels', () => {
  test('the second of two close cars gives way, and one without room has none', () => {
    expect(
      placeLabels([
        { x: 0, y: 0 },
        { x: 5, y: 2 },
      ]),
    ).toEqual(['above', 'below']);
    const crowd = Array.from({ length: 6 }, () => ({ x: 0, y: 0 }));
    expect(placeLabels(crowd)).toEqual(['above', 'below', 'right', 'left', undefined, undefined]);
  });

  test('a label stays on its side while there is room', () => {
    expect(placeLabels([{ x: 0, y: 0, side: 'left' }])).toEqual(['left']);
  });
});

test('the box of one place is none', () => {
  expect(boxAround([[3, 4]], 0)).toBeUndefined();
  expect(
    boxAround(
      [
        [0, 0],
        [10, 20],
      ],
      0,
    ),
  ).toEqual({ x: 0, y: -20, width: 10, height: 20 });
});
