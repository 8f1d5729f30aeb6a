import type { LiveEvent } from './events';
import { kEmptyState, type LiveState } from './live_state';
import { Observable } from './observable';
import { reduce } from './reducer';
import { TraceRecorder } from './trace_recorder';

/** Above this replay speed a value shown is kept for a while, or it could not be read. */
const kCalmAboveSpeed = 2;
const kCalmMs = 250;

/**
 * The live state outside React. Events are reduced as they come; what React sees (`shown`) follows once per
 * animation frame, and at high replay speed four times a second. Charts and the map draw from `latest` and
 * `traces` themselves.
 */
export class LiveStore {
  readonly shown = new Observable<LiveState>(kEmptyState);
  readonly traces = new TraceRecorder();
  private state: LiveState = kEmptyState;
  private pending = false;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly nextFrame: (callback: (now: number) => void) => void = (callback) => {
      requestAnimationFrame(callback);
    },
  ) {}

  get latest(): LiveState {
    return this.state;
  }

  readonly dispatch = (event: LiveEvent): void => {
    const before = this.state;
    this.state = reduce(before, event);
    this.traces.record(event, before, this.state);
    if (this.state !== before && !this.pending) this.showSoon();
  };

  private showSoon(): void {
    this.pending = true;
    this.nextFrame((now) => {
      this.pending = false;
      if (now - this.shownAt < this.holdMs()) return this.showSoon();
      this.shownAt = now;
      this.shown.set(this.state);
    });
  }

  private holdMs(): number {
    const speed = this.state.replay?.speed;
    const fast = speed === 'max' || (typeof speed === 'number' && speed > kCalmAboveSpeed);
    return fast ? kCalmMs : 0;
  }
}
