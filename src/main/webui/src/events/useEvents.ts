import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl, read } from '../api/client';
import type { Failure } from '../api/problem';
import type { EventPage, ListedEvent, Total } from '../api/shapes';
import { useReading } from '../api/useReading';

export interface Events {
  readonly items: readonly ListedEvent[];
  readonly total: Total | null;
  /** How many the first page holds. */
  readonly firstPage: number;
  /** The date that these were asked for, which is not the present one while they are stale. */
  readonly date: string;
  /** The first page of the present query is not here yet; what is listed belongs to another one. */
  readonly stale: boolean;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreFailure: Failure | null;
  readonly more: () => void;
  readonly retry: () => void;
}

/** The pages after the first, which belong to the first page `of`. */
interface Further {
  readonly of: EventPage | null;
  readonly items: readonly ListedEvent[];
  readonly next: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

const NONE: Further = { of: null, items: [], next: null, loading: false, failure: null };

/** The events that answer `query`, which asks for `LISTED`, page by page. */
export function useEvents(query: string): Events {
  const url = apiUrl('events', query);
  const first = useReading<EventPage>(url);
  const [kept, setFurther] = useState(NONE);
  const abort = useRef(new AbortController());

  useEffect(() => () => abort.current.abort(), []);

  const further = kept.of === first.value ? kept : NONE;
  const next = further.of === null ? (first.value?.next ?? null) : further.next;
  const stale = first.of !== url;

  const more = () => {
    if (next === null || further.loading || first.value === null) return;
    const of = first.value;
    abort.current.abort();
    const { signal } = (abort.current = new AbortController());
    const wanted: Further = { of, items: further.items, next, loading: true, failure: null };
    setFurther(wanted);
    // The address of a next page names the public host, which need not be the one we came by.
    read<EventPage>(apiUrl('events', new URL(next).search.slice(1)), signal)
      .then((answer) => setFurther(answer.ok
        ? { ...wanted, items: [...wanted.items, ...answer.value.items], next: answer.value.next, loading: false }
        : { ...wanted, loading: false, failure: answer.failure }))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
  };

  return {
    items: first.value === null ? [] : [...first.value.items, ...further.items],
    total: first.value?.total ?? null,
    firstPage: first.value?.items.length ?? 0,
    date: (first.of && new URL(first.of).searchParams.get('date')) ?? '',
    stale,
    loading: first.loading,
    failure: first.failure,
    hasMore: next !== null && !stale,
    loadingMore: further.loading,
    moreFailure: further.failure,
    more,
    retry: first.retry,
  };
}
