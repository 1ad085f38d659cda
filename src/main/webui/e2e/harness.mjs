/** The browser, the service, and how a test is run and told. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const BASE = new URL(process.argv[2] ?? 'http://localhost:8181/');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// The first of them draws pages and has no windows of its own, which takes two thirds of the time.
const BROWSERS = [
  process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
];
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-dev-shm-usage',
];

const executablePath = BROWSERS.find((path) => path && existsSync(path));
if (!executablePath) {
  console.error('No Chromium found: install one (Debian: chromium-headless-shell) or name it in CHROMIUM.');
  process.exit(77);
}
export const browser = await chromium.launch({ executablePath, args: FLAGS });

// What the service holds, for comparison.
export const api = async (path) => (await fetch(new URL(`api/v1/${path}`, BASE))).json();
export const all = await api('events');
export const known = all.items.find(({ date }) => date.startEarliest !== null && date.endLatest !== null);
if (all.items.length < 3 || !known) throw new Error(`${BASE} holds too few events to try the page on`);
export const YEAR = known.date.startEarliest.slice(0, 4);
export const totalOf = async (query) => (await api(`events?${query}`)).total.value;

let passed = 0;
let failed = 0;

const waiting = [];
const AT_ONCE = 3;
/** Far longer than anything takes, for machines that have other things to do. */
const PATIENCE = 25_000;
/** A part of the names of those to run, while one works on one of them. */
const ONLY = process.argv[3];

/** One test: a page of its own, which must end without a complaint in the console or a foreign request. */
export function test(name, act, options = {}) {
  if (ONLY && !name.includes(ONLY)) return;
  waiting.push(() => run(name, act, options));
}

/** Runs what was told so far, some at once: they spend their time waiting. */
export async function runAll(atOnce = AT_ONCE) {
  const left = waiting.splice(0);
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left.length > 0) await left.shift()();
  }));
}

/** Ends the browser and the process. */
export async function finish() {
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

async function run(name, act, { query = '', expectErrors = false, at = null, complaints: heard = true, ...options }) {
  const began = Date.now();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on('console', (message) => {
    // The browser itself logs each 4xx answer and each lost connection, whatever the page does about it.
    const logged = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !(expectErrors && logged)) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (![BASE.origin, at && new URL(at).origin].includes(new URL(request.url()).origin)) complaints.push(`foreign request: ${request.url()}`);
  });
  try {
    await page.goto(at ?? new URL(query, BASE).href);
    if (at === null) await page.locator('.row, .note').first().waitFor();
    await act(page, context);
    if (heard && complaints.length > 0) throw new Error(complaints.join('\n'));
    passed++;
    console.log(`ok      ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(error.message ?? error).replaceAll('\n', '\n        ')}`);
  } finally {
    await context.close();
  }
}

export function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/** Waits until `read` gives a value for which `wanted` is true; pages answer when they answer. */
export async function until(read, wanted, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export const count = async (page) => Number((await page.locator('.count').evaluate((line) => line.firstChild?.nodeValue ?? '')).replace(/\D/g, ''));
export const counts = (page, value) => until(() => count(page), (found) => found === value, `the count should become ${value}`);
export const address = (page) => new URL(page.url()).search;
export const title = (page, index) => page.locator('.row h3 a').nth(index);

export async function accessible(page, where) {
  await page.evaluate(AXE);
  // Rows are alike: a dozen of them tell as much as a hundred, in a third of the time.
  const { violations } = await page.evaluate(() =>
    window.axe.run({ include: [document], exclude: [['.row:nth-child(n + 12)']] }, { resultTypes: ['violations'] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  holds(told.length === 0, `axe, ${where}:\n${told.join('\n')}`);
}

// The pictures take the width that there is a frame or two after it has changed.
export const fits = async (page) => holds(
  await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, null, { timeout: 5_000 })
    .then(() => true, () => false),
  'the page is wider than the window');

// One clipboard is there for all tests that run side by side.
let turn = Promise.resolve();

/** What a button copies, once the page has said so. */
export function copied(page, button) {
  const copying = turn.then(async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BASE.origin });
    await button.click();
    await page.getByText('Copied').waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  });
  turn = copying.catch(() => {});
  return copying;
}
