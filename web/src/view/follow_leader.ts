import type { Page } from './page';

/** A page opened without a choice of drivers shows the traces of whoever leads when the first data arrives. */
export function followLeader(page: Page): void {
  if (Object.keys(page.view.value.slots).length > 0) return;
  const stop = page.live.shown.subscribe(() => {
    const leader = page.live.shown.value.order[0];
    if (leader === undefined) return;
    stop();
    page.act({ kind: 'only', driver: leader });
  });
}
