import { describe, expect, test } from 'vitest';
import { addressOf, viewFromAddress } from './view_address';
import { reduceView, type ViewAction, type ViewState } from './view_state';

const noStorage = { getItem: () => null, setItem: () => undefined };
const viewOf = (search: string) => viewFromAddress(search, noStorage, 'dark');
const after = (...actions: ViewAction[]): ViewState => actions.reduce(reduceView, viewOf(''));
const toggle = (driver: string): ViewAction => ({ kind: 'toggle', driver });

describe('slots', () => {
  const kCases: readonly (readonly [string, ViewAction[], ViewState['slots']])[] = [
    ['the first driver takes A', [toggle('ONE')], { a: 'ONE' }],
    ['the second takes B', [toggle('ONE'), toggle('TWO')], { a: 'ONE', b: 'TWO' }],
    ['a third takes the place of B', [toggle('ONE'), toggle('TWO'), toggle('SIX')], { a: 'ONE', b: 'SIX' }],
    ['a second click frees', [toggle('ONE'), toggle('TWO'), toggle('ONE')], { b: 'TWO' }],
    [
      'a freed slot is taken again',
      [toggle('ONE'), toggle('TWO'), toggle('ONE'), toggle('SIX')],
      { a: 'SIX', b: 'TWO' },
    ],
    [
      'shift-click leaves only this one',
      [toggle('ONE'), toggle('TWO'), { kind: 'only', driver: 'SIX' }],
      { a: 'SIX' },
    ],
    [
      'a driver moves between slots',
      [toggle('ONE'), { kind: 'put', driver: 'ONE', slot: 'b' }],
      { b: 'ONE' },
    ],
  ];
  test.each(kCases)('%s', (_, actions, slots) => expect(after(...actions).slots).toEqual(slots));
});

describe('address', () => {
  test.each([
    '',
    '?a=ONE',
    '?a=ONE&b=TWO&axis=time&tab=map&map=selected',
    '?view=lab&race=r-1',
    '?view=stream&topic=f1-alerts',
  ])('%s is kept', (search) => {
    expect(addressOf(viewOf(search), '')).toBe(search);
  });

  test('foreign parameters stay, unknown choices become the usual ones', () => {
    expect(addressOf(viewOf('?run=7&tab=nonsense'), '?run=7&tab=nonsense')).toBe('?run=7');
  });

  test('the race stays out of it in other views', () => {
    const live = reduceView(viewOf('?view=lab&race=r-1'), { kind: 'view', view: 'live' });
    expect(addressOf(live, '?view=lab&race=r-1')).toBe('');
    expect(live.race).toBe('r-1');
  });

  test('the topic stays out of it in other views', () => {
    const live = reduceView(viewOf('?view=stream&topic=laps'), { kind: 'view', view: 'live' });
    expect(addressOf(live, '?view=stream&topic=laps')).toBe('');
    expect(live.topic).toBe('laps');
  });

  test('the theme is the one of the address, else the remembered one, else the system', () => {
    const light = { getItem: () => 'light', setItem: () => undefined };
    expect(viewFromAddress('?theme=dark', light, 'light').theme).toBe('dark');
    expect(viewFromAddress('', light, 'dark').theme).toBe('light');
    expect(viewFromAddress('', noStorage, 'light').theme).toBe('light');
  });
});
