import { kSlots, kTabs, kViews, type Axis, type Theme, type ViewState } from './view_state';

const kThemeKey = 'slipstream.theme';

interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What is on screen is in the address, so that a reload or a link shows the same; the theme is the viewer's own. */
export function viewFromAddress(search: string, storage: Storage, systemTheme: Theme): ViewState {
  const query = new URLSearchParams(search);
  const slots: Record<string, string> = {};
  for (const slot of kSlots) {
    const driver = query.get(slot);
    if (driver) slots[slot] = driver;
  }
  return {
    view: kViews.find((view) => view === query.get('view')) ?? 'live',
    race: query.get('race') ?? undefined,
    topic: query.get('topic') ?? undefined,
    slots,
    axis: query.get('axis') === 'time' ? 'time' : 'distance',
    tab: kTabs.find((tab) => tab === query.get('tab')) ?? 'timing',
    theme: themeFrom(query.get('theme')) ?? themeFrom(storage.getItem(kThemeKey)) ?? systemTheme,
    mapSelectedOnly: query.get('map') === 'selected',
    helpOpen: false,
  };
}

/** The query of `view`; what is as usual is left out. Other parameters of `search` stay. */
export function addressOf(view: ViewState, search: string): string {
  const query = new URLSearchParams(search);
  const put = (name: string, value: string | undefined) =>
    value === undefined ? query.delete(name) : query.set(name, value);
  put('view', view.view === 'live' ? undefined : view.view);
  put('race', view.view === 'lab' ? view.race : undefined);
  put('topic', view.view === 'stream' ? view.topic : undefined);
  for (const slot of kSlots) put(slot, view.slots[slot]);
  put('axis', view.axis === 'distance' ? undefined : (view.axis satisfies Axis));
  put('tab', view.tab === 'timing' ? undefined : view.tab);
  put('map', view.mapSelectedOnly ? 'selected' : undefined);
  put('theme', undefined);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function rememberTheme(theme: Theme, storage: Storage): void {
  storage.setItem(kThemeKey, theme);
}

const themeFrom = (text: string | null): Theme | undefined =>
  text === 'dark' || text === 'light' ? text : undefined;
