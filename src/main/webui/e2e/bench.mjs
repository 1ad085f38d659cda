/**
 * How fast the page is on a service that runs, as a table:
 *
 *     npm run bench -- http://localhost:8080/
 *
 * First paint and the first rows are those of an empty cache, the middle of several runs. Frames are
 * counted while the timeline is zoomed from all time to some days and back, with 2,000 single events
 * that stand in for the answer of the service, and while the map is zoomed. A frame that takes longer
 * than 20 ms is a late one.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const BASE = new URL(process.argv[2] ?? 'http://localhost:8181/');
const RUNS = 5;
const SINGLE = 2000;
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const total = (await (await fetch(new URL('api/v1/events?total=exact&limit=1', BASE))).json()).total.value;

async function open(query = '', prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await prepare(page);
  const requests = [];
  page.on('requestfinished', (request) => requests.push(request));
  const began = Date.now();
  await page.goto(new URL(query, BASE).href);
  await page.locator('.row').first().waitFor();
  const rows = Date.now() - began;
  await page.waitForLoadState('networkidle');
  return { page, rows, requests };
}

const paints = [];
const rows = [];
let counted = { calls: 0, bytes: 0, script: 0 };
for (let run = 0; run < RUNS; run++) {
  const { page, rows: took, requests } = await open();
  paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  rows.push(took);
  const sizes = await Promise.all(requests.map(async (request) => ({ url: request.url(), bytes: (await request.sizes()).responseBodySize })));
  counted = {
    calls: sizes.filter(({ url }) => url.includes('/api/')).length,
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    script: sizes.filter(({ url }) => url.endsWith('.js')).reduce((sum, { bytes }) => sum + bytes, 0),
  };
  await page.context().close();
}

/** Frames a second, and how many were late, while `act` goes on. */
async function frames(page, act) {
  await page.evaluate(() => {
    window.times = [];
    const each = (time) => {
      window.times.push(time);
      window.frame = requestAnimationFrame(each);
    };
    window.frame = requestAnimationFrame(each);
  });
  await act();
  return page.evaluate(() => {
    cancelAnimationFrame(window.frame);
    const gaps = window.times.slice(1).map((time, index) => time - window.times[index]);
    return { rate: 1000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length), late: gaps.filter((gap) => gap > 20).length, of: gaps.length };
  });
}

/** The middle of a picture is turned over, in and out, a step each 16 ms or so. */
const zooming = (page, selector, steps, delta) => async () => {
  const box = await page.locator(selector).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const sign of [-1, 1]) {
    for (let step = 0; step < steps; step++) {
      await page.mouse.wheel(0, sign * delta);
      await page.waitForTimeout(8);
    }
  }
};

// Single events, as many as the page would draw and more, made of those that there are.
const given = (await (await fetch(new URL('api/v1/events?limit=1000', BASE))).json()).items;
const many = Array.from({ length: SINGLE }, (_, index) => ({ ...given[index % given.length], id: 1e9 + index }));
const { page: single } = await open('', (page) => page.route(/\/api\/v1\/(events\?|events$|timeline\/density)/, (route) => {
  const alone = !route.request().url().includes('limit=1000') && !route.request().url().includes('density');
  return route.fulfill({ json: { items: alone ? many.slice(0, 100) : many, total: { value: 999, relation: 'eq' }, next: null } });
}));
const timeline = await frames(single, zooming(single, '.timeline-canvas', 60, 40));
await single.context().close();
const { page: mapped } = await open();
const map = await frames(mapped, zooming(mapped, '.map-canvas', 60, 60));
await browser.close();

const figure = (value, unit) => `${Math.round(value)} ${unit}`;
console.log(`| figure, at ${total.toLocaleString('en')} events | |\n|---|---|`);
for (const [name, value] of [
  ['first paint', figure(middle(paints), 'ms')],
  ['first rows', figure(middle(rows), 'ms')],
  ['calls of the API', String(counted.calls)],
  ['script', figure(counted.script / 1024, 'kB')],
  ['all that is sent', figure(counted.bytes / 1024, 'kB')],
  [`zooming the timeline, ${SINGLE.toLocaleString('en')} events`, `${figure(timeline.rate, 'frames/s')}, ${timeline.late} of ${timeline.of} late`],
  ['zooming the map', `${figure(map.rate, 'frames/s')}, ${map.late} of ${map.of} late`],
]) console.log(`| ${name} | ${value} |`);
