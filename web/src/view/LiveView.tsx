import type { ReactNode } from 'react';
import { ViewNav } from '../header/ViewNav';
import { Alerts } from '../rail/Alerts';
import { RaceControlFeed } from '../rail/RaceControlFeed';
import { Tower } from '../tower/Tower';
import { Traces } from '../traces/Traces';
import { TrackMap } from '../track/TrackMap';
import { Tabs, useTab } from './Tabs';
import { useArrangement } from './use_media';
import { kTabs, type Tab } from './view_state';
import './live_view.css';

const kBelowTower: readonly Tab[] = ['map', 'traces', 'feed'];

/** The panels of a running session, arranged for the width of the screen. */
export function LiveView() {
  const arrangement = useArrangement();
  if (arrangement === 'desk') {
    return (
      <main className="live desk">
        <Tower />
        <div className="column middle">
          <TrackMap />
          <Traces />
        </div>
        <Rail />
      </main>
    );
  }
  return arrangement === 'tablet' ? <Tablet /> : <Phone />;
}

const kPanels: Readonly<Record<Tab, () => ReactNode>> = {
  timing: () => <Tower />,
  map: () => <TrackMap />,
  traces: () => <Traces />,
  feed: () => <Rail />,
};

function Tablet() {
  const tab = useTab(kBelowTower);
  return (
    <main className="live tablet">
      <Tower />
      <Tabs tabs={kBelowTower} current={tab} />
      {kPanels[tab]()}
    </main>
  );
}

function Phone() {
  const tab = useTab(kTabs);
  return (
    <main className="live phone">
      <div className="tab-row">
        <Tabs tabs={kTabs} current={tab} />
        <ViewNav />
      </div>
      {kPanels[tab]()}
    </main>
  );
}

function Rail() {
  return (
    <aside className="column rail" aria-label="Messages and alerts">
      <RaceControlFeed />
      <Alerts />
    </aside>
  );
}
