import { LiveStream } from '../wire/live_stream';
import type { Page } from './page';

/**
 * Holds the live stream open while a view shows something of it, and no longer: a browser has six connections to
 * a server, over all its tabs.
 */
export function feedLive(page: Page): void {
  let stream: LiveStream | undefined;
  const follow = () => {
    const wanted = page.view.value.view !== 'lab';
    if (wanted === (stream !== undefined)) return;
    stream?.close();
    stream = wanted ? new LiveStream(page.live.dispatch) : undefined;
    stream?.open();
  };
  page.view.subscribe(follow);
  follow();
}
