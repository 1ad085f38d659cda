/** What is listed, asked for, and taken along. */
import {
  accessible, address, all, api, BASE, copied, count, counts, equal, fits, holds, known, test, title, totalOf, until, YEAR,
} from './harness.mjs';

test('the first page lists events with dates in words, EDTF, tolls and drawings', async (page) => {
  await counts(page, all.total.value);
  equal(await page.locator('.row').count(), all.items.length, 'rows');
  equal(await page.locator('.row-words').first().textContent(), all.items[0].date.words, 'words');
  equal(await page.locator('.row .edtf').first().textContent(), all.items[0].date.edtf, 'EDTF');
  holds(await page.locator('.row-drawing svg[role=img][aria-label]').count() === all.items.length, 'each row has a drawing that can be read out');
  equal(await page.locator('[style]').count(), 0, 'elements with an inline style');
  await accessible(page, 'list');
});

test('a date typed narrows the list and the address, and Back undoes it', async (page) => {
  const expected = await totalOf(`date=${YEAR}`);
  await page.getByLabel('Date', { exact: true }).fill(YEAR);
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

test('words are searched, and nothing found is said with a way out', async (page) => {
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

test('a link opens exactly what was seen', async (page) => {
  await counts(page, await totalOf(`date=${YEAR}&match=certain&sort=-date`));
  equal(await page.getByLabel('Date', { exact: true }).inputValue(), YEAR, 'date');
  equal(await page.getByLabel('Order').inputValue(), '-date', 'order');
  holds(await page.getByRole('radio', { name: 'Certain' }).isChecked(), 'match');
  equal(await page.locator('.panel h2').textContent(), known.title, 'the open event');
}, { query: `?date=${YEAR}&match=certain&sort=-date&event=${known.id}` });

test('a detail opens by keyboard, is closed by Escape, and focus comes back', async (page) => {
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

test('a value of the detail becomes a filter, shown as a chip that takes it away', async (page) => {
  await page.locator('.panel .row-kind a').click();
  await counts(page, await totalOf(`kind=${known.kind}`));
  await accessible(page, 'chips');
  await page.locator('.chips .chip').click();
  await counts(page, all.total.value);
}, { query: `?event=${known.id}` });

test('an event that is not there is said, and the list stays', async (page) => {
  await page.locator('.panel .note').waitFor();
  equal(await page.locator('.row').count(), all.items.length, 'rows');
  await accessible(page, 'missing event');
}, { query: '?event=999999999', expectErrors: true });

test('a date that cannot be read shows the service’s own words and marks the field', async (page) => {
  const { detail } = await api('events?date=2013-13');
  await page.locator('.note-refused').waitFor();
  holds((await page.locator('.note-refused').textContent()).includes(detail), `the note should say: ${detail}`);
  equal(await page.getByLabel('Date', { exact: true }).getAttribute('aria-invalid'), 'true', 'the field is marked');
  await accessible(page, 'refused');
  await page.getByLabel('Date', { exact: true }).fill(YEAR);
  await counts(page, await totalOf(`date=${YEAR}`));
}, { query: '?date=2013-13', expectErrors: true });

test('a lost connection is said, the list stays, and it heals by itself', async (page, context) => {
  await context.setOffline(true);
  await page.getByLabel('Date', { exact: true }).fill(YEAR);
  await page.locator('.note-unreachable').waitFor();
  equal(await page.locator('.row').count(), all.items.length, 'rows kept');
  await accessible(page, 'no connection');
  await context.setOffline(false);
  await counts(page, await totalOf(`date=${YEAR}`));
  equal(await page.locator('.note').count(), 0, 'notes left');
}, { expectErrors: true });

test('downloads and the call to copy ask for what is filtered', async (page) => {
  await page.getByText('Share', { exact: true }).click();
  const hrefs = await page.locator('.downloads a').evaluateAll((links) => links.map(({ href }) => href));
  const expected = ['csv', 'geojson', 'ndjson'].map((format) => new URL(`api/v1/events?date=${YEAR}&match=certain&format=${format}`, BASE).href);
  equal(hrefs.slice(0, 3).join(' '), expected.join(' '), 'downloads');
  const call = await page.locator('.call code').textContent();
  equal(call, new URL(`api/v1/events?date=${YEAR}&match=certain`, BASE).href, 'call');
  equal((await (await fetch(call)).json()).total.value, await count(page), 'what the call answers');
  equal(await copied(page, page.getByRole('button', { name: 'Copy the API call' })), call, 'what is copied');
  await accessible(page, 'call');
}, { query: `?date=${YEAR}&match=certain` });

test('more events come without a repeat until all are there', async (page) => {
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
  test(`${colorScheme}: colours change and stay readable`, async (page) => {
    await page.locator('.panel h2').waitFor();
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red] = paper.match(/\d+/g).map(Number);
    holds(colorScheme === 'dark' ? red < 60 : red > 200, `background ${paper}`);
    await accessible(page, colorScheme);
  }, { colorScheme, query: `?date=${YEAR}&event=${known.id}` });
}

test('dark comes while the page is open', async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(paper, (now) => now !== light, 'background');
  await accessible(page, 'switched to dark');
});

test('360 px: everything fits, a detail covers the list, and closing comes back', async (page) => {
  await fits(page);
  await accessible(page, 'narrow');
  await title(page, 2).click();
  await page.locator('.panel h2').waitFor();
  await fits(page);
  await accessible(page, 'narrow detail');
  holds(await page.locator('.results').evaluate((list) => list.inert), 'what is covered cannot be reached');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.panel').waitFor({ state: 'detached' });
  equal(await page.evaluate(() => document.activeElement?.textContent), all.items[2].title, 'focus');
}, { viewport: { width: 360, height: 740 }, hasTouch: true });

test('in French, and right to left, it still fits', async (page) => {
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

test('every control is reached with Tab and shows that it has focus', async (page) => {
  const seen = [];
  for (let step = 0; step < 120 && !seen.some(({ name }) => name === 'sort'); step++) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => {
      const element = document.activeElement;
      const ring = [element, element.closest('.row, .match-choice'), element.querySelector('.brush-knob')].some((shown) =>
        shown && (shown.matches('.brush-knob') ? getComputedStyle(shown).strokeWidth === '4px'
          : getComputedStyle(shown).outlineStyle !== 'none' && getComputedStyle(shown).outlineWidth !== '0px'));
      return { name: element.id || element.name || element.textContent.trim().slice(0, 30), ring };
    }));
  }
  for (const wanted of ['q', 'date', 'match', 'sort']) holds(seen.some(({ name }) => name === wanted), `Tab reaches ${wanted}`);
  const unseen = seen.filter(({ ring }) => !ring).map(({ name }) => name);
  equal(unseen.join(', '), '', 'focus that cannot be seen');
});

test('one view takes few requests and repeats none', async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(new URL(`?event=${known.id}`, BASE).href);
  await page.locator('.panel h2').waitFor();
  await page.waitForLoadState('networkidle');
  const calls = asked.filter((url) => url.includes('/api/'));
  holds(calls.length <= 6, `calls of the API (${calls.join(' ')})`);
  equal(new Set(calls).size, calls.length, 'different calls');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.panel').waitFor({ state: 'detached' });
  equal(asked.filter((url) => url.includes('/api/')).length, calls.length, 'calls after closing');
});

test('nothing jumps while the page loads, an event opens and the question changes', async (page) => {
  await page.addInitScript(() => {
    window.jumps = [];
    new PerformanceObserver((list) => window.jumps.push(...list.getEntries().map(({ value, hadRecentInput, sources }) =>
      ({ value, hadRecentInput, what: sources.map(({ node }) => node?.className ?? node?.parentElement?.className).join(' ') }))))
      .observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  await page.locator('.row').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Words').fill('government');
  await until(() => address(page), (search) => search === '?q=government', 'address');
  await page.waitForLoadState('networkidle');
  const jumps = await page.evaluate(() => window.jumps.filter(({ hadRecentInput }) => !hadRecentInput));
  const sum = jumps.reduce((all, { value }) => all + value, 0);
  holds(sum < 0.1, `moved by ${sum}: ${JSON.stringify(jumps)}`);
});
