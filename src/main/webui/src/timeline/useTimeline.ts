import { useMemo } from 'preact/hooks';
import { apiUrl, read, type Answer } from '../api/client';
import { LISTED, type Density, type EventPage, type ListedEvent } from '../api/shapes';
import { useReading } from '../api/useReading';
import type { Events } from '../events/useEvents';
import { countQuery, eventsQuery, type View } from '../view/view';

/** So many events are drawn one by one; of more, how many there are and the deadliest ones. */
export const SINGLE = 1000;

/** What there is to draw: all events, or where they are too many, how many there are when. */
export interface Drawn {
  readonly events: readonly ListedEvent[];
  readonly density: Density | null;
  /** What is drawn belongs to an earlier question. */
  readonly stale: boolean;
}

type Told = { readonly kind: 'events'; readonly page: EventPage } | { readonly kind: 'density'; readonly density: Density };

/** Asks for as much as can be drawn, and for nothing that the list holds already. */
export function useTimeline(view: View, list: Events): Drawn {
  const { total, stale, items } = list;
  // "More" lengthens the list but makes it no other list: what is drawn does not change with it.
  const all = total !== null && total.value <= list.firstPage;
  const few = total !== null && total.relation === 'eq' && total.value <= SINGLE;
  const url = stale || total === null || all
    ? null
    : few
      ? apiUrl('events', eventsQuery({ ...view, sort: 'date' }, [['limit', String(SINGLE)], ['total', 'none'], ['fields', LISTED.join()]]))
      : apiUrl('timeline/density', countQuery(view, [['width', '600']]));
  const reading = useReading<Told>(url, ask);
  return useMemo((): Drawn => {
    if (all) return { events: items, density: null, stale };
    const told = reading.value;
    const late = stale || reading.of !== url;
    if (told === null) return { events: items, density: null, stale: late };
    if (told.kind === 'events') return { events: told.page.items, density: null, stale: late };
    const { density } = told;
    return density.events
      ? { events: density.events, density: null, stale: late }
      : { events: density.buckets.flatMap(({ top }) => top), density, stale: late };
  }, [all, all ? items : null, reading.value, reading.of, url, stale]);
}

async function ask(url: string, signal: AbortSignal): Promise<Answer<Told>> {
  if (url.includes('/density')) {
    const answer = await read<Density>(url, signal);
    return answer.ok ? { ok: true, value: { kind: 'density', density: answer.value } } : answer;
  }
  const answer = await read<EventPage>(url, signal);
  return answer.ok ? { ok: true, value: { kind: 'events', page: answer.value } } : answer;
}
