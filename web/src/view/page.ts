import { createContext, useContext } from 'react';
import { LiveStore } from '../state/live_store';
import type { LiveState } from '../state/live_state';
import { Observable, useSelected } from '../state/observable';
import type { ReplayChange } from '../wire/server';
import { reduceView, type ViewAction, type ViewState } from './view_state';

/** What every component of the page can reach: the live data, the view's choices, and the way back to the server. */
export interface Page {
  readonly live: LiveStore;
  readonly view: Observable<ViewState>;
  readonly act: (action: ViewAction) => void;
  /** resolves when the server obeyed; rejects with its sentence */
  readonly changeReplay: (change: ReplayChange) => Promise<void>;
}

export function makePage(view: ViewState, changeReplay: Page['changeReplay'], live = new LiveStore()): Page {
  const observable = new Observable(view);
  return {
    live,
    view: observable,
    act: (action) => observable.set(reduceView(observable.value, action)),
    changeReplay,
  };
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('a component of the page is used outside of it');
  return page;
}

export function useLive<Part>(select: (state: LiveState) => Part): Part {
  return useSelected(usePage().live.shown, select);
}

export function useView<Part>(select: (view: ViewState) => Part): Part {
  return useSelected(usePage().view, select);
}
