import type { LiveEvent } from './events';
import type { LinkState, LiveState } from './live_state';

const kStaleAfterMs = 2000;
const kGapShownMs = 10_000;

/** How safe the screen is to read, after `event`. */
export function withLinkEvent(state: LiveState, event: LiveEvent): LiveState {
  const link = linkAfter(state, event);
  return link === state.link ? state : { ...state, link };
}

function linkAfter({ link, replay }: LiveState, event: LiveEvent): LinkState {
  switch (event.kind) {
    case 'disconnected':
      return { ...link, health: 'lost', retryAt: event.retryAt, reason: event.reason };
    case 'lag':
      return {
        ...alive(link, event.now),
        gap: { missed: event.missed + (link.gap?.missed ?? 0), until: event.now + kGapShownMs },
      };
    case 'tick':
      return afterTick(link, event.now, event.latencyMs, replay?.state === 'playing');
    case 'snapshot':
    case 'telemetry':
    case 'session':
    case 'alert':
    case 'replay':
    case 'connected':
      return alive(link, event.now);
  }
}

const alive = (link: LinkState, now: number): LinkState => ({
  ...link,
  health: 'live',
  lastEventAt: now,
  retryAt: undefined,
  reason: undefined,
});

function afterTick(link: LinkState, now: number, latencyMs: number | undefined, playing: boolean): LinkState {
  const silent = playing && link.lastEventAt !== undefined && now - link.lastEventAt > kStaleAfterMs;
  const health = link.health === 'live' && silent ? 'stale' : link.health;
  const gap = link.gap && link.gap.until > now ? link.gap : undefined;
  const same = health === link.health && gap === link.gap && latencyMs === link.latencyMs;
  return same ? link : { ...link, health, gap, latencyMs };
}
