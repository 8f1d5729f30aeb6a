import { Observable } from '../state/observable';
import { kLabServer, type LabServer } from '../wire/lab_server';
import type { LabEvent } from './lab_events';
import { GridMemory } from './grid_memory';
import { reduceLab } from './lab_reducer';
import { isWatching, kEmptyLab, type LabState, type Problem } from './lab_state';
import { RaceFollower } from './race_follower';
import { runLights } from './start_lights';

const kRefreshMs = 5000;

/**
 * The lab outside React: what is shown, and everything a viewer can do in it. It lives as long as the page, so
 * that a look at another view loses nothing; between `close` and `open` it asks for nothing.
 */
export class LabStore {
  readonly shown = new Observable<LabState>(kEmptyLab);
  private follower: RaceFollower | undefined;
  private refreshTimer: ReturnType<typeof setInterval> | undefined;
  private endLights: (() => void) | undefined;
  private lastStart: (() => void) | undefined;

  constructor(
    private readonly server: LabServer = kLabServer,
    readonly grids = new GridMemory(window.localStorage),
  ) {}

  open(): void {
    this.refreshTimer = setInterval(() => void this.refresh(), kRefreshMs);
    void this.refresh();
  }

  close(): void {
    clearInterval(this.refreshTimer);
    if (this.endLights) this.cancelStart();
    this.unfollow();
  }

  choose(driver: string): void {
    this.dispatch({ kind: 'chosen', driver });
  }

  setLength(seconds: number): void {
    this.dispatch({ kind: 'length', seconds });
  }

  /** Lights, then the start; `started` hears the new race's id. `plain`: without the sequence. */
  start(plain: boolean, started: (raceId: string) => void): void {
    const { chosen, length } = this.shown.value;
    if (chosen === undefined) return;
    this.unfollow();
    this.lastStart = () => void this.send(chosen, length, started);
    this.endLights = runLights(
      plain,
      (lit) => this.dispatch({ kind: 'lights', lit }),
      () => this.lastStart?.(),
    );
  }

  cancelStart(): void {
    this.endLights?.();
    this.endLights = undefined;
    this.dispatch({ kind: 'choosing' });
  }

  /** Shows that race, or with undefined the choice of a driver. */
  follow(raceId: string | undefined): void {
    if (raceId === this.follower?.raceId) return;
    this.unfollow();
    if (raceId === undefined) return this.dispatch({ kind: 'choosing' });
    if (this.shown.value.race?.id !== raceId) this.dispatch({ kind: 'joining' });
    this.follower = new RaceFollower(raceId, this.server, this.dispatch, this.grids.of(raceId));
    this.follower.open();
  }

  async stop(): Promise<void> {
    const raceId = this.shown.value.race?.id;
    if (raceId === undefined) return;
    try {
      await this.server.stop(raceId);
    } catch (error) {
      this.refused('stop', error);
    }
    await this.follower?.ask();
  }

  /** Does what was refused once more. */
  retry(): void {
    const { problem } = this.shown.value;
    if (problem?.of === 'drivers') void this.refresh();
    if (problem?.of === 'start') this.lastStart?.();
    if (problem?.of === 'stop') void this.stop();
    if (problem?.of === 'race') this.followAgain();
  }

  private followAgain(): void {
    const raceId = this.follower?.raceId;
    this.unfollow();
    this.follow(raceId);
  }

  private unfollow(): void {
    this.follower?.close();
    this.follower = undefined;
  }

  private async send(driver: string, length: number, started: (raceId: string) => void): Promise<void> {
    this.endLights = undefined;
    this.dispatch({ kind: 'lights out' });
    try {
      const record = await this.server.start(driver, length);
      this.dispatch({ kind: 'started', record });
      started(record.race_id);
    } catch (error) {
      this.refused('start', error);
    }
  }

  /** The drivers, once, and the history; while no race is watched this also tells whether the server is there. */
  private async refresh(): Promise<void> {
    try {
      if (this.shown.value.drivers.length === 0) {
        this.dispatch({ kind: 'drivers', drivers: await this.server.drivers() });
      }
      this.dispatch({ kind: 'races', races: await this.server.races() });
      if (!isWatching(this.shown.value)) this.dispatch({ kind: 'connected', now: Date.now() });
    } catch (error) {
      if (this.shown.value.drivers.length === 0) this.refused('drivers', error);
      if (!isWatching(this.shown.value)) {
        this.dispatch({ kind: 'lost', retryAt: Date.now() + kRefreshMs, reason: sentence(error) });
      }
    }
  }

  private refused(of: Problem['of'], error: unknown): void {
    this.dispatch({ kind: 'refused', problem: { of, message: sentence(error) } });
  }

  private readonly dispatch = (event: LabEvent): void => {
    const before = this.shown.value;
    const after = reduceLab(before, event);
    if (after.race?.grid && after.race.grid !== before.race?.grid) {
      this.grids.keep(after.race.id, after.race.grid);
    }
    this.shown.set(after);
    if (event.kind === 'over') void this.refresh();
  };
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
