/**
 * Pictures of the main views, for the guides and to be looked at:
 *
 *     npm run pictures -- http://localhost:8080/ [folder]
 *
 * They are made of whatever the service holds; those of the guides were made of the starter data and
 * the UCDP samples of the tests. The folder is docs/img unless another is named.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const BASE = new URL(process.argv[2] ?? 'http://localhost:8181/');
const FOLDER = process.argv[3] ?? fileURLToPath(new URL('../../../../docs/img/', import.meta.url));
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find((path) => path && existsSync(path));
const kati = (await (await fetch(new URL('api/v1/events?origin=annals:kati-attack', BASE))).json()).items[0];
const MALI = 'country=MLI&date=2012/2023&map=-3,15,4.4';

const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 720 };
const VIEWS = [
  { name: 'page', query: '', viewport: WIDE },
  { name: 'page-detail', query: `${MALI}&event=${kati?.id ?? 1}`, viewport: WIDE },
  { name: 'page-dark', query: `${MALI}&rows=actor&count=tolls`, viewport: WIDE, colorScheme: 'dark' },
  { name: 'page-phone', query: `${MALI}&tab=timeline`, viewport: PHONE, colorScheme: 'dark', down: 560 },
  { name: 'page-embedded', path: 'embed', query: MALI.replace(/&map.*/, ''), viewport: { width: 900, height: 420 } },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const { name, query, path = '', down = 0, ...options } of VIEWS) {
  const page = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage();
  await page.goto(new URL(`${path}?${query}`, BASE).href);
  await page.waitForLoadState('networkidle');
  await page.evaluate((by) => scrollTo(0, by), down);
  // The outlines are drawn once they are read.
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.context().close();
  console.log(`${name}.png`);
}
await browser.close();
