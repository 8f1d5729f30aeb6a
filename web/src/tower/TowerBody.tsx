import type { KeyboardEvent } from 'react';
import { useSlidingRows } from '../ui/use_sliding_rows';
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
