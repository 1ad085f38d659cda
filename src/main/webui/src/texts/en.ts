import { writeDay } from '../time/day';

const LOCALE = 'en-GB';
const figures = new Intl.NumberFormat(LOCALE);
const n = (value: number) => figures.format(value);
const many = (count: number, one: string, more: string) => `${n(count)} ${count === 1 ? one : more}`;
const day = (number: number) => writeDay(number, LOCALE);

/** Every word of the page in English. Another language is another file of this shape. */
export const en = {
  locale: LOCALE,
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  /** What this language calls itself. */
  name: 'English',

  page: {
    title: 'Annals',
    tagline: 'What happened, when, where, and how sure we are',
    skip: 'Skip to the events',
    api: 'API',
    apiTitle: 'The API that this page is made with',
    language: 'Language',
  },

  ask: {
    heading: 'Find events',
    words: 'Words',
    wordsHint: '“exact phrase”, -not',
    wordsExample: 'Kati',
    date: 'Date',
    dateHint: 'A year, month or day, two with a slash, or words: early March 2012',
    dateExample: '2012-03/2013',
    dateAsked: 'Asked as',
    dateRule: 'Read by the rule',
    match: 'How the dates must meet',
    matchWithoutDate: 'Give a date to choose how strictly it is meant.',
    matches: {
      possible: { label: 'Possible', means: 'Events that may have touched these dates: what we know of their days allows it.' },
      certain: { label: 'Certain', means: 'Only events that touched these dates whatever their true days are.' },
      within: { label: 'Within', means: 'Only events that lay wholly inside these dates, whatever their true days are.' },
      contains: { label: 'Contains', means: 'Only events that were going on during all of these dates, whatever their true days are.' },
    },
    sort: 'Order',
    sorts: {
      date: 'Oldest first',
      '-date': 'Newest first',
      '-fatalities': 'Most killed first',
      '-recorded': 'Last changed first',
      relevance: 'Best match first',
    },
    filters: {
      kind: 'Kind', country: 'Country', admin1: 'Province', placePrecision: 'Place known to', conflict: 'Conflict',
      dyad: 'Dyad', actor: 'Actor', role: 'Role', lineage: 'Lineage', tag: 'Tag', dataset: 'Data set', status: 'Status',
      violenceType: 'Violence', id: 'Event', origin: 'Outside key', bbox: 'Box', latitude: 'Latitude',
      longitude: 'Longitude', radius: 'Radius', minFatalities: 'Killed at least', maxFatalities: 'Killed at most',
      estimate: 'Estimate', qualifier: 'Date', headline: 'Headline by', maxUncertaintyDays: 'Days unsure at most',
      recordedFrom: 'Recorded from', recordedTo: 'Recorded to', asOf: 'As of',
    },
    filter: (name: string, value: string) => `${name}: ${value}`,
    filtersHeading: 'More filters',
    remove: (filter: string) => `Remove the filter ${filter}`,
    reset: 'Show all events',
  },

  list: {
    heading: 'Events',
    count: (count: number) => (count === 0 ? 'No events' : many(count, 'event', 'events')),
    atLeast: (count: number) => `At least ${many(count, 'event', 'events')}`,
    shown: (count: number) => `the first ${n(count)} shown`,
    loading: 'Loading events…',
    more: 'Show more events',
    loadingMore: 'Loading more…',
    end: 'That is all of them.',
    emptyTitle: 'No event matches',
    emptyAdvice: 'Widen the date, choose “Possible”, or use fewer words.',
    nothingTitle: 'There are no events here yet',
    nothingAdvice: 'Import a file or add an event through the API, and it will be listed here.',
    untitled: 'Without title',
  },

  drawing: {
    certain: 'certain',
    possible: 'possible',
    unknown: 'Days unknown',
    labelled: (began: string, ended: string) => `Began ${began}; ended ${ended}`,
  },

  when: {
    began: 'Began',
    ended: 'Ended',
    on: (at: number) => `on ${day(at)}`,
    between: (from: number, to: number) => `between ${day(from)} and ${day(to)}`,
    by: (at: number) => `by ${day(at)} at the latest`,
    from: (at: number) => `not before ${day(at)}`,
    never: 'never: it has no beginning',
    unknown: 'on an unknown day',
    goesOn: (at: number | null) => (at === null ? 'goes on' : `goes on; certain up to ${day(at)}`),
    written: 'As written',
    wording: 'In the source’s words',
    reported: (text: string) => `reported ${text}`,
    day,
    tick: (at: number, style: 'day' | 'month' | 'year' | 'short') => writeDay(at, LOCALE, style),
    qualifiers: {
      uncertain: 'The date is uncertain.',
      approximate: 'The date is approximate.',
      both: 'The date is uncertain and approximate.',
    },
  },

  toll: {
    heading: 'People killed',
    unknown: 'Toll unknown',
    killed: (count: string, _people: number) => `${count} killed`,
    number: n,
    between: (low: number, high: number) => `${n(low)}–${n(high)}`,
    atLeast: (people: number) => `at least ${n(people)}`,
    atMost: (people: number) => `at most ${n(people)}`,
    low: 'Low', best: 'Best', high: 'High',
    sideA: 'Side A', sideB: 'Side B', civilians: 'Civilians', unknownSide: 'Unknown',
    notKnown: 'unknown',
    bySide: 'By side',
  },

  place: {
    heading: 'Where',
    unknown: 'Place unknown',
    precisions: {
      exact: 'the place itself',
      near: 'within about 25 km',
      district: 'somewhere in the district',
      region: 'somewhere in the province',
      linear: 'along a line or in a fuzzy area',
      country: 'only the country is known',
      international: 'international waters or airspace',
    },
    position: 'Position',
    concerns: 'Concerns',
  },

  statuses: { reported: 'Reported', confirmed: 'Confirmed', disputed: 'Disputed', retracted: 'Retracted' },
  violenceTypes: {
    'state-based': 'State-based armed conflict',
    'non-state': 'Non-state conflict',
    'one-sided': 'One-sided violence against civilians',
  },
  /** Labels of kinds where the codebook's own will not do; in English it does. */
  kinds: {} as Readonly<Record<string, string>>,

  event: {
    close: 'Close',
    loading: 'Loading the event…',
    actors: 'Who',
    roles: {
      'side-a': 'Side A', 'side-b': 'Side B', 'associated-a': 'With side A', 'associated-b': 'With side B',
      perpetrator: 'Perpetrator', target: 'Target', participant: 'Participant', mediator: 'Mediator', speaker: 'Speaker',
    },
    conflict: 'Conflict',
    dyad: 'Dyad',
    aggregate: 'This record sums up several incidents that could not be told apart.',
    sources: 'Sources and what each says',
    noSources: 'No source is named.',
    countedSources: (count: number) => `${many(count, 'source is', 'sources are')} counted, none named.`,
    unnamedSource: 'Source without name',
    saysDate: 'Date',
    saysToll: 'Toll',
    links: 'Linked events',
    rels: {
      'part-of': 'Part of', 'caused-by': 'Caused by', 'response-to': 'Responds to', follows: 'Follows', 'same-as': 'Same as',
    },
    tags: 'Tags',
    record: 'Record',
    origin: 'From',
    revision: 'Revision',
    revisionOf: (revision: number, recorded: string) => `${n(revision)}, ${recorded}`,
    firstRecorded: 'First recorded',
    instant: (iso: string) =>
      new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso)) + ' UTC',
    json: 'This event as JSON',
    filterBy: (name: string) => `Only events with: ${name}`,
    extra: (dataset: string) => `Other columns of ${dataset}`,
  },

  share: {
    download: 'Download',
    call: 'This view as an API call',
    callHint: 'This page shows what this address answers. The API is open to read.',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'Selected: copy it with your keyboard',
  },

  failure: {
    refused: 'The service could not answer',
    busy: 'The service is busy',
    unreachable: 'No connection to the service',
    retrying: 'Trying again by itself until it answers.',
    retryNow: 'Try now',
    readMore: 'What this means',
    stale: 'What is listed below is from before.',
  },
};

export type Texts = typeof en;
