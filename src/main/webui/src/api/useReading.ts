import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { read, type Answer } from './client';
import { pause, type Failure } from './problem';

/**
 * What is known of a document. While another address is being read, and after a failure, `value`
 * stays the last one that came, and `of` tells of which address it is: so nothing on the page jumps.
 */
export interface Reading<T> {
  readonly value: T | null;
  readonly of: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

type Known<T> = Omit<Reading<T>, 'retry'>;

/**
 * Reads the document at `url` (null: none), and again by itself when the failure may pass. `ask` is
 * the same function in every render; one that takes more than one request reads something else than
 * an address.
 */
export function useReading<T>(
  url: string | null,
  ask: (url: string, signal: AbortSignal) => Promise<Answer<T>> = read,
): Reading<T> {
  const [known, setKnown] = useState<Known<T>>(
    { value: null, of: null, loading: url !== null, failure: null });
  const now = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (url === null) {
      setKnown({ value: null, of: null, loading: false, failure: null });
      return;
    }
    const abort = new AbortController();
    let timer = 0;
    let attempt = 0;
    const once = async () => {
      clearTimeout(timer);
      setKnown((last) => ({ ...last, loading: true }));
      const answer = await ask(url, abort.signal);
      if (answer.ok) {
        attempt = 0;
        setKnown({ value: answer.value, of: url, loading: false, failure: null });
        return;
      }
      setKnown((last) => ({ ...last, loading: false, failure: answer.failure }));
      if (answer.failure.kind !== 'refused') {
        timer = window.setTimeout(run, pause(answer.failure, attempt++) * 1000);
      }
    };
    const run = () => {
      once().catch((error: unknown) => {
        if (!abort.signal.aborted) throw error;
      });
    };
    now.current = run;
    setKnown((last) => ({ ...last, failure: null }));
    const online = () => {
      if (attempt > 0) run();
    };
    addEventListener('online', online);
    run();
    return () => {
      abort.abort();
      clearTimeout(timer);
      removeEventListener('online', online);
    };
  }, [url]);

  const retry = useCallback(() => now.current?.(), []);
  return { ...known, retry };
}
