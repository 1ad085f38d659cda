/** A person looks for the attack on Kati, in three ways, and reads, cites and shares it. */
import {
  accessible, address, all, api, browser, copied, count, counts, equal, fits, holds, test, totalOf, until,
} from './harness.mjs';

const KATI = (await api('events?origin=annals:kati-attack')).items?.[0];
const row = (page) => page.locator(`.row[data-event="${KATI.id}"] h3 a`);
const row0 = (page) => page.locator('.row h3 a').first();
const query = (page) => new URLSearchParams(address(page));

/** A value in the address once it has come to rest: on a slow machine the turns of a wheel come there one by one. */
const atRest = (page, name, wanted) => until(async () => {
  const value = query(page).get(name);
  await page.waitForTimeout(500);
  return value === query(page).get(name) ? value : null;
}, (value) => value && wanted(value), `${name} in the address`);

/** The date in the address once the page is at rest and counts what the service says of that date. */
const counted = (page, wanted) => until(async () => {
  const date = await atRest(page, 'date', wanted);
  const agreed = await count(page) === await totalOf(`date=${date}`);
  return agreed && date === query(page).get('date') ? date : null;
}, Boolean, 'the count of the date in the address');

/** Where a point of the earth is on the map as it is at first, in pixels of its canvas. */
function onMap({ width, height }, { latitude, longitude }, place) {
  const project = (lon, lat) => [((lon + 180) / 360) * 256, (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * 256];
  const [x, y] = project(longitude, latitude);
  const [cx, cy] = project(place.longitude, place.latitude);
  return { x: width / 2 + (x - cx) * 2 ** place.zoom, y: height / 2 + (y - cy) * 2 ** place.zoom };
}

if (KATI) {
  test('Kati is found by brush: a year is drawn, a kind chosen, and the event opened', async (page) => {
    const box = await page.locator('.brush').boundingBox();
    const histogram = await api('timeline/histogram?by=quarter');
    const [first, last] = [Date.parse(histogram.buckets[0].start), Date.parse(histogram.buckets.at(-1).end) + 86400e3];
    const at = (day) => box.x + ((Date.parse(day) - first) / (last - first)) * box.width;
    await page.mouse.move(at('2022-05-01'), box.y + 30);
    await page.mouse.down();
    await page.mouse.move(at('2022-08-01'), box.y + 30, { steps: 4 });
    await page.mouse.move(at('2022-11-01'), box.y + 30, { steps: 4 });
    await page.mouse.up();
    const date = await until(() => query(page).get('date'), (found) => /^2022-0\d(-\d\d)?\/2022-1\d(-\d\d)?$/.test(found ?? ''), 'date');
    await counts(page, await totalOf(`date=${date}`));
    equal(await page.getByLabel('Date', { exact: true }).inputValue(), date, 'the field says the same');
    const { label } = (await api(`facets?date=${date}&top=100`)).kind.find(({ value }) => value === KATI.kind);
    await page.getByRole('searchbox', { name: 'Search in Kind' }).fill(label);
    await page.locator('.facet-value', { hasText: label }).first().click();
    await counts(page, await totalOf(`date=${date}&kind=${KATI.kind}`));
    await accessible(page, 'brushed');
    await row(page).click();
    await page.locator('.panel h2', { hasText: 'Kati' }).waitFor();
  });

  test('the brush goes by keyboard, and Back returns', async (page) => {
    const first = page.getByRole('slider', { name: 'First day of the window' });
    await first.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('PageUp');
    const from = await until(() => query(page).get('date'), Boolean, 'date');
    await counts(page, await totalOf(`date=${from}`));
    holds((await first.getAttribute('aria-valuetext')).includes(from.slice(0, 4)), 'the day is said in words');
    await page.goBack();
    await counts(page, all.total.value);
  });

  test('Kati is found by search, and what its sources disagree on is read', async (page) => {
    await page.getByLabel('Words').fill('kati suicide');
    await counts(page, await totalOf('q=kati+suicide'));
    await row(page).click();
    const table = page.locator('.claims table');
    await table.waitFor();
    const { claims, fatalities } = await api(`events/${KATI.id}/claims`);
    const differing = claims.filter(({ says }) => says && [[says.low, fatalities.low], [says.best, fatalities.best], [says.high, fatalities.high]]
      .some(([said, here]) => said !== null && said !== here));
    await until(() => table.locator('tr:has(.differs)').count(), (rows) => rows >= differing.length, 'marked rows');
    for (const name of ['Six places attacked', 'Six killed at checkpoint']) {
      if (await page.locator('.panel dd a', { hasText: name }).count() === 0) continue;
      await page.locator('.panel dd a', { hasText: name }).first().click();
      await page.locator('.panel h2', { hasText: name }).waitFor();
      await page.goBack();
      await page.locator('.panel h2', { hasText: 'Kati' }).waitFor();
    }
    await page.getByText(/^Versions/).click();
    await page.locator('.versions summary').first().click();
    await page.locator('.versions', { hasText: /first version|→|∅/ }).waitFor();
    await accessible(page, 'claims and versions');
    const cited = await copied(page, page.locator('.panel').getByRole('button', { name: 'Copy the citation' }));
    for (const part of [KATI.title, `event ${KATI.id}`, `revision ${KATI.revision}`, `event=${KATI.id}`]) holds(cited.includes(part), `"${cited}" should hold ${part}`);
  });

  test('tolls and dates follow the rule that is chosen, and a chip takes it away', async (page) => {
    await page.getByLabel('Words').fill('kati suicide');
    await counts(page, await totalOf('q=kati+suicide'));
    const toll = page.locator(`.row[data-event="${KATI.id}"] .row-toll`);
    const editors = await toll.textContent();
    await page.locator('.facets summary', { hasText: 'People killed' }).click();
    await page.getByLabel('Toll and date by').selectOption('lowest');
    await until(() => query(page).get('headline'), (rule) => rule === 'lowest', 'address');
    const lowest = (await api(`events/${KATI.id}?headline=lowest`)).fatalities;
    holds(lowest.best < KATI.fatalities.best, 'its sources differ');
    await until(() => toll.textContent(), (text) => text !== editors, 'the toll in the list');
    await accessible(page, 'by another headline');
    await page.getByRole('button', { name: 'Remove the filter Toll and date by: Lowest, earliest' }).click();
    await until(() => toll.textContent(), (text) => text === editors, 'the toll of the editor');
  });

  test('Kati is found by map: zoomed to with the wheel, pressed, and opened', async (page) => {
    const canvas = page.locator('.map-canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    const zoom = Number(Math.max(0, Math.log2(box.width / 256), Math.log2(box.height / (256 * 0.72))).toFixed(2));
    let place = { longitude: 12, latitude: 24, zoom };
    // One pixel of the world is half a country: as one comes nearer, one aims anew.
    for (let round = 0; round < 4; round++) {
      const point = onMap(box, KATI.place, place);
      await page.mouse.move(box.x + point.x, box.y + point.y);
      const last = query(page).get('map');
      for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -250);
      const [longitude, latitude, deep] = (await atRest(page, 'map', (map) => map !== last)).split(',').map(Number);
      place = { longitude, latitude, zoom: deep };
    }
    const found = () => query(page).has('event') || query(page).has('bbox');
    for (let press = 0; press < 4 && !found(); press++) {
      const [longitude, latitude, deep] = query(page).get('map').split(',').map(Number);
      const at = onMap(box, KATI.place, { longitude, latitude, zoom: deep });
      await page.waitForTimeout(500);
      await page.mouse.click(box.x + at.x, box.y + at.y);
      await page.waitForTimeout(500);
    }
    holds(found(), `pressing the place narrows or opens: ${address(page)}`);
    if (!query(page).has('event')) await row(page).click();
    await page.locator('.panel h2').waitFor();
    await accessible(page, 'map zoomed in');
  });

  test('a link copied from one browser opens the same view in another', async (page) => {
    await page.getByLabel('Words').fill('kati');
    await page.getByRole('radio', { name: 'People killed' }).check();
    await page.getByRole('combobox', { name: 'Rows by' }).selectOption('actor');
    await row(page).click();
    await page.locator('.panel h2', { hasText: 'Kati' }).waitFor();
    await page.getByText('Share', { exact: true }).click();
    const link = await copied(page, page.getByRole('button', { name: 'Copy the link' }));
    const seen = await count(page);
    const other = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })).newPage();
    await other.goto(link);
    await counts(other, seen);
    await other.locator('.panel h2', { hasText: 'Kati' }).waitFor();
    holds(await other.getByRole('radio', { name: 'People killed' }).isChecked(), 'the histogram counts tolls');
    equal(await other.getByRole('combobox', { name: 'Rows by' }).inputValue(), 'actor', 'rows');
    await other.context().close();
  });
}

test('a pinned view asks for one state of the data everywhere, says so, and does not change', async (page) => {
  const asked = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/\/api\/v1\/(events|timeline|map|facets)/.test(url.pathname)) asked.push(url.searchParams.get('asOf'));
  });
  await page.waitForLoadState('networkidle');
  const seen = await count(page);
  await page.getByText('Share', { exact: true }).click();
  asked.length = 0;
  await page.getByRole('button', { name: 'Pin to now' }).click();
  await page.locator('.pinned').waitFor();
  const asOf = query(page).get('asOf');
  holds(/^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(asOf), `an instant: ${asOf}`);
  await page.waitForLoadState('networkidle');
  holds(asked.length >= 4, `readings: ${asked.length}`);
  holds(asked.every((one) => one === asOf), `all pinned: ${asked}`);
  await counts(page, seen);
  equal(await page.getByLabel('State of the data').last().inputValue(), asOf, 'the state that is chosen');
  await page.keyboard.press('Escape');
  await row0(page).click();
  await page.locator('.panel h2').waitFor();
  await accessible(page, 'pinned');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.locator('.pinned button').click();
  await page.locator('.pinned').waitFor({ state: 'detached' });
  equal(address(page), '', 'address');
});

test('the timeline zooms at the pointer, moves with the arrows, and returns to all time', async (page) => {
  const canvas = page.locator('.timeline-canvas');
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 40);
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -240);
  const near = await counted(page, Boolean);
  await canvas.focus();
  await page.keyboard.press('ArrowLeft');
  await counted(page, (date) => date !== near);
  for (let press = 0; press < 30; press++) await page.keyboard.press('+');
  await counted(page, (date) => /^\d{4}-\d\d-\d\d$/.test(date));
  await page.keyboard.press('Home');
  await counts(page, all.total.value);
  equal(query(page).get('date'), null, 'all time is no date');
});

test('counts beside filters are those of the API, and filters can be searched and reset', async (page) => {
  const { kind: [first], country } = await api('facets?top=100');
  await until(() => page.locator('.facet-value').count(), (values) => values > 5, 'values');
  const number = await page.locator('.facet', { hasText: 'Kind' }).first().locator('.facet-number').first().textContent();
  equal(Number(number.replace(/\D/g, '')), first.events, 'the first kind');
  const last = country.at(-1);
  await page.getByRole('searchbox', { name: 'Search in Country' }).fill(last.label.slice(0, 6));
  await page.locator('.facet-value', { hasText: last.label }).first().click();
  await counts(page, await totalOf(`country=${last.value}`));
  await page.locator('.chips .chip', { hasText: last.label }).waitFor();
  await accessible(page, 'filtered');
  await page.getByRole('button', { name: 'Reset all filters' }).click();
  await counts(page, all.total.value);
});

test('what the pictures show is there as text, and known only by country is apart', async (page) => {
  await page.getByText('These counts as text').click();
  await page.locator('.histogram .as-text-list li').first().waitFor();
  const { cells, countryOnly } = await api('map/cells?zoom=0');
  await page.getByText('These places as text').click();
  await until(() => page.locator('.map .as-text-list li').count(), (places) => places === Math.min(cells.length, 40), 'places as text');
  if (countryOnly.length > 0) equal(await page.locator('.country-only .chip').count(), Math.min(countryOnly.length, 3), 'countries');
  holds((await page.locator('.timeline-canvas').getAttribute('aria-label')).includes('events'), 'the timeline sums itself up');
  await accessible(page, 'pictures as text');
});

test('360 px: each picture has a tab, and the filters a drawer', async (page) => {
  for (const tab of ['Timeline', 'Map']) {
    await page.getByRole('button', { name: tab, exact: true }).click();
    await page.locator(`.${tab.toLowerCase()}-canvas`).waitFor();
    await fits(page);
    await accessible(page, `narrow ${tab}`);
  }
  equal(query(page).get('tab'), 'map', 'the tab is in the address');
  await page.getByText('Filters', { exact: true }).click();
  await page.locator('.facet-value').first().waitFor();
  await fits(page);
}, { viewport: { width: 360, height: 740 }, hasTouch: true, colorScheme: 'dark' });
