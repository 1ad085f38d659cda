/**
 * What the page shows, as one value. It lives in the query string of the page's address, with
 * defaults left out, so that a link opens exactly what was seen. What is asked goes by the names of
 * the API; the rest, from `event` on, says how it is looked at.
 */

export const MATCHES = ['possible', 'certain', 'within', 'contains'] as const;
export type Match = (typeof MATCHES)[number];

export const SORTS = ['date', '-date', '-fatalities', '-recorded', 'relevance'] as const;
export type Sort = (typeof SORTS)[number];

/** Filters of the API that have no field of their own in the view: kept, sent, shown as chips. */
export const FILTER_NAMES = [
  'kind', 'country', 'admin1', 'placePrecision', 'conflict', 'dyad', 'actor', 'role', 'lineage', 'tag',
  'dataset', 'status', 'violenceType', 'id', 'origin', 'bbox', 'latitude', 'longitude', 'radius',
  'minFatalities', 'maxFatalities', 'estimate', 'qualifier', 'headline', 'maxUncertaintyDays',
  'recordedFrom', 'recordedTo',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface Filter {
  readonly name: FilterName;
  readonly value: string;
}

export const ROWS = ['conflict', 'actor'] as const;
/** By what the timeline has its rows. */
export type Rows = (typeof ROWS)[number];

export const HEADLINES = ['editor', 'latest', 'median', 'lowest', 'highest'] as const;
/** By which rule date and toll are taken. */
export type Headline = (typeof HEADLINES)[number];

export const MEASURES = ['events', 'tolls'] as const;
/** What the histogram counts. */
export type Measure = (typeof MEASURES)[number];

export const TABS = ['list', 'timeline', 'map'] as const;
/** What is in front where there is no room for all. */
export type Tab = (typeof TABS)[number];

export const TASKS = ['token', 'new', 'edit', 'import'] as const;
/** What someone who may write is about to do. */
export type Task = (typeof TASKS)[number];

/** The middle of the map in degrees, and how far it is zoomed in, as web maps count. */
export interface MapPlace {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

export interface View {
  readonly q: string;
  readonly date: string;
  readonly match: Match;
  readonly sort: Sort;
  readonly filters: readonly Filter[];
  /** The state of the data that is asked for: an instant or the name of a release; null is the present one. */
  readonly asOf: string | null;
  /** The event whose detail is open. */
  readonly event: number | null;
  readonly rows: Rows;
  readonly measure: Measure;
  readonly map: MapPlace | null;
  readonly tab: Tab;
  readonly task: Task | null;
  /** The language when the reader chose another than the browser's. */
  readonly lang: string | null;
}

export const EVERYTHING: View = {
  q: '', date: '', match: 'possible', sort: 'date', filters: [], asOf: null,
  event: null, rows: 'conflict', measure: 'events', map: null, tab: 'list', task: null, lang: null,
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
    asOf: given.get('asOf') || null,
    event: /^[1-9]\d{0,15}$/.test(event) ? Number(event) : null,
    rows: oneOf(ROWS, given.get('rows')) ?? EVERYTHING.rows,
    measure: oneOf(MEASURES, given.get('count')) ?? EVERYTHING.measure,
    map: mapPlaceOf(given.get('map') ?? ''),
    tab: oneOf(TABS, given.get('tab')) ?? EVERYTHING.tab,
    task: oneOf(TASKS, given.get('do')),
    lang: given.get('lang'),
  };
}

/** The page's own query string, without `?`. */
export function viewQuery(view: View): string {
  const { map } = view;
  return write([
    ...questionOf(view),
    ...pinOf(view),
    ['event', view.event === null ? '' : String(view.event)],
    ['rows', view.rows === EVERYTHING.rows ? '' : view.rows],
    ['count', view.measure === EVERYTHING.measure ? '' : view.measure],
    ['map', map === null ? '' : `${map.longitude},${map.latitude},${map.zoom}`],
    ['tab', view.tab === EVERYTHING.tab ? '' : view.tab],
    ['do', view.task ?? ''],
    ['lang', view.lang ?? ''],
  ]);
}

/** The query of `GET /api/v1/events` that gives this view; `extra` comes last, as in `format=csv`. */
export function eventsQuery(view: View, extra: readonly [string, string][] = []): string {
  return write([...questionOf(view), ...pinOf(view), ...extra]);
}

/**
 * The query that counts the events of this view. Counting takes no `match`, as its answers hold what
 * is certain and what is possible side by side. `without` leaves a part of the question out.
 */
export function countQuery(
  view: View, extra: readonly [string, string][] = [], without: readonly string[] = [],
): string {
  const left = new Set(['match', 'sort', ...without]);
  return write([...questionOf(view).filter(([name]) => !left.has(name)), ...pinOf(view), ...extra]);
}

/** The query that has one event as the view has all of them. */
export function oneQuery(view: View): string {
  return write([...headlineOf(view), ...pinOf(view)]);
}

/** True when nothing narrows the view: all events are asked for. */
export function asksForEverything(view: View): boolean {
  return view.q === '' && view.date === '' && view.filters.length === 0;
}

/** The view with nothing asked, looked at as before. */
export function unasked(view: View): View {
  const { q, date, match, sort, filters } = EVERYTHING;
  return { ...view, q, date, match, sort, filters, event: null };
}

/** The filters with all of `name` taken out and `values` put in their place. */
export function withFilter(filters: readonly Filter[], name: FilterName, values: readonly string[]): Filter[] {
  return [...filters.filter((filter) => filter.name !== name), ...values.map((value) => ({ name, value }))];
}

/** The values asked for under `name`; a filter of the API may list several with commas. */
export function valuesOf(filters: readonly Filter[], name: FilterName): string[] {
  return filters.filter((filter) => filter.name === name).flatMap(({ value }) => value.split(','));
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

function headlineOf(view: View): [string, string][] {
  return valuesOf(view.filters, 'headline').map((rule) => ['headline', rule]);
}

function pinOf(view: View): [string, string][] {
  return [['asOf', view.asOf ?? '']];
}

function mapPlaceOf(text: string): MapPlace | null {
  const [longitude, latitude, zoom, ...more] = text.split(',').map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined || more.length > 0) return null;
  const fits = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 && zoom >= 0 && zoom <= 16;
  return fits ? { longitude, latitude, zoom } : null;
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
