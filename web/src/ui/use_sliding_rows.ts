import { useLayoutEffect, useRef } from 'react';

/** Lets a table's rows slide to their new places when the order of their ids changes; nothing else moves. */
export function useSlidingRows(order: readonly string[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const before = useRef(order);
  useLayoutEffect(() => {
    const rows = [...(body.current?.rows ?? [])];
    const style = getComputedStyle(document.documentElement);
    const duration = Number.parseFloat(style.getPropertyValue('--t-move')) || 0;
    order.forEach((id, index) => {
      const from = before.current.indexOf(id);
      const row = rows[index];
      if (from < 0 || from === index || !row || duration === 0) return;
      const offset = (from - index) * row.offsetHeight;
      const frames = [{ transform: `translateY(${offset}px)` }, { transform: 'none' }];
      row.animate(frames, { duration, easing: style.getPropertyValue('--ease') || 'ease' });
    });
    before.current = order;
  }, [order]);
  return body;
}
