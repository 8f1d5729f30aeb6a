import type { LinkState } from '../state/live_state';
import { useNow } from '../ui/use_now';
import { useLive } from '../view/page';
import type { ReplayStatus } from '../wire/messages';
import { LinkReading, lostWords, type LinkWords } from './LinkReading';

/** What the header says about the connection at `now` (ms). */
export function linkWords(link: LinkState, replay: ReplayStatus | undefined, now: number): LinkWords {
  if (link.health === 'loading') return { label: 'Connection', value: '', unit: 'loading', mark: 'quiet' };
  if (link.health === 'lost') return lostWords(link.retryAt, now);
  if (link.health === 'stale') {
    const age = ((now - (link.lastEventAt ?? now)) / 1000).toFixed(1);
    return { label: 'Stale', value: age, unit: ' s old', mark: 'warn' };
  }
  if (link.gap)
    return { label: 'Gap in data', value: String(link.gap.missed), unit: ' missed', mark: 'warn' };
  const label = replay?.state === 'paused' ? 'Paused' : replay?.state === 'ended' ? 'Ended' : 'Replay';
  const latency = link.latencyMs === undefined ? '' : String(Math.round(link.latencyMs));
  return { label, value: latency, unit: latency && ' ms', mark: 'ok' };
}

export function LinkStatus() {
  const link = useLive((state) => state.link);
  const replay = useLive((state) => state.replay);
  const now = useNow(link.health === 'stale' || link.health === 'lost');
  return <LinkReading words={linkWords(link, replay, now)} reason={link.reason} />;
}
