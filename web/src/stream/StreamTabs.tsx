import { ViewNav } from '../header/ViewNav';

export type StreamTab = 'topics' | 'messages' | 'readers' | 'schema';

const kWords: Readonly<Record<StreamTab, string>> = {
  topics: 'Topics',
  messages: 'Messages',
  readers: 'Readers',
  schema: 'Schema',
};

interface StreamTabsProps {
  tabs: readonly StreamTab[];
  current: StreamTab;
  onChoose: (tab: StreamTab) => void;
}

/** The parts of the view where there is no room for all of them. */
export function StreamTabs({ tabs, current, onChoose }: StreamTabsProps) {
  return (
    <div className="tab-row">
      <div className="tabs" role="tablist" aria-label="Panels">
        {tabs.map((tab) => (
          <button key={tab} role="tab" aria-selected={tab === current} onClick={() => onChoose(tab)}>
            {kWords[tab]}
          </button>
        ))}
      </div>
      <ViewNav />
    </div>
  );
}
