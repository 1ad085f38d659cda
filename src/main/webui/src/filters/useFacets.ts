import { useMemo, useRef } from 'preact/hooks';
import { apiUrl } from '../api/client';
import { FACETS, type FacetName, type Facets, type FacetValue } from '../api/shapes';
import { useReading } from '../api/useReading';
import { countQuery, valuesOf, type View } from '../view/view';

/** A value to narrow by; `events` is null where it is not among those that match. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly events: number | null;
  readonly chosen: boolean;
}

export interface Choices {
  readonly of: (name: FacetName) => readonly Choice[];
  /** What a value was called when it was last seen. */
  readonly label: (name: string, value: string) => string | null;
  readonly learn: (name: FacetName, value: string, label: string) => void;
  /** True once the first answer is here. */
  readonly known: boolean;
  readonly stale: boolean;
  readonly retry: () => void;
}

/** Values of each field with how many of the events that match have them. */
export function useFacets(view: View): Choices {
  const url = apiUrl('facets', countQuery(view, [['top', '100']]));
  const { value, of, loading, retry } = useReading<Facets>(url);
  const names = useRef(new Map<string, string>());
  const before = useRef<Partial<Record<FacetName, readonly FacetValue[]>>>({});

  return useMemo(() => {
    for (const name of FACETS) {
      for (const one of value?.[name] ?? []) names.current.set(`${name} ${one.value}`, one.label);
      // Narrowed by a field, its other values are gone from the answer; they can still be chosen as well.
      if (value && of === url && valuesOf(view.filters, name).length === 0) before.current[name] = value[name];
    }
    return {
      of: (name) => choicesOf(value?.[name] ?? [], before.current[name] ?? [], valuesOf(view.filters, name),
        (one) => names.current.get(`${name} ${one}`) ?? one),
      label: (name, one) => names.current.get(`${name} ${one}`) ?? null,
      learn: (name, one, label) => names.current.set(`${name} ${one}`, label),
      known: value !== null,
      stale: loading && of !== url,
      retry,
    };
  }, [value, of, loading, view.filters]);
}

/** What matches first, then what is chosen and does not, then what could be chosen besides. */
export function choicesOf(
  now: readonly FacetValue[], before: readonly FacetValue[], chosen: readonly string[], labelOf: (value: string) => string,
): Choice[] {
  const found = new Map<string, Choice>();
  for (const { value, label, events } of now) found.set(value, { value, label, events, chosen: chosen.includes(value) });
  for (const value of chosen) {
    if (!found.has(value)) found.set(value, { value, label: labelOf(value), events: null, chosen: true });
  }
  if (chosen.length > 0) {
    for (const { value, label } of before) {
      if (!found.has(value)) found.set(value, { value, label, events: null, chosen: false });
    }
  }
  return [...found.values()].sort((a, b) => Number(b.chosen) - Number(a.chosen));
}
