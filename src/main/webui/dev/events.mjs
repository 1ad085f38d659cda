/** Events for the mock: every form of date, place and toll that the page must show. */

const day = (year, month, date) => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

/** First and last day of `2013`, `2013-01` or `2013-01-11`; null when it is none of these. */
export function ends(text) {
  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(text) ?? [];
  if (year === undefined || Number(month ?? 1) > 12 || Number(month ?? 1) < 1) return null;
  if (date !== undefined) return [text.slice(0, 10), text.slice(0, 10)];
  if (month !== undefined) return [day(+year, +month, 1), day(+year, +month + 1, 0)];
  return [`${year}-01-01`, `${year}-12-31`];
}

/** The four bounds of the few forms of EDTF that the mock knows. */
export function bounds(edtf, confirmed) {
  const oneOf = /^\[(.+)\.\.(.+)\]$/.exec(edtf);
  if (oneOf) return [oneOf[1], oneOf[2], oneOf[1], oneOf[2]];
  const [first, second] = edtf.split('/');
  const start = first === '..' ? [null, null] : first === '' ? [null, ends(second)[1]] : ends(first);
  if (second === undefined) return [...start, ...start];
  if (second === '..') return [...start, confirmed, null];
  if (second === '') return [...start, start[0], null];
  return [...start, ...ends(second)];
}

const KILLED = ['low', 'best', 'high', 'sideA', 'sideB', 'civilians', 'unknown'];
const MALI_WAR = { id: 5, name: 'Mali War' };

let made = 0;
function event(title, edtf, words, kind, { confirmed = null, qualifier = null, place = null, fatalities = {}, ...rest } = {}) {
  const id = ++made;
  const [startEarliest, startLatest, endEarliest, endLatest] = bounds(edtf, confirmed);
  return {
    id, url: `/api/v1/events/${id}`, title, kind,
    date: {
      edtf, startEarliest, startLatest, endEarliest, endLatest, precision: 'day', qualifier,
      ongoing: edtf.endsWith('/..'), confirmed, words, text: null, reported: null,
    },
    violenceType: null, aggregate: null, status: 'confirmed',
    place: place && { name: null, country: null, admin1: null, admin2: null, latitude: null, longitude: null, precision: null, ...place },
    concerns: [], conflicts: [], dyad: null, actors: [],
    fatalities: Object.fromEntries(KILLED.map((key) => [key, fatalities[key] ?? null])),
    sourceCount: rest.sources?.length ?? null, links: [], tags: [],
    origin: { dataset: 'annals', key: `mock-${id}`, version: null, url: null },
    revision: 1, recordedAt: '2023-07-01T09:30:00Z', firstRecordedAt: '2023-07-01T09:30:00Z',
    description: null, sources: [], extra: {}, ...rest,
  };
}

const source = (name, url, says = null, published = null) => ({
  name, url, published, headline: null,
  says: says && { edtf: null, low: null, best: null, high: null, note: null, ...says },
});

export const events = [
  event('Soldiers overthrow President Touré', '2012-03-21/2012-03-22', '21 to 22 March 2012', 'coup', {
    place: { name: 'Bamako', country: 'MLI', latitude: 12.6392, longitude: -8.0029, precision: 'near' },
    fatalities: { low: 3, high: 35 }, conflicts: [MALI_WAR],
    actors: [{ id: 1, name: 'Mutinous soldiers', role: 'perpetrator' }, { id: 2, name: 'Government of Mali', role: 'target' }],
    description: 'Mutinous troops, angry at how the rebellion in the north was handled, took the palace and state television, and announced the next day that the government was gone.',
    sources: [
      source('Amnesty International UK', 'https://www.amnesty.org.uk/', { low: 3, note: 'at least three, by stray bullets' }),
      source('An encyclopaedia', 'https://example.org/coup', { edtf: '2012-03-21/2012-04-08', best: 35, note: 'the whole period to 8 April' }),
    ],
  }),
  event('Army loses Konna to a push from the north', '2013-01-10', '10 January 2013', 'armed-clash', {
    place: { name: 'Konna', country: 'MLI', admin1: 'Mopti', latitude: 14.943, longitude: -3.892, precision: 'near' },
    fatalities: { low: 25 }, violenceType: 'state-based', conflicts: [MALI_WAR],
  }),
  event('France intervenes: Operation Serval', '2013-01-11/2014-07-15', '11 January 2013 to 15 July 2014', 'military-intervention', {
    place: { country: 'MLI', precision: 'country' }, conflicts: [MALI_WAR],
    actors: [{ id: 3, name: 'Government of France', role: 'participant' }],
  }),
  event('Several raids on villages, known only by month', '2013-05', 'Some day in May 2013', 'attack', {
    place: { country: 'MLI', admin1: 'Gao', precision: 'region' }, fatalities: { low: 0, best: 0, high: 2 }, status: 'reported', aggregate: true,
  }),
  event('Clash near Anéfis on a day that reports do not agree on', '[2013-06-03..2013-06-09]', 'One day from 3 to 9 June 2013', 'armed-clash', {
    place: { name: 'Anéfis', country: 'MLI', admin1: 'Kidal', latitude: 18.05, longitude: 0.6, precision: 'exact' },
    fatalities: { low: 2, best: 6, high: 5, sideA: 2, sideB: 4 }, violenceType: 'state-based', sourceCount: 3,
    origin: { dataset: 'ucdp-ged', key: '36210', version: '25.1', url: null },
    extra: { 'ucdp-ged': { date_prec: '2', where_prec: '1', event_clarity: '1' } },
  }),
  event('Insurgent violence spreads south and over borders', '2015~/..', 'Since about 2015, still going on on 7 February 2023', 'armed-clash', {
    confirmed: '2023-02-07', qualifier: 'approximate', place: { country: 'MLI', precision: 'country' }, concerns: ['BFA', 'NER'],
  }),
  event('Government and northern rebels sign a peace accord', '2015-05-15/2015-06-20', '15 May to 20 June 2015', 'agreement', {
    place: { name: 'Bamako', country: 'MLI', precision: 'near' },
  }),
  event('Hundreds killed in army operation at Moura', '2022-03-27/2022-03-31', '27 to 31 March 2022', 'massacre', {
    place: { name: 'Moura', country: 'MLI', admin1: 'Mopti', admin2: 'Djenné', latitude: 14.376, longitude: -4.551, precision: 'district' },
    fatalities: { low: 203, best: 500 }, status: 'disputed', violenceType: 'one-sided', conflicts: [MALI_WAR],
    actors: [{ id: 4, name: 'Malian army', role: 'perpetrator' }, { id: 6, name: 'Civilians', role: 'target' }],
    description: 'Soldiers and foreign fighters held the town on market day for five days. The army spoke of fighters killed; survivors and the UN rights office spoke of civilians.',
    sources: [
      source('Malian armed forces', null, { edtf: '2022-03-23/2022-03-31', best: 203, note: '“terrorists” killed, 51 held' }, '2022-04-01'),
      source('Human Rights Watch', 'https://www.hrw.org/', { low: 300, note: 'estimated, most of them civilians' }, '2022-04-05'),
      source('UN human-rights office', 'https://www.ohchr.org/', { low: 500, note: 'at least, among them about twenty women and seven children' }, '2023-05-12'),
    ],
    links: [{ rel: 'caused-by', event: 3, title: 'France intervenes: Operation Serval', origin: null }],
    tags: ['Moura', 'civilians'],
  }),
  event('Suicide attack on Mali’s main army base at Kati', '2022-07-22', '22 July 2022', 'suicide-attack', {
    place: { name: 'Kati', country: 'MLI', admin1: 'Koulikoro', latitude: 12.744, longitude: -8.072, precision: 'near' },
    fatalities: { low: 1, best: 8, high: 8, sideA: 1, sideB: 7, civilians: 0 }, violenceType: 'state-based', conflicts: [MALI_WAR],
    actors: [{ id: 7, name: 'Katiba Macina', role: 'perpetrator' }, { id: 4, name: 'Malian army', role: 'target' }],
    description: 'Two vehicles loaded with explosives were driven into the base where the head of the transition lived.',
    sources: [source('Malian general staff', null, { best: 8, note: 'one soldier and seven attackers' }, '2022-07-22')],
    links: [{ rel: 'follows', event: 8, title: 'Hundreds killed in army operation at Moura', origin: null }],
  }),
  event('String of attacks around the capital', '2022-11~/2023-02', 'About November 2022 to February 2023', 'attack', {
    qualifier: 'approximate', place: { country: 'MLI', admin1: 'Koulikoro', precision: 'region' },
  }),
  event('Patrol ambushed; the end of the pursuit is not known', '2023-01-02/', 'From 2 January 2023, end unknown', 'attack', {
    place: { name: 'Road from Bamako to Ségou', country: 'MLI', precision: 'linear' }, fatalities: { best: 1, low: 1, high: 1 }, status: 'reported',
  }),
  event('Mali expels the UN mission’s human-rights chief', '2023-02-05', '5 February 2023', 'expulsion', {
    place: { name: 'Bamako', country: 'MLI', precision: 'near' },
    actors: [{ id: 2, name: 'Government of Mali', role: 'perpetrator' }],
  }),
];

Object.assign(events.at(-1).date, { text: 'on Sunday evening', reported: '2023-02-06' });

export const codebook = {
  kinds: [
    ['violence', 'Violence'], ['coup', 'Coup'], ['armed-clash', 'Armed clash'], ['attack', 'Attack'], ['massacre', 'Massacre'],
    ['suicide-attack', 'Suicide attack'], ['military-intervention', 'Military intervention'], ['agreement', 'Agreement'], ['expulsion', 'Expulsion'],
  ].map(([code, label]) => ({ code, label })),
  countries: [['MLI', 'ML', 'Mali'], ['BFA', 'BF', 'Burkina Faso'], ['NER', 'NE', 'Niger'], ['FRA', 'FR', 'France']]
    .map(([alpha3, alpha2, name]) => ({ alpha3, alpha2, name })),
};
