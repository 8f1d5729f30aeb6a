import { useEffect, useState } from 'react';

const kRefreshMs = 200;

/** Wall time; moves by itself only while something on screen counts. */
export function useNow(counting: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!counting) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, kRefreshMs);
    return () => clearInterval(timer);
  }, [counting]);
  return now;
}
