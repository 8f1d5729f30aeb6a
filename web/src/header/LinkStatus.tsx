import { useEffect, useState } from 'react';
import type { LinkState } from '../state/live_state';
import { useLive } from '../view/page';
import type { ReplayStatus } from '../wire/messages';

const kRefreshMs = 200;

type Mark = 'ok' | 'warn' | 'bad' | 'quiet';

interface LinkWords {
  label: string;
  value: string;
  unit: string;
  mark: Mark;
}

/** What the header says about the connection at `now` (ms). */
export function linkWords(link: LinkState, replay: ReplayStatus | undefined, now: number): LinkWords {
  const seconds = (ms: number) => ms / 1000;
  if (link.health === 'loading') return { label: 'Connection', value: '', unit: 'loading', mark: 'quiet' };
  if (link.health === 'lost') {
    const wait = link.retryAt === undefined ? undefined : Math.max(0, seconds(link.retryAt - now));
    const unit = wait === undefined ? '' : ` ${Math.ceil(wait)} s`;
    return { label: 'Connection lost', value: wait === undefined ? 'retrying' : 'retry', unit, mark: 'bad' };
  }
  if (link.health === 'stale') {
    const age = seconds(now - (link.lastEventAt ?? now)).toFixed(1);
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
  const words = linkWords(link, replay, now);
  return (
    <div className={`reading link ${words.mark}`} title={link.reason}>
      <span className="label" role="status" aria-live={words.mark === 'bad' ? 'assertive' : 'off'}>
        {words.label}
      </span>
      <span className="value">
        <i className={`link-mark ${words.mark}`} aria-hidden="true" />
        <span>
          {words.value}
          <span className="unit">{words.unit}</span>
        </span>
      </span>
    </div>
  );
}

/** Wall time; moves by itself only while something on screen counts. */
function useNow(counting: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(() => setNow(Date.now()), kRefreshMs);
    return () => clearInterval(timer);
  }, [counting]);
  return now;
}
