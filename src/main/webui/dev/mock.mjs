/**
 * A stand-in for the service, to work on the page without one: `npm run mock [port]` answers under
 * /api/v1 and serves the built page with the headers that the service sends. It understands dates of
 * years, months and days, some dates in words, `match`, words, `sort`, `country` and `kind`; that is
 * all the page needs.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoDate, rangeOf, readEdtf, readWords } from './dates.mjs';
import { codebook, events } from './events.mjs';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const NEGATIVE = '0000-01-01';
const POSITIVE = '9999-12-31';
/** Small, so that a handful of events has a second page. */
const PAGE = 8;

class Refused extends Error {
  constructor(status, title, detail, errors = []) {
    super(detail);
    this.body = { type: 'about:blank', title, status, detail, instance: '', errors };
    this.status = status;
  }
}

const MATCHES = {
  possible: (e, from, to) => (e.endLatest ?? POSITIVE) >= from && (e.startEarliest ?? NEGATIVE) <= to,
  certain: (e, from, to) => (e.endEarliest ?? NEGATIVE) >= from && (e.startLatest ?? NEGATIVE) <= to,
  within: (e, from, to) => (e.startEarliest ?? NEGATIVE) >= from && (e.endLatest ?? POSITIVE) <= to,
  contains: (e, from, to) => (e.startLatest ?? NEGATIVE) <= from && (e.endEarliest ?? NEGATIVE) >= to,
};

/** Asks `dates.mjs`, and refuses as the service does what it cannot read. */
function reading(query, parameter, read) {
  const value = query.get(parameter);
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof NoDate)) throw error;
    throw new Refused(400, 'Unreadable parameter', error.message, [{ parameter, value, message: error.message }]);
  }
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function list(query) {
  let found = [...events];
  if (query.get('date')) {
    const [from, to] = reading(query, 'date', rangeOf);
    found = found.filter((one) => MATCHES[query.get('match') ?? 'possible'](one.date, from, to));
  }
  for (const word of plain(query.get('q') ?? '').split(/\s+/).filter(Boolean)) {
    found = found.filter((one) => plain(`${one.title} ${one.description ?? ''}`).includes(word));
  }
  if (query.get('country')) found = found.filter((one) => one.place?.country === query.get('country') || one.concerns.includes(query.get('country')));
  if (query.get('kind')) found = found.filter((one) => one.kind === query.get('kind'));
  if (query.get('sort') === '-date') found.reverse();
  if (query.get('sort') === '-fatalities') found.sort((a, b) => (b.fatalities.best ?? -1) - (a.fatalities.best ?? -1));
  const at = Number(query.get('cursor') ?? 0);
  const total = { value: found.length, relation: 'eq' };
  const next = new URLSearchParams(query);
  next.set('cursor', String(at + PAGE));
  return {
    items: found.slice(at, at + PAGE).map(({ description, sources, extra, ...summary }) => summary),
    total: at === 0 ? total : null,
    // Another host on purpose: behind a proxy the public address is not the one that was called.
    next: at + PAGE < found.length ? `http://annals.example/api/v1/events?${next}` : null,
  };
}

function answer(path, query) {
  if (path === '/api/v1/events') return list(query);
  if (path === '/api/v1/codebook') return codebook;
  if (path === '/api/v1/dates' && query.has('edtf')) return reading(query, 'edtf', readEdtf);
  if (path === '/api/v1/dates' && query.has('text')) return reading(query, 'text', (text) => readWords(text, query.get('reported')));
  const id = /^\/api\/v1\/events\/(\d+)$/.exec(path)?.[1];
  const event = events.find((one) => String(one.id) === id);
  if (event) return event;
  throw new Refused(404, 'Not found', id ? `There is no event ${id}.` : `There is nothing at ${path}.`);
}

function file(path, response) {
  const name = join(DIST, normalize(path === '/' ? 'index.html' : path));
  if (!name.startsWith(DIST) || !existsSync(name)) return response.writeHead(404).end();
  response.writeHead(200, {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': "default-src 'self'",
    'X-Content-Type-Options': 'nosniff',
  });
  return createReadStream(name).pipe(response);
}

const port = Number(process.argv[2] ?? 8181);
createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://mock');
  if (!pathname.startsWith('/api/')) return file(pathname, response);
  try {
    const body = JSON.stringify(answer(pathname, searchParams));
    response.writeHead(200, { 'Content-Type': 'application/json' });
    return response.end(body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    response.writeHead(error.status, { 'Content-Type': 'application/problem+json' });
    return response.end(JSON.stringify(error.body));
  }
}).listen(port, () => console.log(`mock of Annals on http://localhost:${port}`));
