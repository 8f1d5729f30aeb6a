import { backOffSeconds } from '../wire/live_stream';
import type { LabMessage, LabPosition } from '../wire/lab_messages';
import type { LabServer } from '../wire/lab_server';
import { ServerError } from '../wire/server';
import type { LabEvent } from './lab_events';

const kAveragesEveryMs = 1000;
/** Averages come by way of the stream: some are still on their way when a race is over. */
const kAveragesAfterEndMs = 4000;
const kLateEndMs = 500;
/** A server that has just come back may not have read of a race that it had: so long it is asked again. */
const kForgottenForMs = 15_000;
const kNotFound = 404;

/**
 * Follows one race to its end: asks for its status, listens to its stream, asks for averages. A lost server is
 * asked again after 1, 2, 4, 8, then 15 s, and tells the present order first.
 */
export class RaceFollower {
  private source: EventSource | undefined;
  private askTimer: ReturnType<typeof setTimeout> | undefined;
  private averagesTimer: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private knownAt: number | undefined;
  private lastUpdate: string | undefined;
  private closed = false;
  private over = false;

  constructor(
    readonly raceId: string,
    private readonly server: LabServer,
    private readonly emit: (event: LabEvent) => void,
    private readonly grid: readonly string[] | undefined,
  ) {}

  open(): void {
    void this.ask();
  }

  close(): void {
    this.closed = true;
    this.disconnect();
    clearTimeout(this.askTimer);
  }

  /** Where the race stands, asked now instead of when it is due. */
  async ask(): Promise<void> {
    clearTimeout(this.askTimer);
    try {
      const status = await this.server.status(this.raceId);
      if (this.closed || this.over) return;
      const now = Date.now();
      this.knownAt = now;
      this.emit({ kind: 'status', status, grid: this.grid, now });
      if (status.status === 'finished') return await this.finish();
      const remainingMs = Math.max(0, status.duration - status.elapsed_time) * 1000;
      this.askLater(remainingMs + kLateEndMs);
      if (!this.source) this.connect();
    } catch (error) {
      if (!this.closed) this.failed(error);
    }
  }

  private async finish(): Promise<void> {
    const record = (await this.server.races()).find((race) => race.race_id === this.raceId);
    if (this.closed || this.over) return;
    if (!record || record.state === 'started') return this.askLater(kLateEndMs);
    this.over = true;
    this.source?.close();
    this.emit({ kind: 'over', record });
    void this.askAverages();
    this.averagesTimer ??= setInterval(() => void this.askAverages(), kAveragesEveryMs);
    this.askTimer = setTimeout(() => this.disconnect(), kAveragesAfterEndMs);
  }

  private connect(): void {
    const source = new EventSource(`/api/positions/stream?race_id=${encodeURIComponent(this.raceId)}`);
    this.source = source;
    source.onopen = () => {
      this.attempt = 0;
      this.emit({ kind: 'connected', now: Date.now() });
    };
    source.onmessage = (event: MessageEvent<string>) => this.heard(JSON.parse(event.data) as LabMessage);
    source.onerror = () => this.retryLater();
    this.averagesTimer = setInterval(() => void this.askAverages(), kAveragesEveryMs);
  }

  private heard(message: LabMessage): void {
    if (message.type !== 'positions') return this.emit({ kind: 'connected', now: Date.now() });
    const { positions } = message.data;
    this.emit({ kind: 'positions', positions, now: Date.now() });
    this.askIfEnded(positions);
  }

  /** The end of a race is told by sending its last order once more. */
  private askIfEnded(positions: readonly LabPosition[]): void {
    const update = positions[0]?.timestamp;
    if (update === this.lastUpdate) void this.ask();
    this.lastUpdate = update;
  }

  private async askAverages(): Promise<void> {
    try {
      const averages = await this.server.averages(this.raceId);
      if (!this.closed) this.emit({ kind: 'averages', averages, now: Date.now() });
    } catch {
      // The stream tells that the server is lost; averages are asked for again in any case.
    }
  }

  private failed(error: unknown): void {
    const refusal = error instanceof ServerError ? error : undefined;
    const forgotten = Date.now() - (this.knownAt ?? 0) > kForgottenForMs;
    if (refusal?.status === kNotFound && forgotten) {
      this.disconnect();
      return this.emit({ kind: 'refused', problem: { of: 'race', message: refusal.message } });
    }
    this.retryLater(refusal?.status === undefined ? undefined : refusal.message);
  }

  private retryLater(reason?: string): void {
    this.disconnect();
    this.lastUpdate = undefined;
    const seconds = backOffSeconds(this.attempt++);
    this.emit({ kind: 'lost', retryAt: Date.now() + seconds * 1000, reason });
    this.askLater(seconds * 1000);
  }

  private askLater(ms: number): void {
    clearTimeout(this.askTimer);
    this.askTimer = setTimeout(() => void this.ask(), ms);
  }

  private disconnect(): void {
    clearInterval(this.averagesTimer);
    this.averagesTimer = undefined;
    this.source?.close();
    this.source = undefined;
  }
}
