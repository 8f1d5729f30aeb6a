import { Brand } from '../header/Brand';
import { LinkReading, lostWords, type LinkWords } from '../header/LinkReading';
import { ViewNav } from '../header/ViewNav';
import { useNow } from '../ui/use_now';
import { useLab } from './lab_page';
import { isWatching, type LabState } from './lab_state';
import { updateRate } from './race_facts';
import '../header/header.css';

const kStaleAfterMs = 3000;

export function LabHeader() {
  const drivers = useLab((state) => state.drivers.length);
  return (
    <header className="header lab-header">
      <Brand />
      <ViewNav />
      <div className="session-title">
        <h1>Race lab</h1>
        <span>{drivers > 0 ? `simulated races, ${drivers} drivers` : 'simulated races'}</span>
      </div>
      <LabLinkStatus />
    </header>
  );
}

/** What the header says about the connection at `now` (ms). */
export function labLinkWords(state: LabState, now: number): LinkWords {
  const { health, heardAt = now, retryAt } = state.link;
  if (health === 'quiet') return { label: 'Connection', value: '', unit: 'loading', mark: 'quiet' };
  if (health === 'lost') return lostWords(retryAt, now);
  if (!isWatching(state)) return { label: 'Server', value: '', unit: 'connected', mark: 'ok' };
  if (now - heardAt > kStaleAfterMs) {
    return { label: 'Stale', value: ((now - heardAt) / 1000).toFixed(1), unit: ' s old', mark: 'warn' };
  }
  const rate = updateRate(state.race?.updates ?? []);
  const value = rate === undefined ? '' : String(Math.round(rate * 10) / 10);
  return { label: 'Stream', value, unit: rate === undefined ? 'connected' : ' update/s', mark: 'ok' };
}

function LabLinkStatus() {
  const state = useLab((whole) => whole);
  const now = useNow(state.link.health === 'lost' || isWatching(state));
  return <LinkReading words={labLinkWords(state, now)} reason={state.link.reason} />;
}
