/** Someone with a token adds an event, changes it against another's change, and imports a file. */
import { accessible, address, api, BASE, equal, fits, holds, test, until } from './harness.mjs';

const TOKEN = process.env.ANNALS_ADMIN_TOKEN;
const DAY = '1874-05-06';
const AS_ADMIN = { Authorization: `Bearer ${TOKEN}` };
const signIn = async (page) => {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Token', { exact: true }).fill(TOKEN);
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByText(/^Signed in as/).waitFor();
};
const send = (method, path, body, headers = {}) => fetch(new URL(`api/v1/${path}`, BASE), {
  method, headers: { ...AS_ADMIN, ...headers }, body: body === undefined ? undefined : JSON.stringify(body),
});

if (TOKEN) {
  test('a wrong token is refused in the service’s words; a right one shows its role and is kept for the tab alone', async (page, context) => {
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Token', { exact: true }).fill('not-a-token');
    await page.getByRole('button', { name: 'Use this token' }).click();
    await page.locator('.panel .note-refused').waitFor();
    await accessible(page, 'wrong token');
    await page.getByLabel('Token', { exact: true }).fill(TOKEN);
    await page.getByRole('button', { name: 'Use this token' }).click();
    await page.getByText(/^Signed in as admin/).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'admin (admin)' }).waitFor();
    const other = await context.newPage();
    await other.goto(BASE.href);
    await other.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    equal(await page.evaluate(() => sessionStorage.length), 0, 'what is kept after signing out');
  }, { expectErrors: true });

  test('an event is added: its date read as one types, its point set on the map, what may be the same named', async (page) => {
    for (const { id } of (await api(`events?date=${DAY}`)).items) await send('DELETE', `events/${id}?reason=left+over`, undefined, { 'If-Match': '*' });
    const twin = await (await send('POST', 'events', { title: 'Fight at the ford', date: { edtf: DAY }, kind: 'other' }, { 'Content-Type': 'application/json' })).json();
    await signIn(page);
    await page.getByRole('link', { name: 'Add an event' }).click();
    await page.getByLabel('Title').fill('Fight at the same ford');
    await page.getByLabel('Date, in any form').fill('6 May 1874');
    await page.locator('.date-read .said-words').waitFor();
    await page.locator('.duplicates a', { hasText: 'Fight at the ford' }).waitFor();
    await until(() => page.locator('select option').count(), (options) => options > 100, 'codes to choose from');
    await page.locator('.task').getByLabel('Kind').selectOption('other');
    await page.locator('.point-map').click({ position: { x: 100, y: 100 } });
    await until(() => page.locator('.task').getByLabel('Latitude').inputValue(), Boolean, 'the point in its fields');
    equal(await page.locator('.task').getByLabel('Place known to').inputValue(), 'near', 'a point is not claimed to be exact');
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByLabel('Source', { exact: true }).fill('A paper');
    await page.locator('.source-inputs').getByLabel('Best').fill('3');
    await page.getByRole('button', { name: 'Add an actor' }).click();
    await page.getByRole('textbox', { name: 'Name of the actor' }).fill('Raiders of no stated group');
    await accessible(page, 'form');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.panel h2', { hasText: 'Fight at the same ford' }).waitFor();
    const id = Number(new URLSearchParams(address(page)).get('event'));
    const made = await api(`events/${id}`);
    equal(made.date.edtf, DAY, 'date');
    equal(made.sources[0].says.best, 3, 'what the source says');
    equal(made.fatalities.best, null, 'not known is not zero');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.locator('.task').getByLabel('Low').first().fill('2');
    await send('PATCH', `events/${id}`, { tags: ['ford'] }, { 'Content-Type': 'application/merge-patch+json', 'If-Match': '*' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const conflict = page.locator('.conflict');
    await conflict.waitFor();
    for (const part of ['Killed, low', 'Tags', 'ford']) holds((await conflict.textContent()).includes(part), `both versions show ${part}`);
    await accessible(page, 'conflict');
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await page.locator('.task').getByLabel('Low').first().fill('2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.panel h2', { hasText: 'Fight at the same ford' }).waitFor();
    const after = await api(`events/${id}`);
    equal(`${after.fatalities.low} ${after.tags}`, '2 ford', 'both changes');
    for (const one of [id, twin.id]) await send('DELETE', `events/${one}?reason=tried+the+page`, undefined, { 'If-Match': '*' });
  }, { expectErrors: true });

  test('what is wrong in a form is said at its field', async (page) => {
    await signIn(page);
    await page.getByRole('link', { name: 'Add an event' }).click();
    await page.getByLabel('Title').fill('Nowhere');
    await page.getByLabel('Date, in any form').fill('1874-13');
    await until(() => page.locator('select option').count(), (options) => options > 100, 'codes to choose from');
    await page.locator('.task').getByLabel('Kind').selectOption('other');
    await page.locator('.date-read .said-refused').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.input-problem').waitFor();
    equal(await page.getByLabel('Date, in any form').getAttribute('aria-invalid'), 'true', 'the field is marked');
    await accessible(page, 'refused form');
  }, { expectErrors: true });

  test('a file dropped is imported, with its progress and a report of each row, and taken back', async (page) => {
    await signIn(page);
    await page.getByRole('link', { name: 'Import' }).click();
    const key = `a-${Date.now()}`;
    const line = (key, date) => JSON.stringify({ title: `Row ${key}`, date: { edtf: date }, kind: 'other', origin: { dataset: 'page-trial', key } });
    const text = `${line(key, DAY)}\n${line('b', '1874-13')}\n`;
    const drop = await page.evaluateHandle((content) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([content], 'rows.ndjson'));
      return dropped;
    }, text);
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: drop });
    await page.getByText('rows.ndjson').waitFor();
    equal(await page.locator('.task').getByLabel('Format').inputValue(), 'ndjson', 'the format is told by the name');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.locator('.report').waitFor();
    await page.locator('.report tr', { hasText: 'refused' }).waitFor();
    await accessible(page, 'report');
    await page.locator('summary', { hasText: 'Take this import back' }).click();
    await page.getByLabel('Why, for the history').fill('only tried');
    await page.getByRole('button', { name: 'Take this import back' }).click();
    await page.getByText(/^Taken back: 1 event retracted/).waitFor();
    equal((await api(`events?origin=page-trial:${key}`)).items.length, 0, 'events left');
  });

  test('360 px: the form fits', async (page) => {
    await signIn(page);
    await fits(page);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: 'Add an event' }).click();
    await page.locator('.point-map').waitFor();
    await fits(page);
  }, { viewport: { width: 360, height: 740 } });
}
