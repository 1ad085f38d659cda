/**
 * What a person does with the page, in a real browser, against any service:
 *
 *     npm run e2e -- http://localhost:8080/ [part of a name]
 *
 * It asks the API what the page should show, so it needs events but no certain ones: at least three,
 * of more than one day. With ANNALS_ADMIN_TOKEN it also writes. The browser is Chromium, named by
 * CHROMIUM or found in the usual places. Ends with "N passed, N failed"; exits with 1 when something
 * failed, with 77 when there is no browser.
 */
import { finish, runAll } from './harness.mjs';

await import('./list.mjs');
await import('./dates.mjs');
await import('./path.mjs');
await import('./embed.mjs');
await runAll();
// These change what there is, so they come last and one after the other.
await import('./write.mjs');
await runAll(1);
await finish();
