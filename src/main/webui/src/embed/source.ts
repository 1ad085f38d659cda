import { LISTED, type Density, type EventPage, type ListedEvent } from '../api/shapes';
import type { Failure } from '../api/problem';
import { read } from '../api/client';

/** So many events are drawn one by one; of more, how many there are and the deadliest ones. */
const SINGLE = 1000;

/** Parameters of a list that counting does not take. */
const OF_LISTS = ['match', 'sort', 'limit', 'cursor', 'total', 'view', 'fields', 'format', 'bom', 'extra'];

export interface Embedded {
  readonly events: readonly ListedEvent[];
  readonly density: Density | null;
  readonly count: number;
  /** True when there may be more than `count`. */
  readonly atLeast: boolean;
}

/** Reads what an address of `/api/v1/events` answers, as much of it as can be drawn. */
export async function readEmbedded(src: URL, signal: AbortSignal): Promise<Embedded | Failure> {
  const page = await read<EventPage>(listUrl(src).href, signal);
  if (!page.ok) return page.failure;
  const { items, total } = page.value;
  const count = total?.value ?? items.length;
  const atLeast = total?.relation === 'gte';
  if (count <= items.length) return { events: items, density: null, count, atLeast };
  const density = await read<Density>(densityUrl(src).href, signal);
  if (!density.ok) return density.failure;
  return { events: density.value.events ?? density.value.buckets.flatMap(({ top }) => top), density: density.value, count, atLeast };
}

export function listUrl(src: URL): URL {
  const url = new URL(src);
  for (const name of ['cursor', 'view', 'format', 'bom', 'extra']) url.searchParams.delete(name);
  url.searchParams.set('fields', LISTED.join());
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', String(SINGLE));
  return url;
}

export function densityUrl(src: URL): URL {
  const url = new URL(src);
  url.pathname = url.pathname.replace(/events\/?$/, 'timeline/density');
  for (const name of OF_LISTS) url.searchParams.delete(name);
  url.searchParams.set('width', '600');
  return url;
}

/** The page of the service that shows one event, or all that were asked for. */
export function pageUrlOf(src: URL, event: number | null): URL {
  const url = new URL(src);
  url.pathname = url.pathname.replace(/api\/v1\/events\/?$/, '');
  for (const name of ['limit', 'cursor', 'total', 'view', 'fields', 'format']) url.searchParams.delete(name);
  if (event !== null) url.searchParams.set('event', String(event));
  return url;
}
