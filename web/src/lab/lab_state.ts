import type { LabDriver, RaceRecord } from '../wire/lab_messages';

export const kLengths = [30, 60, 120] as const;

/** Where one car was at one update. */
export interface Place {
  readonly driver: string;
  /** km/h */
  readonly speed: number;
}

export interface Update {
  /** seconds since the start of the race */
  readonly at: number;
  /** by position */
  readonly order: readonly Place[];
}

export interface Average {
  readonly driver: string;
  /** km/h since the start */
  readonly kmh: number;
}

/** What the averages were at one time. */
export interface AverageReading {
  /** unix ms of this computer */
  readonly at: number;
  /** fastest first */
  readonly averages: readonly Average[];
}

/** The race on screen. */
export interface ShownRace {
  readonly id: string;
  readonly followed: string;
  /** seconds */
  readonly duration: number;
  /** unix ms, by the server's clock */
  readonly startedAt: number;
  /** the same instant by this computer's clock */
  readonly startedHere: number;
  /** how long it ran, seconds: of a race that is over */
  readonly ranFor?: number;
  /** oldest first: those that this page has seen */
  readonly updates: readonly Update[];
  /** names by place at the start; undefined: nobody here saw the start */
  readonly grid?: readonly string[];
  /** oldest first, the newest within kReadingsKeptMs */
  readonly readings: readonly AverageReading[];
}

export type Ending = 'finished' | 'stopped' | 'interrupted';

export type Phase =
  | { readonly kind: 'choosing' }
  /** `lit` of the five lights are on */
  | { readonly kind: 'lights'; readonly lit: number }
  /** the lights are out, the server has not answered yet */
  | { readonly kind: 'starting' }
  /** the server is asked about a race */
  | { readonly kind: 'joining' }
  | { readonly kind: 'racing' }
  | { readonly kind: 'over'; readonly ending: Ending };

export interface LabLink {
  readonly health: 'quiet' | 'live' | 'lost';
  /** unix ms of the last sign of life */
  readonly heardAt?: number;
  readonly retryAt?: number;
  readonly reason?: string;
}

/** Something the server refused: its sentence, and what a Retry would do again. */
export interface Problem {
  readonly of: 'drivers' | 'start' | 'stop' | 'race';
  readonly message: string;
}

/** Everything the lab shows, immutable: an unchanged part is the same object as before. */
export interface LabState {
  readonly drivers: readonly LabDriver[];
  readonly chosen?: string;
  /** of the race to start, seconds */
  readonly length: number;
  readonly phase: Phase;
  readonly race?: ShownRace;
  /** newest first; undefined: not known yet */
  readonly races?: readonly RaceRecord[];
  readonly link: LabLink;
  readonly problem?: Problem;
}

export const kEmptyLab: LabState = {
  drivers: [],
  length: 120,
  phase: { kind: 'choosing' },
  link: { health: 'quiet' },
};

/** A race cannot be started or another driver chosen while this one is on its way. */
export const isLocked = ({ phase }: LabState): boolean => phase.kind !== 'choosing' && phase.kind !== 'over';

/** A running race is followed, or about to be; its stream then tells whether the server is there. */
export const isWatching = ({ phase }: LabState): boolean =>
  phase.kind === 'joining' || phase.kind === 'racing';

/** The driver whose choice is shown: of a race on its way its own. */
export const selectedDriver = (state: LabState): string | undefined =>
  (isLocked(state) && state.race?.followed) || state.chosen;
