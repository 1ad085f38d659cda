/** Dates typed in any form. */
import { accessible, address, all, api, count, counts, equal, holds, known, test, totalOf, until, YEAR } from './harness.mjs';

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

const dateField = (page) => page.getByLabel('Date', { exact: true });
const saidOfDate = (page) => page.locator('#date-hint .said:not(.is-past)');
const askedDates = (page) => {
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/v1/dates?') && asked.push(new URL(request.url()).searchParams));
  return asked;
};

for (const text of ['early March 2012', THIRD]) {
  test(`"${text}" typed is told back, asked for as a range, and Back undoes it`, async (page) => {
    const { date, rule } = await readWords(text);
    const range = date.edtf.replace(/^\[(.*)\.\.(.*)\]$/, '$1/$2');
    const asked = askedDates(page);
    await dateField(page).fill(text);
    await until(() => address(page), (search) => search === `?date=${range}`, 'address');
    await counts(page, await totalOf(`date=${range}`));
    const told = await saidOfDate(page).textContent();
    for (const part of [date.words, rule, range]) holds(told.includes(part), `"${told}" should hold "${part}"`);
    equal(await dateField(page).inputValue(), text, 'the field keeps what was typed');
    equal(await dateField(page).getAttribute('aria-invalid'), 'false', 'the field is not marked');
    if (text === THIRD) await accessible(page, 'date in words');
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

test('digits that are a date in another form are read as words, and told back', async (page) => {
  const { date } = await readWords('13/02/2013');
  await dateField(page).fill('13/02/2013');
  await until(() => address(page), (search) => search === `?date=${date.edtf}`, 'address');
  await page.locator('.said-words', { hasText: date.words }).waitFor();
}, { expectErrors: true });

test('what is no date is told in the service’s help, and the list stays', async (page) => {
  for (const [text, read] of [['84', readEdtf], ['03/14', readEdtf], ['some day or other', readWords], ['2013-13', readEdtf]]) {
    const { detail } = await read(text);
    await dateField(page).fill(text);
    await page.locator('.said-refused', { hasText: detail }).waitFor();
    equal(await dateField(page).getAttribute('aria-invalid'), 'true', 'the field is marked');
    holds((await dateField(page).getAttribute('aria-describedby')).includes('date-hint'), 'the help describes the field');
    equal(address(page), '', 'address');
    equal(await page.locator('.row').count(), all.items.length, 'rows kept');
  }
  await accessible(page, 'refused date');
  await dateField(page).fill(YEAR);
  await counts(page, await totalOf(`date=${YEAR}`));
  await page.locator('.said-read').waitFor();
  equal(await dateField(page).getAttribute('aria-invalid'), 'false', 'the field is no longer marked');
  await page.goBack();
  equal(address(page), '', 'a refused text is no step to go back to');
  await counts(page, all.total.value);
}, { expectErrors: true });

test('the last text typed wins over a slow answer to an earlier one, and nothing flickers', async (page) => {
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
