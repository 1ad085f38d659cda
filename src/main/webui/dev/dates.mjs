/** What the mock understands of dates: a few forms of EDTF and of words, told as the service tells them. */
import { bounds, ends } from './events.mjs';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const PARTS = { early: [1, 10], mid: [10, 20], late: [15, 31] };

/** Why a text is no date; the service says it in this form. */
export class NoDate extends Error {
  constructor(text, reason, suggestion) {
    super(`'${text}' cannot be read as a date: ${reason}${suggestion ? `; ${suggestion}` : ''}`);
  }
}

/** First and last day that a question asks for. */
export function rangeOf(text) {
  const [first, second = first, ...more] = text.split('/');
  const from = first === '..' ? ['0000-01-01'] : ends(first);
  const to = second === '..' ? ['9999-12-31', '9999-12-31'] : ends(second);
  if (/^[[{]/.test(text)) throw new NoDate(text, 'a question asks for one range; sets are for events', 'write an interval such as 2013-01/2013-03');
  if (!from || !to || more.length > 0) throw new NoDate(text, 'a year has four digits', meant(text));
  if (from[0] > to[1]) throw new NoDate(text, 'the interval ends before it begins', `write ${second}/${first}`);
  return [from[0], to[1]];
}

function meant(text) {
  if (/^\d\d$/.test(text)) return `write 00${text}, or 19${text}`;
  if (/^\d{3}x$/.test(text)) return `write ${text.toUpperCase()}`;
  return /^\d{4}-\d$/.test(text) ? `write ${text.replace('-', '-0')}` : null;
}

/** `GET /dates?edtf=`. */
export function readEdtf(text) {
  rangeOf(text);
  return { date: dated(text, text.split('/').map(inWords).join(' to ')), rule: null, ucdpPrecision: null };
}

/** `GET /dates?text=&reported=`. */
export function readWords(text, reported) {
  const { edtf, words, rule } = phrase(text);
  return { date: { ...dated(edtf, words), text, reported }, rule, ucdpPrecision: 4 };
}

function phrase(text) {
  const [, part, name, year] = /^(?:(early|mid|late) )?([A-Za-z]+) (\d{4})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  const written = `${year}-${String(month).padStart(2, '0')}`;
  if (month > 0 && part) {
    const [first, last] = PARTS[part].map((day) => `${written}-${String(Math.min(day, ends(written)[1].slice(8))).padStart(2, '0')}`);
    const words = `some day between ${+first.slice(8)} and ${+last.slice(8)} ${inWords(written)}`;
    return { edtf: `[${first}..${last}]`, words, rule: 'ucdp: early, mid, late month' };
  }
  if (month > 0) return { edtf: written, words: inWords(written), rule: 'plain date form' };
  const [, one, other, in4] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  if (in4 && Number(one) > 12 && ends(`${in4}-${other}`)) {
    const edtf = `${in4}-${other}-${one}`;
    return { edtf, words: inWords(edtf), rule: 'plain date form' };
  }
  const [word] = text.split(' ');
  throw /^\d+$/.test(word)
    ? new NoDate(text, `${word} is neither a day nor a year of four digits`)
    : new NoDate(text, `'${word}' says no time that can be bounded`, 'write a date such as 5 February 2023, early March 2012 or 1999');
}

function inWords(edtf) {
  const [year, month, day] = edtf.split('-');
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(' ');
}

function dated(edtf, words) {
  const [startEarliest, startLatest, endEarliest, endLatest] = bounds(edtf, null);
  return {
    edtf, startEarliest, startLatest, endEarliest, endLatest, precision: 'range', qualifier: null,
    ongoing: edtf.endsWith('/..'), confirmed: null, words, text: null, reported: null,
  };
}
