/**
 * What the page shows, as one value. It lives in the query string of the page's address, with
 * defaults left out, so that a link opens exactly what was seen. The names are those of the API:
 * the query of a page and the query of its API call differ only in `event` and `lang`.
 */

export const MATCHES = ['possible', 'certain', 'within', 'contains'] as const;
export type Match = (typeof MATCHES)[number];

export const SORTS = ['date', '-date', '-fatalities', '-recorded', 'relevance'] as const;
export type Sort = (typeof SORTS)[number];

/** Filters of the API that have no field of their own on the page: kept, sent, shown as chips. */
export const FILTER_NAMES = [
  'kind', 'country', 'admin1', 'placePrecision', 'conflict', 'dyad', 'actor', 'role', 'lineage', 'tag',
  'dataset', 'status', 'violenceType', 'id', 'origin', 'bbox', 'latitude', 'longitude', 'radius',
  'minFatalities', 'maxFatalities', 'estimate', 'qualifier', 'headline', 'maxUncertaintyDays',
  'recordedFrom', 'recordedTo', 'asOf',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface Filter {
  readonly name: FilterName;
  readonly value: string;
}

export interface View {
  readonly q: string;
  readonly date: string;
  readonly match: Match;
  readonly sort: Sort;
  readonly filters: readonly Filter[];
  /** The event whose detail is open. */
  readonly event: number | null;
  /** The language when the reader chose another than the browser's. */
  readonly lang: string | null;
}

export const EVERYTHING: View = {
  q: '', date: '', match: 'possible', sort: 'date', filters: [], event: null, lang: null,
};

/** Reads a query string; what is not known or cannot be read counts as not given. */
export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const event = given.get('event') ?? '';
  return {
    q: (given.get('q') ?? '').trim(),
    date: dateOf(given),
    match: oneOf(MATCHES, given.get('match')) ?? EVERYTHING.match,
    sort: oneOf(SORTS, given.get('sort')) ?? EVERYTHING.sort,
    filters: FILTER_NAMES.flatMap((name) =>
      given.getAll(name).filter((value) => value !== '').map((value) => ({ name, value }))),
    event: /^[1-9]\d{0,15}$/.test(event) ? Number(event) : null,
    lang: given.get('lang'),
  };
}

/** The page's own query string, without `?`. */
export function viewQuery(view: View): string {
  return write([
    ...questionOf(view),
    ['event', view.event === null ? '' : String(view.event)],
    ['lang', view.lang ?? ''],
  ]);
}

/** The query of `GET /api/v1/events` that gives this view; `extra` comes last, as in `format=csv`. */
export function eventsQuery(view: View, extra: readonly [string, string][] = []): string {
  return write([...questionOf(view), ...extra]);
}

/** True when nothing narrows the view: all events are asked for. */
export function asksForEverything(view: View): boolean {
  return view.q === '' && view.date === '' && view.filters.length === 0;
}

function questionOf(view: View): [string, string][] {
  // The API refuses `relevance` without words to be relevant to.
  const sort = view.sort === 'relevance' && view.q === '' ? EVERYTHING.sort : view.sort;
  return [
    ['q', view.q],
    ['date', view.date],
    ['match', view.match === EVERYTHING.match ? '' : view.match],
    ...view.filters.map(({ name, value }): [string, string] => [name, value]),
    ['sort', sort === EVERYTHING.sort ? '' : sort],
  ];
}

/** `from` and `to`, as in an address written for the API, are the same range in two parts. */
function dateOf(given: URLSearchParams): string {
  const from = (given.get('from') ?? '').trim();
  const to = (given.get('to') ?? '').trim();
  const date = (given.get('date') ?? '').trim();
  return date !== '' || (from === '' && to === '') ? date : `${from || '..'}/${to || '..'}`;
}

function write(pairs: readonly [string, string][]): string {
  return pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${readable(value)}`)
    .join('&');
}

/** Percent-encoded, but for what a query may hold as it is: dates and lists stay readable. */
function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C)/g, (code) => decodeURIComponent(code));
}

function oneOf<T extends string>(all: readonly T[], text: string | null): T | null {
  return all.find((one) => one === text) ?? null;
}
