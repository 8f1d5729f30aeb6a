import { useSyncExternalStore } from 'react';

export type Arrangement = 'desk' | 'tablet' | 'phone';

const kPhone = '(max-width: 767px)';
const kTablet = '(max-width: 1279px)';

const current = (): Arrangement =>
  matchMedia(kPhone).matches ? 'phone' : matchMedia(kTablet).matches ? 'tablet' : 'desk';

function subscribe(listener: () => void): () => void {
  const queries = [matchMedia(kPhone), matchMedia(kTablet)];
  queries.forEach((query) => query.addEventListener('change', listener));
  return () => queries.forEach((query) => query.removeEventListener('change', listener));
}

/** How the panels are arranged at this width; the widths are those of the style sheets. */
export const useArrangement = () => useSyncExternalStore(subscribe, current);
