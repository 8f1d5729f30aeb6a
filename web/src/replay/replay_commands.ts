import { useCallback, useState } from 'react';
import { usePage } from '../view/page';
import type { ReplayStatus } from '../wire/messages';
import type { ReplayChange } from '../wire/server';

export const kSpeeds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

/** The next speed up or down from any speed, the ends included. */
export function nextSpeed(speed: number | 'max' | null | undefined, direction: 1 | -1): number {
  const now = typeof speed === 'number' ? speed : Number.POSITIVE_INFINITY;
  const found = direction > 0 ? kSpeeds.find((one) => one > now) : kSpeeds.findLast((one) => one < now);
  return found ?? (direction > 0 ? kSpeeds[kSpeeds.length - 1] : kSpeeds[0]) ?? 1;
}

/** The session time nearest to `wanted` that the replay can play. */
export function seekTarget(replay: Pick<ReplayStatus, 'begin' | 'end'> | undefined, wanted: number): number {
  return Math.max(replay?.begin ?? 0, Math.min(wanted, replay?.end ?? wanted));
}

/** Sends a change to the server; `refusal` is its sentence when it did not obey the last one. */
export function useReplayChange(): { change: (change: ReplayChange) => void; refusal: string | undefined } {
  const { changeReplay } = usePage();
  const [refusal, setRefusal] = useState<string>();
  const change = useCallback(
    (wanted: ReplayChange) => {
      changeReplay(wanted).then(
        () => setRefusal(undefined),
        (error: unknown) => setRefusal(error instanceof Error ? error.message : String(error)),
      );
    },
    [changeReplay],
  );
  return { change, refusal };
}
