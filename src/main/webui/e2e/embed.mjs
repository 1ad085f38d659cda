/** The timeline in a page of others: as an element under a strict policy of theirs, and in a frame. */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { accessible, api, BASE, equal, holds, test, until, YEAR } from './harness.mjs';

const QUESTION = `date=${YEAR}`;
const PAGES = {
  '/element': `<!doctype html><html lang="en"><title>Others</title>
    <script type="module" src="${BASE}embed/annals-timeline.js"></script>
    <main><h1>Others</h1><annals-timeline src="${BASE}api/v1/events?${QUESTION}"></annals-timeline></main></html>`,
  '/frame': `<!doctype html><html lang="en"><title>Others</title><main><h1>Others</h1>
    <iframe title="Events" width="900" height="420" src="${BASE}embed?${QUESTION}"></iframe></main></html>`,
  '/forbidden': `<!doctype html><html lang="en"><title>Others</title><iframe title="Events" src="${BASE}?${QUESTION}"></iframe></html>`,
};
const others = createServer((request, response) => response.writeHead(200, {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; script-src ${BASE.origin}; connect-src ${BASE.origin}; frame-src ${BASE.origin}`,
}).end(PAGES[request.url] ?? '')).listen(0, '127.0.0.1');
others.unref();
await new Promise((resolve) => others.once('listening', resolve));
const HOST = `http://127.0.0.1:${others.address().port}`;
const total = (await api(`events?${QUESTION}`)).total.value;

test('a page of others shows a timeline with one element, under a strict policy of its own', async (page) => {
  const timeline = page.locator('annals-timeline');
  await timeline.locator('.head a').waitFor();
  holds((await timeline.locator('.head a').textContent()).replaceAll(/\D/g, '') === String(total), 'the number of events');
  holds(await timeline.locator('li').count() > 0, 'the events as text');
  const painted = () => timeline.locator('canvas').evaluate((canvas) =>
    new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size);
  await until(painted, (colours) => colours > 3, 'something is painted');
  const window = () => timeline.locator('.said').textContent();
  const before = await window();
  await timeline.locator('canvas').focus();
  await page.keyboard.press('+');
  await until(window, (text) => text !== before, 'the window after +');
  await accessible(page, 'embedded');
}, { at: `${HOST}/element` });

test('/embed stands in a frame', async (page) => {
  const frame = page.frameLocator('iframe');
  await frame.locator('.head a').waitFor();
  holds((await frame.locator('.head a').getAttribute('href')).startsWith(BASE.href), 'it leads to the page of the service');
}, { at: `${HOST}/frame` });

test('the page itself refuses to stand in a frame', async (page) => {
  const policy = (await fetch(BASE)).headers.get('Content-Security-Policy');
  holds(policy.includes("frame-ancestors 'none'"), policy);
  await page.waitForTimeout(300);
  equal(await page.frameLocator('iframe').locator('.masthead').count(), 0, 'what is shown of it');
}, { at: `${HOST}/forbidden`, complaints: false });

test('the files are small: 150 kB of script for the page, 40 kB for others', async (page) => {
  const sent = async (address) => gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')));
  const own = (await Promise.all(scripts.map(sent))).reduce((sum, bytes) => sum + bytes, 0);
  holds(own > 10_000 && own <= 150 * 1024, `${own} bytes of script`);
  const forOthers = await sent(new URL('embed/annals-timeline.js', BASE));
  holds(forOthers <= 40 * 1024, `${forOthers} bytes for others`);
});
