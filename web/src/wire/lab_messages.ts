/** The race lab's answers (CONTRACTS §3.2, and `/api/v1/races`). Times without a zone are UTC. */

export interface LabDriver {
  id: number;
  name: string;
  team: string;
  /** "#00D2BE" */
  team_color: string;
  number: number;
}

export interface LabPosition {
  driver_name: string;
  /** from 1 */
  position: number;
  timestamp: string;
  race_id: string;
  team_name: string;
  /** km/h */
  speed: number;
}

export interface RaceStatus {
  race_id: string;
  selected_driver: { name: string; team?: string };
  /** a race that was stopped is finished too */
  status: 'not_started' | 'in_progress' | 'finished';
  /** seconds */
  elapsed_time: number;
  duration: number;
  start_time: string;
}

export interface AverageSpeed {
  driver_name: string;
  /** km/h since the start */
  average_speed: number;
}

export type RaceState = 'started' | 'finished' | 'stopped' | 'interrupted';

export interface RaceRecord {
  race_id: string;
  state: RaceState;
  followed_driver: string;
  /** seconds */
  duration: number;
  /** seconds between updates */
  interval: number;
  start_time: string;
  end_time?: string;
  /** of a race that is over: the last order, where it is known */
  result: Pick<LabPosition, 'position' | 'driver_name' | 'team_name' | 'speed'>[];
}

/** One message of `/api/positions/stream`. */
export type LabMessage = { type: 'ping' } | { type: 'positions'; data: { positions: LabPosition[] } };
