import { createContext, useCallback, useContext, useLayoutEffect, useRef } from 'react';
import { useSelected } from '../state/observable';
import { usePage } from '../view/page';
import type { LabState } from './lab_state';
import { LabStore } from './lab_store';

export const LabContext = createContext(new LabStore());

export const useLabStore = (): LabStore => useContext(LabContext);

export function useLab<Part>(select: (state: LabState) => Part): Part {
  return useSelected(useLabStore().shown, select);
}

const kReducedMotion = '(prefers-reduced-motion: reduce)';

export interface LabCommands {
  start: () => void;
  /** shows that race, or with undefined the choice of a driver */
  show: (raceId: string | undefined) => void;
}

/** The keyboard goes from what is no longer there to the race. */
const focusRace = (): void => document.querySelector<HTMLElement>('.lab .race-summary')?.focus();

/** For an element that may vanish with the focus in it. */
export function useFocusHeir<Kind extends HTMLElement>() {
  const element = useRef<Kind>(null);
  useLayoutEffect(() => {
    const own = element.current;
    return () => {
      if (own?.contains(document.activeElement)) focusRace();
    };
  }, []);
  return element;
}

/** What a viewer can do that also changes the address. */
export function useLabCommands(): LabCommands {
  const lab = useLabStore();
  const { act } = usePage();
  const show = useCallback(
    (race: string | undefined) => {
      act({ kind: 'race', race });
      if (race !== undefined) focusRace();
    },
    [act],
  );
  const start = useCallback(() => {
    lab.start(matchMedia(kReducedMotion).matches, (race) => act({ kind: 'race', race }));
    act({ kind: 'race', race: undefined });
    focusRace();
  }, [lab, act]);
  return { start, show };
}
