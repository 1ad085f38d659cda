import { failureOf, type Failure } from './problem';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** The address of a path of the API, relative to the page so that a prefix of a proxy is kept. */
export function apiUrl(path: string, query = ''): string {
  return new URL(`api/v1/${path}${query === '' ? '' : `?${query}`}`, document.baseURI).href;
}

/**
 * Reads one JSON document. Every failure comes back as a value; only a cancelled request throws
 * (`AbortError`), because whoever cancelled it no longer listens.
 */
export async function read<T>(url: string, signal: AbortSignal): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Accept: 'application/json' }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const body: unknown = await response.json().catch(() => null);
  signal.throwIfAborted();
  if (response.ok && body !== null) return { ok: true, value: body as T };
  if (response.ok) return { ok: false, failure: { kind: 'unreachable' } };
  return { ok: false, failure: failureOf(response.status, body, response.headers.get('Retry-After')) };
}
