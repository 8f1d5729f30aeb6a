import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useLive, usePage, useView } from '../view/page';
import { cutLines } from './car_status';
import { TowerRow } from './TowerRow';

/** The rows in order. The arrows move among them, Enter or Space selects (a row's button does that by itself). */
export function TowerBody() {
  const { act } = usePage();
  const order = useLive((state) => state.order);
  const session = useLive((state) => state.session);
  const focused = useView((view) => view.focused);
  const body = useSlidingRows(order);
  const cuts = cutLines(session, order.length);
  const tabStop = focused && order.includes(focused) ? focused : order[0];

  const moveFocus = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !tabStop) return;
    event.preventDefault();
    event.stopPropagation();
    const index = order.indexOf(tabStop) + step;
    const next = order[index];
    if (!next) return;
    act({ kind: 'focus', driver: next });
    body.current?.rows[index]?.querySelector('button')?.focus();
  };

  return (
    <tbody ref={body} onKeyDown={moveFocus}>
      {order.map((id, index) => (
        <TowerRow key={id} id={id} cut={cuts.includes(index + 1)} isTabStop={id === tabStop} />
      ))}
    </tbody>
  );
}

/** Lets a row slide to its new place; nothing else in the tower moves. */
function useSlidingRows(order: readonly string[]) {
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
