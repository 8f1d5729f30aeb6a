import type { MouseEvent } from 'react';
import { usePage, useView } from '../view/page';
import { addressOf } from '../view/view_address';
import { kViews, reduceView, type View } from '../view/view_state';

const kWords: Readonly<Record<View, string>> = { live: 'Live', lab: 'Lab', stream: 'Stream' };

/** The page's views as links, so that one can also be opened in a tab of its own. */
export function ViewNav() {
  const { act } = usePage();
  const state = useView((view) => view);
  const go = (event: MouseEvent, view: View) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    act({ kind: 'view', view });
  };
  return (
    <nav className="views" aria-label="Views">
      {kViews.map((view) => (
        <a
          key={view}
          href={addressOf(reduceView(state, { kind: 'view', view }), window.location.search) || '?'}
          aria-current={view === state.view ? 'page' : undefined}
          onClick={(event) => go(event, view)}
        >
          {kWords[view]}
        </a>
      ))}
    </nav>
  );
}
