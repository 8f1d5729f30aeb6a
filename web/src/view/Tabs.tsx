import { usePage, useView } from './page';
import type { Tab } from './view_state';

const kWords: Readonly<Record<Tab, string>> = {
  timing: 'Timing',
  map: 'Map',
  traces: 'Traces',
  feed: 'Feed',
};

export function Tabs({ tabs, current }: { tabs: readonly Tab[]; current: Tab }) {
  const { act } = usePage();
  return (
    <div className="tabs" role="tablist" aria-label="Panels">
      {tabs.map((tab) => (
        <button
          key={tab}
          role="tab"
          aria-selected={tab === current}
          onClick={() => act({ kind: 'tab', tab })}
        >
          {kWords[tab]}
        </button>
      ))}
    </div>
  );
}

/** The tab to show when only some of them exist at this width. */
export function useTab(tabs: readonly Tab[]): Tab {
  const tab = useView((view) => view.tab);
  return tabs.includes(tab) ? tab : (tabs[0] ?? tab);
}
