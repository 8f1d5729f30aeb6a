import type { AverageSpeed, LabDriver, RaceRecord, RaceStatus } from './lab_messages';
import { answerOf, ServerError } from './server';

const kJson = { Accept: 'application/json' };

/** The race lab of the server. Everything rejects with a ServerError, also when nobody answers. */
export interface LabServer {
  drivers(): Promise<readonly LabDriver[]>;
  /** `seconds`: how long the race is to be */
  start(driver: string, seconds: number): Promise<RaceRecord>;
  stop(raceId: string): Promise<void>;
  status(raceId: string): Promise<RaceStatus>;
  averages(raceId: string): Promise<readonly AverageSpeed[]>;
  /** newest first */
  races(): Promise<readonly RaceRecord[]>;
}

export const kLabServer: LabServer = {
  drivers: async () => ((await ask('/api/drivers')) as { drivers: LabDriver[] }).drivers,
  start: async (driver, seconds) =>
    (await ask('/api/v1/races', post({ driver_name: driver, duration: seconds }))) as RaceRecord,
  stop: async (raceId) => void (await ask(raceRoute(raceId, 'stop'), post({}))),
  status: async (raceId) => (await ask(raceRoute(raceId, 'status'))) as RaceStatus,
  averages: async (raceId) =>
    ((await ask(raceRoute(raceId, 'avg-speeds'))) as { avg_speeds: AverageSpeed[] }).avg_speeds,
  races: async () => (await ask('/api/v1/races')) as RaceRecord[],
};

const raceRoute = (raceId: string, what: string) => `/api/race/${encodeURIComponent(raceId)}/${what}`;

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { ...kJson, 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function ask(route: string, init: RequestInit = { headers: kJson }): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(route, init);
  } catch {
    throw new ServerError('The server does not answer');
  }
  return answerOf(response);
}
