import type { Slot } from '../view/view_state';

/** A or B: the same letter and colour for a driver in tower, map and traces. */
export function SlotMark({ slot }: { slot: Slot }) {
  return <span className={`slot-mark ${slot}`}>{slot.toUpperCase()}</span>;
}
