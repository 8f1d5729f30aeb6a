import type { Snapshot } from './messages';

/** The server refused or did not answer; `message` is its own sentence where it gave one. */
export class ServerError extends Error {
  /** `status` is absent when nobody answered. */
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** The body of a good answer; the sentence of an error is found in each of its forms. */
export async function answerOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const refusal = body as { error?: { message?: string }; detail?: string; message?: string } | undefined;
  const told = refusal?.error?.message ?? refusal?.detail ?? refusal?.message;
  throw new ServerError(told ?? `The server answered ${response.status}`, response.status);
}

export async function fetchLiveState(signal?: AbortSignal): Promise<Snapshot> {
  const response = await fetch('/api/v1/live/state', { headers: { Accept: 'application/json' }, signal });
  return (await answerOf(response)) as Snapshot;
}

export interface ReplayChange {
  paused?: boolean;
  /** × real time */
  speed?: number;
  /** session time in seconds */
  position?: number;
}

export async function changeReplay(change: ReplayChange): Promise<void> {
  const response = await fetch('/api/v1/replay', {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(change),
  });
  await answerOf(response);
}
