import { lostWords, type LinkWords } from '../header/LinkReading';
import { isWatching, type LabState } from './lab_state';
import { updateRate } from './race_facts';

const kStaleAfterMs = 3000;

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
