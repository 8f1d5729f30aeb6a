import { useCallback, useEffect, useRef, useState } from 'react';

export interface Polled<Value> {
  /** the newest answer; of another question, none */
  readonly value?: Value;
  /** why the last question went unanswered; `value` is from before then */
  readonly error?: string;
  /** nothing has come for so long that it should be said */
  readonly slow: boolean;
  readonly retry: () => void;
}

interface Kept<Value> {
  key: string;
  value?: Value;
  error?: string;
}

const kSlowMs = 400;

/**
 * Asks again so many milliseconds after each answer; not while the tab is hidden or `key` is undefined. `ask` must
 * be the same function for the same key.
 */
export function usePolled<Value>(
  key: string | undefined,
  ask: (key: string, signal: AbortSignal) => Promise<Value>,
  everyMs: number,
): Polled<Value> {
  const [kept, setKept] = useState<Kept<Value>>({ key: '' });
  const [slowKey, setSlowKey] = useState<string>();
  const askNow = useRef<() => void>(() => undefined);
  const retry = useCallback(() => askNow.current(), []);

  useEffect(() => {
    if (key === undefined) return;
    const ended = new AbortController();
    let timer: number | undefined;
    let asking = false;
    const once = async () => {
      window.clearTimeout(timer);
      if (asking || document.hidden) return;
      asking = true;
      try {
        const value = await ask(key, ended.signal);
        setKept({ key, value });
      } catch (error) {
        if (ended.signal.aborted) return;
        const words = error instanceof TypeError ? 'The server does not answer.' : (error as Error).message;
        setKept((before) => ({ ...(before.key === key ? before : {}), key, error: words }));
      }
      asking = false;
      if (!ended.signal.aborted) timer = window.setTimeout(once, everyMs);
    };
    askNow.current = () => void once();
    const slow = window.setTimeout(() => setSlowKey(key), kSlowMs);
    document.addEventListener('visibilitychange', askNow.current);
    const onVisible = askNow.current;
    void once();
    return () => {
      ended.abort();
      window.clearTimeout(timer);
      window.clearTimeout(slow);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [key, ask, everyMs]);

  const current = kept.key === key ? kept : undefined;
  return {
    value: current?.value,
    error: current?.error,
    slow: key !== undefined && slowKey === key && !current,
    retry,
  };
}
