import { spanText, writeDay } from '../time/day';

const LOCALE = 'en-GB';
const figures = new Intl.NumberFormat(LOCALE);
const n = (value: number) => figures.format(value);
const many = (count: number, one: string, more: string) => `${n(count)} ${count === 1 ? one : more}`;
const day = (number: number) => writeDay(number, LOCALE);
const today = (at: Date) => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' }).format(at);

/** What a bar stands for. */
export interface Figures {
  readonly certain: number;
  readonly possible: number;
  readonly low: number;
  readonly high: number;
}

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
    menu: 'Annals',
    tabs: 'What to show',
    tab: { list: 'List', timeline: 'Timeline', map: 'Map' },
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
      estimate: 'Estimate', qualifier: 'Date', headline: 'Toll and date by', maxUncertaintyDays: 'Days unsure at most',
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

  asText: {
    histogram: 'These counts as text',
    map: 'These places as text',
    more: (count: number) => `${n(count)} more: narrow the question to have them here.`,
  },

  histogram: {
    heading: 'All time',
    measure: 'What is counted',
    measures: { events: 'Events', tolls: 'People killed' },
    explained: {
      events: 'Solid: events that certainly began then. Faded: events that may have. Drag to choose a window.',
      tolls: 'Best estimates, solid where certain, faded where possible; lines go from the low to the high estimate.',
    },
    bucket: (when: string, measure: 'events' | 'tolls', { certain, possible, low, high }: Figures) =>
      measure === 'events'
        ? `${when}: ${certain === possible ? many(certain, 'event', 'events') : `${n(certain)} to ${many(possible, 'event', 'events')}`}`
        : `${when}: ${certain === possible ? n(certain) : `${n(certain)} to ${n(possible)}`} killed, low ${n(low)}, high ${n(high)}`,
    from: 'First day of the window',
    to: 'Last day of the window',
    none: 'Nothing that has a date matches.',
  },

  timeline: {
    heading: 'Timeline',
    rows: 'Rows by',
    by: { conflict: 'conflict', actor: 'actor' },
    others: {
      conflict: (count: number) => many(count, 'other conflict', 'other conflicts'),
      actor: (count: number) => many(count, 'other actor', 'other actors'),
    },
    none: { conflict: 'Of no conflict', actor: 'No actor named' },
    earlier: 'Earlier', later: 'Later', closer: 'Closer', further: 'Further', all: 'All time',
    window: ({ from, to }: { from: number; to: number }) => (from === to ? `${day(from)}.` : `${day(from)} to ${day(to)}.`),
    keys: 'Wheel or + and − to zoom, drag or arrows to move.',
    severalHere: (count: number) => `${many(count, 'event', 'events')} here: press to look closer`,
    spoken: (rows: readonly string[]) => `Timeline of the events that are listed below. ${rows.join('; ')}.`,
  },

  map: {
    heading: 'Map',
    onlyHere: 'Only events in this part',
    closer: 'Closer', further: 'Further', all: 'World',
    legend: 'Hollow rings: the place is known only roughly. Boundaries are indicative (Natural Earth).',
    metres: (metres: number) => (metres < 1000 ? `${n(metres)} m` : `${n(metres / 1000)} km`),
    cell: ({ latitude, longitude, events, imprecise }: { latitude: number; longitude: number; events: number; imprecise: number }) =>
      `${Math.abs(latitude).toFixed(1)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude).toFixed(1)}° ${longitude < 0 ? 'W' : 'E'}: ${many(events, 'event', 'events')}`
      + (imprecise === 0 ? '' : imprecise === events ? ', roughly placed' : `, ${n(imprecise)} of them roughly placed`),
    spoken: (events: number, places: number) => `Map: ${many(events, 'event', 'events')} at ${many(places, 'place', 'places')}. The list holds the same events.`,
    countryOnly: 'Known only by country:',
    moreCountries: (count: number) => `and ${many(count, 'other country', 'other countries')}`,
  },

  facets: {
    heading: 'Filters',
    chosen: (count: number) => `(${n(count)})`,
    search: 'Search…',
    searchIn: (field: string) => `Search in ${field}`,
    nothing: 'Nothing found.',
    more: (count: number) => `${n(count)} more`,
    fewer: 'Fewer',
    toll: 'People killed',
    exactness: 'How exact, as of when',
    estimates: { low: 'Low', best: 'Best', high: 'High' },
    headlines: { editor: 'Editor', latest: 'Latest source', median: 'Median of sources', lowest: 'Lowest, earliest', highest: 'Highest, last' },
    reset: 'Reset all filters',
  },

  claims: {
    heading: 'What the sources say, side by side',
    source: 'Source',
    here: 'Here',
    since: (when: string) => `here since ${when}`,
    differs: '(differs)',
    hint: 'Marked where a source differs from what stands here.',
  },

  history: {
    heading: (revisions: number) => `Versions (${n(revisions)})`,
    loading: 'Loading…',
    version: (revision: number, when: string, by: string) => `${n(revision)}: ${when}, ${by}`,
    first: 'The first version: everything was new.',
    json: (revision: number) => `Version ${n(revision)} as JSON`,
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
    span: ({ from, to }: { from: number; to: number }) => spanText(from, to, LOCALE),
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
    menu: 'Share',
    link: 'Link',
    copyLink: 'Copy the link',
    pin: 'State of the data',
    pinHint: 'The link shows the data as they are when it is opened. Pinned, it goes on showing them as they are now.',
    present: 'The present',
    release: (name: string) => `Release ${name}`,
    pinNow: 'Pin to now',
    pinned: (asOf: string) => `Pinned: the data as of ${asOf}.`,
    unpin: 'Show the present state',
    cite: 'Cite',
    copyCitation: 'Copy the citation',
    citeView: (counted: string, url: string, asOf: string | null, at: Date) =>
      `Annals: ${counted.toLowerCase()}${asOf === null ? '' : `, as of ${asOf}`}. ${url} (accessed ${today(at)}).`,
    citeEvent: (title: string, when: string, id: number, revision: number, from: string, url: string, at: Date) =>
      `“${title}” (${when}). Annals, event ${id}, revision ${revision}, from ${from}. ${url} (accessed ${today(at)}).`,
    download: 'Download',
    counts: 'Counts by month (CSV)',
    call: 'This view as an API call',
    callHint: 'This page shows what this address answers. The API is open to read.',
    copyCall: 'Copy the API call',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'Selected: copy it with your keyboard',
  },

  edit: {
    heading: 'Add and change',
    signIn: 'Sign in',
    add: 'Add an event',
    importFile: 'Import',
    edit: 'Edit',
    tokenHeading: 'Your token',
    tokenHint: 'Reading is open. To add or change events give the token that the operator gave you; it is kept until you close this tab.',
    token: 'Token',
    enter: 'Use this token',
    leave: 'Sign out',
    signedIn: (name: string, role: string) => `Signed in as ${name}: ${role}.`,
    expires: (at: string) => `It ends on ${at}.`,
    roles: { reader: 'may read', contributor: 'may add events', editor: 'may add, change and import', admin: 'may do everything' },
    notAllowed: (role: string) => `Your token is not enough for this: it ${role}.`,
    newHeading: 'A new event',
    editHeading: 'Change this event',
    title: 'Title',
    date: 'Date, in any form',
    kind: 'Kind',
    status: 'Status',
    violence: 'Type of violence',
    description: 'Description',
    placeName: 'Name of the place',
    none: '–',
    choose: 'Choose…',
    pointMap: 'Map to set the place: arrows move, + and − zoom, Enter sets the point in the middle',
    pointHint: 'Press where it happened. The ring shows what the precision stands for.',
    tollHint: 'Leave empty what is not known; 0 says that nobody was killed.',
    actorName: 'Name of the actor',
    role: 'Role',
    addActor: 'Add an actor',
    addConflict: 'Add a conflict',
    addSource: 'Add a source',
    sourceName: 'Source',
    sourceUrl: 'Address',
    published: 'Published',
    saysDate: 'Date that it gives (EDTF)',
    note: 'What it says',
    tags: 'Tags, with commas between them',
    reason: 'Why, for the history',
    remove: (what: string) => `Remove ${what}`,
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    duplicates: 'Is it one of these already?',
    conflictHeading: 'Someone else changed this event meanwhile',
    conflict: (revision: number) => `Revision ${n(revision)} was saved after you began. Where it differs from yours:`,
    field: 'Field',
    mine: 'Yours',
    theirs: 'Theirs',
    saveMine: 'Save mine over theirs',
    takeTheirs: 'Take theirs',
    fields: {
      title: 'Title', date: 'Date', kind: 'Kind', violenceType: 'Type of violence', status: 'Status', description: 'Description',
      place: 'Place', country: 'Country', latitude: 'Latitude', longitude: 'Longitude', precision: 'Precision', low: 'Killed, low',
      best: 'Killed, best', high: 'Killed, high', actors: 'Actors', conflicts: 'Conflicts', sources: 'Sources', tags: 'Tags',
    },
  },

  imports: {
    heading: 'Import a file',
    drop: 'Drop a file here, or choose one: UCDP GED as CSV, or NDJSON as this service exports it.',
    file: (name: string, bytes: number) => `${name}, ${bytes < 1e6 ? `${n(Math.ceil(bytes / 1000))} kB` : `${n(Math.round(bytes / 1e5) / 10)} MB`}`,
    format: 'Format',
    formats: { 'ucdp-ged': 'UCDP GED (CSV)', ndjson: 'NDJSON' },
    dataset: 'Data set',
    version: 'Version',
    start: 'Import',
    sending: 'Sending…',
    reading: (rows: number) => `Reading: ${many(rows, 'row', 'rows')} so far…`,
    statuses: { succeeded: 'Done', partly: 'Done, but for some rows', failed: 'Nothing was taken in' },
    counts: {
      rows: 'Rows', inserted: 'New', changed: 'Changed', unchanged: 'As before', conflicting: 'Edited here', refused: 'Refused',
      missing: 'Not in the file', warnings: 'Warnings',
    },
    kinds: { refused: 'refused', warning: 'warning', conflicting: 'edited here', missing: 'not in the file', kept: 'kept' },
    complaints: 'What was found wrong, by line',
    line: 'Line',
    column: 'Column',
    what: 'What',
    json: 'All of this as JSON',
    undo: 'Take this import back',
    undone: (retracted: number, restored: number, kept: number) =>
      `Taken back: ${many(retracted, 'event', 'events')} retracted, ${n(restored)} as before, ${n(kept)} kept because they were changed since.`,
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
