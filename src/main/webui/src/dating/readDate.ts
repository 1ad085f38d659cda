import { apiUrl, read, type Answer } from '../api/client';
import type { DateReading, Problem } from '../api/shapes';
import { isoDay } from '../time/day';
import { saysWords } from './question';

/** What the service says of a text: the date that it means, or why it means none. */
export type Said =
  | { readonly kind: 'read'; readonly reading: DateReading }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Asks what `text` means: as EDTF, then as words, which is the only way for what holds a word. Digits
 * that are neither are told their mistake as EDTF, where the service can say what was meant.
 */
export async function readDate(text: string, signal: AbortSignal): Promise<Answer<Said>> {
  const words = () => ask({ text, reported: isoDay(new Date()) }, signal);
  if (saysWords(text)) return words();
  const plain = await ask({ edtf: text }, signal);
  if (!plain.ok || plain.value.kind === 'read') return plain;
  const worded = await words();
  return worded.ok && worded.value.kind === 'refused' ? plain : worded;
}

async function ask(query: Record<string, string>, signal: AbortSignal): Promise<Answer<Said>> {
  const answer = await read<DateReading>(apiUrl('dates', String(new URLSearchParams(query))), signal);
  if (answer.ok) return { ok: true, value: { kind: 'read', reading: answer.value } };
  if (answer.failure.kind !== 'refused') return answer;
  return { ok: true, value: { kind: 'refused', problem: answer.failure.problem } };
}
