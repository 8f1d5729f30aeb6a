import type { KeyboardEvent } from 'react';

/**
 * Moves the focus among the buttons of a table's rows: ↑ ↓ by one, Home and End to the ends. Each row has one button
 * at most.
 */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('tr button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const target = targets[event.key];
  if (at < 0 || target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[target]?.focus();
}
