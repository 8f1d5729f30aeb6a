const kStep = 10;

export interface BarScale {
  /** the value of an empty bar */
  readonly from: number;
  /** 0 … 1 */
  part(value: number): number;
}

/** Bars of values that lie close together: empty at a round number below all of them, full at one above. */
export function barScale(values: readonly number[]): BarScale {
  const lowest = Math.min(...values);
  const from = values.length === 0 ? 0 : Math.ceil(lowest / kStep) * kStep - kStep;
  const to = values.length === 0 ? 1 : Math.ceil((Math.max(...values) + 1) / kStep) * kStep;
  return { from, part: (value) => (value - from) / (to - from) };
}
