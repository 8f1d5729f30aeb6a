/** What the viewer chose to look at: view, selection, axis, theme, tab. Nothing of it comes from the stream. */

export const kViews = ['live', 'lab', 'stream'] as const;
export type View = (typeof kViews)[number];
export const kSlots = ['a', 'b'] as const;
export type Slot = (typeof kSlots)[number];
export const kTabs = ['timing', 'map', 'traces', 'feed'] as const;
export type Tab = (typeof kTabs)[number];
export type Axis = 'distance' | 'time';
export type Theme = 'dark' | 'light';

export interface ViewState {
  readonly view: View;
  /** the id of the race that the lab shows */
  readonly race?: string;
  /** the one that the stream view shows; undefined: none was chosen */
  readonly topic?: string;
  /** driver ids in the comparison slots */
  readonly slots: Readonly<Partial<Record<Slot, string>>>;
  readonly axis: Axis;
  readonly theme: Theme;
  readonly tab: Tab;
  /** the map shows only the drivers in the slots */
  readonly mapSelectedOnly: boolean;
  readonly hovered?: string;
  /** the row that the keyboard is on */
  readonly focused?: string;
  readonly helpOpen: boolean;
}

export type ViewAction =
  | { kind: 'view'; view: View }
  | { kind: 'race'; race: string | undefined }
  | { kind: 'topic'; topic: string }
  | { kind: 'toggle'; driver: string }
  | { kind: 'only'; driver: string }
  | { kind: 'put'; driver: string; slot: Slot }
  | { kind: 'hover'; driver: string | undefined }
  | { kind: 'focus'; driver: string }
  | { kind: 'axis'; axis: Axis }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'theme'; theme: Theme }
  | { kind: 'map'; selectedOnly: boolean }
  | { kind: 'help'; open: boolean };

export function slotOf(view: ViewState, driver: string): Slot | undefined {
  return kSlots.find((slot) => view.slots[slot] === driver);
}

export function reduceView(view: ViewState, action: ViewAction): ViewState {
  switch (action.kind) {
    case 'view':
      return { ...view, view: action.view };
    case 'race':
      return { ...view, race: action.race };
    case 'topic':
      return { ...view, topic: action.topic };
    case 'toggle':
      return { ...view, slots: toggled(view, action.driver) };
    case 'only':
      return { ...view, slots: { a: action.driver } };
    case 'put':
      return { ...view, slots: { ...freed(view, action.driver), [action.slot]: action.driver } };
    case 'hover':
      return { ...view, hovered: action.driver };
    case 'focus':
      return { ...view, focused: action.driver };
    case 'axis':
      return { ...view, axis: action.axis };
    case 'tab':
      return { ...view, tab: action.tab };
    case 'theme':
      return { ...view, theme: action.theme };
    case 'map':
      return { ...view, mapSelectedOnly: action.selectedOnly };
    case 'help':
      return { ...view, helpOpen: action.open };
  }
}

/** A selected driver is freed; another one takes the first free slot, or the last one. */
function toggled(view: ViewState, driver: string): ViewState['slots'] {
  if (slotOf(view, driver)) return freed(view, driver);
  const free = kSlots.find((slot) => !view.slots[slot]) ?? kSlots[kSlots.length - 1];
  return { ...view.slots, [free as Slot]: driver };
}

function freed(view: ViewState, driver: string): ViewState['slots'] {
  return Object.fromEntries(Object.entries(view.slots).filter(([, other]) => other !== driver));
}
