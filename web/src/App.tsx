import { lazy, Suspense, useEffect } from 'react';
import { Header } from './header/Header';
import { LabHeader } from './lab/LabHeader';
import { LabView } from './lab/LabView';
import { ReplayBar } from './replay/ReplayBar';
import { useReplayChange } from './replay/replay_commands';
import { KeyHelp } from './ui/KeyHelp';
import { useKeyboard } from './view/keyboard';
import { LiveView } from './view/LiveView';
import { PageContext, useLive, useView, type Page } from './view/page';
import { addressOf, rememberTheme } from './view/view_address';

const StreamView = lazy(() => import('./stream/StreamView'));

export function App({ page }: { page: Page }) {
  return (
    <PageContext value={page}>
      <Screen />
    </PageContext>
  );
}

function Screen() {
  const health = useLive((state) => state.link.health);
  const view = useView((state) => state.view);
  useKeyboard(useReplayChange().change);
  useAddress();
  useTheme();
  return (
    <div className="app" data-view={view} data-link={health}>
      {view === 'live' && (
        <>
          <Header />
          <LiveView />
          <ReplayBar />
        </>
      )}
      {view === 'stream' && (
        <>
          <Header />
          <Suspense fallback={<main />}>
            <StreamView />
          </Suspense>
          <ReplayBar />
        </>
      )}
      {view === 'lab' && (
        <>
          <LabHeader />
          <LabView />
        </>
      )}
      <KeyHelp />
    </div>
  );
}

function useAddress(): void {
  const view = useView((state) => state);
  useEffect(() => {
    const { pathname, search } = window.location;
    const query = addressOf(view, search);
    if (query !== search) window.history.replaceState(null, '', pathname + query);
  }, [view]);
}

function useTheme(): void {
  const theme = useView((state) => state.theme);
  useEffect(() => {
    if (document.documentElement.dataset.theme === theme) return;
    document.documentElement.dataset.theme = theme;
    rememberTheme(theme, window.localStorage);
  }, [theme]);
}
