import type { Answer } from './client';
import { failureOf } from './problem';

/** What was written, as it is now, and the tag that the next change names. */
export interface Written<T> {
  readonly value: T;
  readonly tag: string | null;
  readonly location: string | null;
}

export interface Message {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as someone who may write. Nothing is asked again by itself: it could be written twice. */
export async function asWriter<T>(url: string, token: string, { method, body, headers = {} }: Message): Promise<Answer<Written<T>>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: {
        Accept: 'application/json', Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // What is about to be changed must not be an old copy.
      cache: 'no-store',
    });
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) return { ok: false, failure: failureOf(response.status, answer, response.headers.get('Retry-After')) };
  return { ok: true, value: { value: answer as T, tag: response.headers.get('ETag'), location: response.headers.get('Location') } };
}
