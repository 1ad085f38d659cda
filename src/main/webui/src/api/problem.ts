import type { Problem, ProblemError } from './shapes';

/**
 * Why there is no answer. `refused` stays so until the question changes; `busy` and `unreachable`
 * pass by themselves and are asked again.
 */
export type Failure =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'busy'; readonly problem: Problem; readonly retryAfter: number | null }
  | { readonly kind: 'unreachable' };

/** Answers of a proxy that cannot reach the service: they say nothing about the question. */
const GATEWAY = new Set([502, 504]);
/** The service itself says "later". */
const LATER = new Set([429, 503]);

/** What a refusal means. `body` is whatever came: a proxy in between may answer with a page. */
export function failureOf(status: number, body: unknown, retryAfter: string | null): Failure {
  if (GATEWAY.has(status)) return { kind: 'unreachable' };
  const problem = problemOf(status, body);
  if (!LATER.has(status)) return { kind: 'refused', problem };
  const seconds = retryAfter === null ? NaN : Number(retryAfter);
  return { kind: 'busy', problem, retryAfter: Number.isFinite(seconds) ? seconds : null };
}

function problemOf(status: number, body: unknown): Problem {
  const given = isRecord(body) ? body : {};
  return {
    type: textOf(given.type) ?? 'about:blank',
    title: textOf(given.title) ?? '',
    status,
    detail: textOf(given.detail),
    errors: Array.isArray(given.errors) ? given.errors.filter(isProblemError) : [],
  };
}

/** True when the problem lies in the value of `parameter`, so that its field can be marked. */
export function blames(failure: Failure | null, parameter: string): boolean {
  return failure?.kind === 'refused'
    && failure.problem.errors.some((error) => error.parameter === parameter);
}

/**
 * The sentences to show, the general one first; a message that the general one already holds is not
 * said twice.
 */
export function sentences(problem: Problem): string[] {
  const detail = problem.detail ?? '';
  const messages = problem.errors.map((error) => error.message);
  return [...new Set([detail, ...messages.filter((message) => !detail.includes(message))])]
    .filter((sentence) => sentence !== '');
}

/** Seconds to wait before asking again: what the service asked for, else doubling up to half a minute. */
export function pause(failure: Failure, attempt: number): number {
  const asked = failure.kind === 'busy' ? failure.retryAfter : null;
  return Math.min(Math.max(asked ?? 2 ** attempt, 1), asked === null ? 30 : 300);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProblemError(value: unknown): value is ProblemError {
  return isRecord(value) && typeof value.message === 'string';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
