/**
 * What a person does with the page, in a real browser, against any service:
 *
 *     npm run e2e -- http://localhost:8080/
 *
 * It asks the API what the page should show, so it needs events but no certain ones: at least three,
 * of more than one day. The browser is Chromium, named by CHROMIUM or found in the usual places.
 * Ends with "N passed, N failed"; exits with 1 when something failed, with 77 when there is no browser.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const BASE = new URL(process.argv[2] ?? 'http://localhost:8181/');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-dev-shm-usage',
];

const executablePath = BROWSERS.find((path) => path && existsSync(path));
if (!executablePath) {
  console.error('No Chromium found: install one (Debian: chromium) or name it in CHROMIUM.');
  process.exit(77);
}
const browser = await chromium.launch({ executablePath, args: FLAGS });

// What the service holds, for comparison.
const api = async (path) => (await fetch(new URL(`api/v1/${path}`, BASE))).json();
const all = await api('events');
const known = all.items.find(({ date }) => date.startEarliest !== null && date.endLatest !== null);
if (all.items.length < 3 || !known) throw new Error(`${BASE} holds too few events to try the page on`);
const YEAR = known.date.startEarliest.slice(0, 4);
const totalOf = async (query) => (await api(`events?${query}`)).total.value;

const TODAY = ['getFullYear', 'getMonth', 'getDate']
  .map((part) => String(new Date()[part]() + (part === 'getMonth' ? 1 : 0)).padStart(2, '0')).join('-');
const readWords = (text) => api(`dates?${new URLSearchParams({ text, reported: TODAY })}`);
const readEdtf = (edtf) => api(`dates?${new URLSearchParams({ edtf })}`);
/** A third of a month in words, in which something happened: `early March 2012`. */
const THIRD = (() => {
  const [year, month, day] = known.date.startEarliest.split('-').map(Number);
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1));
  return `${day <= 10 ? 'early' : day <= 15 ? 'mid' : 'late'} ${name} ${String(year).padStart(4, '0')}`;
})();

let passed = 0;
let failed = 0;

/** One test: a page of its own, which must end without a complaint in the console or a foreign request. */
async function test(name, act, { query = '', expectErrors = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const complaints = [];
  page.on('console', (message) => {
    // The browser itself logs each 4xx answer and each lost connection, whatever the page does about it.
    const logged = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !(expectErrors && logged)) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== BASE.origin) complaints.push(`foreign request: ${request.url()}`);
  });
  try {
    await page.goto(new URL(query, BASE).href);
    await page.locator('.row, .note').first().waitFor();
    await act(page, context);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(error.message ?? error).replaceAll('\n', '\n        ')}`);
  } finally {
    await context.close();
  }
}

function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`);
}

function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/** Waits until `read` gives a value for which `wanted` is true; pages answer when they answer. */
async function until(read, wanted, what) {
  const end = Date.now() + 8000;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const count = async (page) => Number((await page.locator('.count').evaluate((line) => line.firstChild?.nodeValue ?? '')).replace(/\D/g, ''));
const counts = (page, value) => until(() => count(page), (found) => found === value, `the count should become ${value}`);
const address = (page) => new URL(page.url()).search;
const title = (page, index) => page.locator('.row h3 a').nth(index);

async function accessible(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  holds(told.length === 0, `axe, ${where}:\n${told.join('\n')}`);
}

const fits = async (page) => holds(
  await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than the window');

await test('the first page lists events with dates in words, EDTF, tolls and drawings', async (page) => {
  await counts(page, all.total.value);
  equal(await page.locator('.row').count(), all.items.length, 'rows');
  equal(await page.locator('.row-words').first().textContent(), all.items[0].date.words, 'words');
  equal(await page.locator('.row .edtf').first().textContent(), all.items[0].date.edtf, 'EDTF');
  holds(await page.locator('.row-drawing svg[role=img][aria-label]').count() === all.items.length, 'each row has a drawing that can be read out');
  equal(await page.locator('[style]').count(), 0, 'elements with an inline style');
  await accessible(page, 'list');
});

await test('a date typed narrows the list and the address, and Back undoes it', async (page) => {
  const expected = await totalOf(`date=${YEAR}`);
  await page.getByLabel('Date', { exact: true }).pressSequentially(YEAR, { delay: 30 });
  await until(() => address(page), (search) => search === `?date=${YEAR}`, 'address');
  await counts(page, expected);
  await page.getByRole('radio', { name: 'Contains' }).check();
  await counts(page, await totalOf(`date=${YEAR}&match=contains`));
  equal(address(page), `?date=${YEAR}&match=contains`, 'address');
  await page.goBack();
  await counts(page, expected);
  holds(await page.getByRole('radio', { name: 'Possible' }).isChecked(), 'Back brings the choice back');
  await page.goBack();
  await counts(page, all.total.value);
  equal(await page.getByLabel('Date', { exact: true }).inputValue(), '', 'the field after Back');
  await page.goForward();
  await counts(page, expected);
  equal(await page.getByLabel('Date', { exact: true }).inputValue(), YEAR, 'the field after Forward');
});

await test('words are searched, and nothing found is said with a way out', async (page) => {
  const word = known.title.split(/\P{L}+/u).sort((a, b) => b.length - a.length)[0];
  await page.getByLabel('Words').fill(word);
  await counts(page, await totalOf(`q=${encodeURIComponent(word)}`));
  await page.getByLabel('Words').fill('zzyzxqq');
  await page.getByText('No event matches').waitFor();
  await accessible(page, 'nothing found');
  await page.getByRole('button', { name: 'Show all events' }).click();
  await counts(page, all.total.value);
  equal(address(page), '', 'address');
  equal(await page.getByLabel('Words').inputValue(), '', 'the field after the reset');
});

await test('a link opens exactly what was seen', async (page) => {
  await counts(page, await totalOf(`date=${YEAR}&match=certain&sort=-date`));
  equal(await page.getByLabel('Date', { exact: true }).inputValue(), YEAR, 'date');
  equal(await page.getByLabel('Order').inputValue(), '-date', 'order');
  holds(await page.getByRole('radio', { name: 'Certain' }).isChecked(), 'match');
  equal(await page.locator('.panel h2').textContent(), known.title, 'the open event');
}, { query: `?date=${YEAR}&match=certain&sort=-date&event=${known.id}` });

await test('a detail opens by keyboard, is closed by Escape, and focus comes back', async (page) => {
  await title(page, 1).focus();
  await page.keyboard.press('Enter');
  await page.locator('.panel h2').waitFor();
  equal(await page.locator('.panel h2').textContent(), all.items[1].title, 'title');
  equal(address(page), `?event=${all.items[1].id}`, 'address');
  holds((await page.title()).startsWith(all.items[1].title), 'the window is named after the event');
  await accessible(page, 'detail');
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  equal(await page.evaluate(() => document.activeElement?.textContent), all.items[1].title, 'focus');
  equal(address(page), '', 'address');
  await page.goBack();
  await page.locator('.panel h2').waitFor();
});

await test('a value of the detail becomes a filter, shown as a chip that takes it away', async (page) => {
  await page.locator('.panel .row-kind a').click();
  await counts(page, await totalOf(`kind=${known.kind}`));
  await accessible(page, 'chips');
  await page.locator('.chip').click();
  await counts(page, all.total.value);
}, { query: `?event=${known.id}` });

await test('an event that is not there is said, and the list stays', async (page) => {
  await page.locator('.panel .note').waitFor();
  equal(await page.locator('.row').count(), all.items.length, 'rows');
  await accessible(page, 'missing event');
}, { query: '?event=999999999', expectErrors: true });

await test('a date that cannot be read shows the service’s own words and marks the field', async (page) => {
  const { detail } = await api('events?date=2013-13');
  await page.locator('.note-refused').waitFor();
  holds((await page.locator('.note-refused').textContent()).includes(detail), `the note should say: ${detail}`);
  equal(await page.getByLabel('Date', { exact: true }).getAttribute('aria-invalid'), 'true', 'the field is marked');
  await accessible(page, 'refused');
  await page.getByLabel('Date', { exact: true }).fill(YEAR);
  await counts(page, await totalOf(`date=${YEAR}`));
}, { query: '?date=2013-13', expectErrors: true });

const dateField = (page) => page.getByLabel('Date', { exact: true });
const saidOfDate = (page) => page.locator('#date-hint .said:not(.is-past)');
const askedDates = (page) => {
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/v1/dates?') && asked.push(new URL(request.url()).searchParams));
  return asked;
};

for (const text of ['early March 2012', THIRD]) {
  await test(`"${text}" typed is told back, asked for as a range, and Back undoes it`, async (page) => {
    const { date, rule } = await readWords(text);
    const range = date.edtf.replace(/^\[(.*)\.\.(.*)\]$/, '$1/$2');
    const asked = askedDates(page);
    await dateField(page).pressSequentially(text, { delay: 20 });
    await until(() => address(page), (search) => search === `?date=${range}`, 'address');
    await counts(page, await totalOf(`date=${range}`));
    const told = await saidOfDate(page).textContent();
    for (const part of [date.words, rule, range]) holds(told.includes(part), `"${told}" should hold "${part}"`);
    equal(await dateField(page).inputValue(), text, 'the field keeps what was typed');
    equal(await dateField(page).getAttribute('aria-invalid'), 'false', 'the field is not marked');
    await accessible(page, 'date in words');
    await dateField(page).press('Enter');
    await dateField(page).press('Space');
    await dateField(page).blur();
    await page.waitForTimeout(700);
    equal(asked.map(String).join(' '), String(new URLSearchParams({ text, reported: TODAY })), 'questions about the date');
    await page.goBack();
    await counts(page, all.total.value);
    equal(await dateField(page).inputValue(), '', 'the field after Back');
    equal(await saidOfDate(page).count(), 0, 'what is said after Back');
    await page.goForward();
    await until(() => dateField(page).inputValue(), (value) => value === range, 'the field after Forward');
  });
}

await test('digits that are a date in another form are read as words, and told back', async (page) => {
  const { date } = await readWords('13/02/2013');
  await dateField(page).fill('13/02/2013');
  await until(() => address(page), (search) => search === `?date=${date.edtf}`, 'address');
  await page.locator('.said-words', { hasText: date.words }).waitFor();
}, { expectErrors: true });

for (const [text, read] of [['84', readEdtf], ['03/14', readEdtf], ['some day or other', readWords], ['2013-13', readEdtf]]) {
  await test(`"${text}" is no date: the service’s help is shown, and the list stays`, async (page) => {
    const { detail } = await read(text);
    await dateField(page).fill(text);
    await page.locator('.said-refused').waitFor();
    holds((await saidOfDate(page).textContent()).includes(detail), `should say: ${detail}`);
    equal(await dateField(page).getAttribute('aria-invalid'), 'true', 'the field is marked');
    holds((await dateField(page).getAttribute('aria-describedby')).includes('date-hint'), 'the help describes the field');
    equal(address(page), '', 'address');
    equal(await page.locator('.row').count(), all.items.length, 'rows kept');
    await accessible(page, 'refused date');
    await dateField(page).fill(YEAR);
    await counts(page, await totalOf(`date=${YEAR}`));
    await page.locator('.said-read').waitFor();
    equal(await dateField(page).getAttribute('aria-invalid'), 'false', 'the field is no longer marked');
    await page.goBack();
    equal(address(page), '', 'a refused text is no step to go back to');
    await counts(page, all.total.value);
  }, { expectErrors: true });
}

await test('the last text typed wins over a slow answer to an earlier one, and nothing flickers', async (page) => {
  await page.route(/dates\?.*text=mid/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    await route.continue().catch(() => {});
  });
  await dateField(page).fill(THIRD);
  await page.locator('.said-read').waitFor();
  await dateField(page).evaluate((field) => {
    window.states = [];
    const seen = () => window.states.push(document.querySelector('#date-hint').textContent);
    new MutationObserver(seen).observe(field.parentElement, { childList: true, subtree: true, characterData: true });
  });
  await dateField(page).fill('mid June 2013');
  await page.waitForTimeout(700);
  await dateField(page).fill(YEAR);
  await counts(page, await totalOf(`date=${YEAR}`));
  await page.waitForTimeout(1200);
  equal(address(page), `?date=${YEAR}`, 'address');
  const states = new Set(await page.evaluate(() => window.states));
  equal([...states].filter((text) => text.includes('June')).join(), '', 'an overtaken answer shown');
  holds(states.size <= 1, `one change, to the answer: ${[...states].join(' | ')}`);
});

await test('a lost connection is said, the list stays, and it heals by itself', async (page, context) => {
  await context.setOffline(true);
  await page.getByLabel('Date', { exact: true }).fill(YEAR);
  await page.locator('.note-unreachable').waitFor();
  equal(await page.locator('.row').count(), all.items.length, 'rows kept');
  await accessible(page, 'no connection');
  await context.setOffline(false);
  await counts(page, await totalOf(`date=${YEAR}`));
  equal(await page.locator('.note').count(), 0, 'notes left');
}, { expectErrors: true });

await test('downloads and the call to copy ask for what is filtered', async (page, context) => {
  const hrefs = await page.locator('.downloads a').evaluateAll((links) => links.map(({ href }) => href));
  const expected = ['csv', 'geojson', 'ndjson'].map((format) => new URL(`api/v1/events?date=${YEAR}&match=certain&format=${format}`, BASE).href);
  equal(hrefs.join(' '), expected.join(' '), 'downloads');
  await page.getByText('This view as an API call').click();
  const call = await page.locator('.call-line code').textContent();
  equal(call, new URL(`api/v1/events?date=${YEAR}&match=certain`, BASE).href, 'call');
  equal((await (await fetch(call)).json()).total.value, await count(page), 'what the call answers');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BASE.origin });
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied').waitFor();
  await accessible(page, 'call');
}, { query: `?date=${YEAR}&match=certain` });

await test('more events come without a repeat until all are there', async (page) => {
  const more = page.locator('.more');
  while (await more.count() > 0 && await page.locator('.row').count() < 500) {
    const before = await page.locator('.row').count();
    await more.focus();
    await page.keyboard.press('Enter');
    await until(() => page.locator('.row').count(), (rows) => rows > before, 'rows');
    equal(await page.evaluate(() => document.activeElement?.tagName), 'A', 'reading goes on at the first new row');
  }
  const ids = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.dataset.event));
  equal(new Set(ids).size, ids.length, 'different events');
  if (all.total.value < 500) equal(ids.length, all.total.value, 'all events');
});

for (const colorScheme of ['light', 'dark']) {
  await test(`${colorScheme}: colours change and stay readable`, async (page) => {
    await page.locator('.panel h2').waitFor();
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red] = paper.match(/\d+/g).map(Number);
    holds(colorScheme === 'dark' ? red < 60 : red > 200, `background ${paper}`);
    await accessible(page, colorScheme);
  }, { colorScheme, query: `?date=${YEAR}&event=${known.id}` });
}

await test('dark comes while the page is open', async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(paper, (now) => now !== light, 'background');
  await accessible(page, 'switched to dark');
});

await test('360 px: everything fits, a detail covers the list, and closing comes back', async (page) => {
  await fits(page);
  await accessible(page, 'narrow');
  await title(page, 2).click();
  await page.locator('.panel h2').waitFor();
  await fits(page);
  await accessible(page, 'narrow detail');
  holds(await page.locator('.results').evaluate((list) => list.inert), 'what is covered cannot be reached');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('.panel').waitFor({ state: 'detached' });
  equal(await page.evaluate(() => document.activeElement?.textContent), all.items[2].title, 'focus');
}, { viewport: { width: 360, height: 740 }, hasTouch: true });

await test('in French, and right to left, it still fits', async (page) => {
  equal(await page.evaluate(() => document.documentElement.lang), 'fr', 'language');
  await page.getByText(/\d évènements?/).first().waitFor();
  await accessible(page, 'French');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await fits(page);
    await page.evaluate(() => (document.documentElement.dir = 'ltr'));
  }
}, { locale: 'fr-FR' });

await test('every control is reached with Tab and shows that it has focus', async (page) => {
  const seen = [];
  for (let step = 0; step < 14; step++) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => {
      const element = document.activeElement;
      const ring = [element, element.closest('.row, .match-choice')].some((shown) =>
        shown && getComputedStyle(shown).outlineStyle !== 'none' && getComputedStyle(shown).outlineWidth !== '0px');
      return { name: element.id || element.name || element.textContent.trim().slice(0, 30), ring };
    }));
  }
  for (const wanted of ['q', 'date', 'match', 'sort']) holds(seen.some(({ name }) => name === wanted), `Tab reaches ${wanted}`);
  const unseen = seen.filter(({ ring }) => !ring).map(({ name }) => name);
  equal(unseen.join(', '), '', 'focus that cannot be seen');
});

await test('one view takes few requests and repeats none', async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(new URL(`?event=${known.id}`, BASE).href);
  await page.locator('.panel h2').waitFor();
  await page.waitForLoadState('networkidle');
  const calls = asked.filter((url) => url.includes('/api/'));
  equal(calls.length, 3, `calls of the API (${calls.join(' ')})`);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('.panel').waitFor({ state: 'detached' });
  equal(asked.filter((url) => url.includes('/api/')).length, 3, 'calls after closing');
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
