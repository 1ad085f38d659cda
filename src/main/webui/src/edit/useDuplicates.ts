import { useEffect, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import { LISTED, type EventPage, type ListedEvent } from '../api/shapes';
import { useReading } from '../api/useReading';

const QUIET = 700;
/** As near as another record of the same event would be placed. */
const NEAR = 50_000;

export interface Wanted {
  readonly title: string;
  /** The date as a question; empty while it is not read. */
  readonly date: string;
  readonly latitude: string;
  readonly longitude: string;
}

/** Events that may be the same: of the same days and near the point, or with the telling words of the title. */
export function useDuplicates(wanted: Wanted, own: number | null): readonly ListedEvent[] {
  const query = duplicatesQuery(wanted);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), QUIET);
    return () => clearTimeout(timer);
  }, [query]);
  const { value } = useReading<EventPage>(asked === null ? null : apiUrl('events', asked));
  return (asked === null ? [] : value?.items ?? []).filter(({ id }) => id !== own);
}

/** Null where too little is known to ask. */
export function duplicatesQuery({ title, date, latitude, longitude }: Wanted): string | null {
  if (date === '') return null;
  const query = new URLSearchParams({ date, limit: '5', total: 'none', fields: LISTED.join() });
  if (latitude !== '' && longitude !== '') {
    for (const [name, value] of Object.entries({ latitude, longitude, radius: String(NEAR) })) query.set(name, value);
    return String(query);
  }
  const word = title.split(/[^\p{L}\p{N}]+/u).filter((one) => one.length > 3).sort((a, b) => b.length - a.length)[0];
  if (word === undefined) return null;
  query.set('q', word);
  return String(query);
}
