import type { LiveEvent } from '../state/events';
import type { Alert, Lag, ReplayStatus, SessionMessage, Snapshot, TelemetryFrame } from './messages';
import { LatencyMeter } from './latency';
import { fetchLiveState, ServerError } from './server';

const kBackOffSeconds = [1, 2, 4, 8, 15] as const;
const kTickMs = 250;

export function backOffSeconds(attempt: number): number {
  return kBackOffSeconds[Math.min(attempt, kBackOffSeconds.length - 1)] ?? 15;
}

/**
 * Keeps the page fed: the whole state once, then the stream. The browser itself reconnects a stream that
 * broke, with its Last-Event-ID; one that it gave up on is opened anew after 1, 2, 4, 8, then 15 s.
 */
export class LiveStream {
  private source: EventSource | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private tickTimer: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private closed = false;
  private readonly latency = new LatencyMeter();

  constructor(private readonly emit: (event: LiveEvent) => void) {}

  open(): void {
    this.tickTimer = setInterval(() => {
      const now = Date.now();
      this.emit({ kind: 'tick', now, latencyMs: this.latency.median(now) });
    }, kTickMs);
    void this.start();
  }

  close(): void {
    this.closed = true;
    clearInterval(this.tickTimer);
    clearTimeout(this.retryTimer);
    this.source?.close();
  }

  private async start(): Promise<void> {
    try {
      const snapshot = await fetchLiveState();
      if (this.closed) return;
      this.emit({ kind: 'snapshot', snapshot, now: Date.now() });
      this.connect();
    } catch (error) {
      if (!this.closed) this.retryLater(error instanceof ServerError ? error.message : undefined);
    }
  }

  private connect(): void {
    const source = new EventSource('/api/v1/live/stream');
    this.source = source;
    source.onopen = () => {
      this.attempt = 0;
      this.emit({ kind: 'connected', now: Date.now() });
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return this.emit({ kind: 'disconnected' });
      source.close();
      this.retryLater();
    };
    this.listen(source);
  }

  private listen(source: EventSource): void {
    const on = <T>(name: string, toEvent: (data: T, now: number) => LiveEvent) =>
      source.addEventListener(name, (event: MessageEvent<string>) =>
        this.emit(toEvent(JSON.parse(event.data) as T, Date.now())),
      );
    on<Snapshot>('snapshot', (snapshot, now) => ({ kind: 'snapshot', snapshot, now }));
    on<TelemetryFrame>('telemetry', (frame, now) => {
      if (frame.wall !== undefined) this.latency.add(frame.wall, now);
      return { kind: 'telemetry', frame, now };
    });
    on<Alert>('alert', (alert, now) => ({ kind: 'alert', alert, now }));
    on<ReplayStatus>('replay', (replay, now) => ({ kind: 'replay', replay, now }));
    on<Lag>('lag', (lag, now) => ({ kind: 'lag', missed: lag.ticks, now }));
    on<SessionMessage>('session', (message, now) => ({ kind: 'session', message, now }));
  }

  private retryLater(reason?: string): void {
    const seconds = backOffSeconds(this.attempt++);
    this.emit({ kind: 'disconnected', retryAt: Date.now() + seconds * 1000, reason });
    this.retryTimer = setTimeout(() => void this.start(), seconds * 1000);
  }
}
