import { useEffect } from 'react';
import { nextSpeed, seekTarget } from '../replay/replay_commands';
import type { ReplayChange } from '../wire/server';
import { usePage, type Page } from './page';
import { kViews, type View } from './view_state';

export const kKeys: readonly (readonly [keys: string, does: string])[] = [
  ['Space, K', 'play, pause'],
  ['← →', '10 s back, forward (shift: 60 s)'],
  [', .', 'slower, faster'],
  ['↑ ↓, Enter', 'move in the tower, select'],
  ['A B', 'put the focused driver into the slot'],
  ['X', 'traces over distance, time'],
  ['P', 'hold the messages of the stream'],
  ['1 2 3', 'Live, Lab, Stream'],
  ['T', 'dark, light'],
  ['?', 'this list'],
];

/** Which keys mean something in a view; in the live view all do. */
const kKeysOf: Readonly<Partial<Record<View, RegExp>>> = {
  lab: /^(\d|t|\?|escape)$/,
  stream: /^(?!(arrow(up|down)|[abx])$)/,
};
const kStep = 10;
const kLongStep = 60;

/** Runs the page's keys; those that a focused control needs itself stay its own. */
export function useKeyboard(change: (change: ReplayChange) => void): void {
  const page = usePage();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
      if (runKey(page, event.key, event.shiftKey, change)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [page, change]);
}

/** True when the key means something here. */
export function runKey(
  page: Page,
  key: string,
  shift: boolean,
  change: (change: ReplayChange) => void,
): boolean {
  const { act, live } = page;
  const view = page.view.value;
  const { replay, sessionTime = 0 } = live.latest;
  const seek = (direction: number) =>
    change({ position: seekTarget(replay, sessionTime + direction * (shift ? kLongStep : kStep)) });
  const put = (slot: 'a' | 'b') => view.focused && act({ kind: 'put', driver: view.focused, slot });
  const actions: Readonly<Record<string, () => unknown>> = {
    ' ': () => change({ paused: replay?.state === 'playing' }),
    k: () => change({ paused: replay?.state === 'playing' }),
    arrowleft: () => seek(-1),
    arrowright: () => seek(1),
    ',': () => change({ speed: nextSpeed(replay?.speed, -1) }),
    '.': () => change({ speed: nextSpeed(replay?.speed, 1) }),
    arrowdown: focusTower,
    arrowup: focusTower,
    a: () => put('a'),
    b: () => put('b'),
    x: () => act({ kind: 'axis', axis: view.axis === 'distance' ? 'time' : 'distance' }),
    t: () => act({ kind: 'theme', theme: view.theme === 'dark' ? 'light' : 'dark' }),
    '?': () => act({ kind: 'help', open: !view.helpOpen }),
    escape: () => act({ kind: 'help', open: false }),
    ...Object.fromEntries(kViews.map((name, index) => [index + 1, () => act({ kind: 'view', view: name })])),
  };
  const name = key.toLowerCase();
  const action = (kKeysOf[view.view]?.test(name) ?? true) ? actions[name] : undefined;
  action?.();
  return action !== undefined;
}

function focusTower(): void {
  document.querySelector<HTMLElement>('.tower tbody button[tabindex="0"]')?.focus();
}
