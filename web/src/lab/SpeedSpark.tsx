import { memo } from 'react';
import { useLab } from './lab_page';
import { recentSpeeds } from './race_facts';

const kSeconds = 30;
const kLowest = 280;
const kHighest = 340;

/** One driver's speed over the last half minute, always to the same scale. */
export const SpeedSpark = memo(function SpeedSpark({ driver }: { driver: string }) {
  const updates = useLab((state) => state.race?.updates);
  if (!updates) return null;
  const end = updates.at(-1)?.at ?? 0;
  const points = recentSpeeds(updates, driver, kSeconds)
    .map(({ at, speed }) => `${((at - end) / kSeconds + 1) * 100},${heightOf(speed)}`)
    .join(' ');
  return (
    <svg className="spark" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 100H100" className="floor" />
      <polyline points={points} />
    </svg>
  );
});

const heightOf = (speed: number): number =>
  100 - Math.max(0, Math.min(1, (speed - kLowest) / (kHighest - kLowest))) * 100;
