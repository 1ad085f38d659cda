/** A word that stands by itself: not the X of `XXXX-12`, nor what is stuck to digits as in `199u`. */
const WORD = /(?:^|\s)(?!x)\p{L}{2,}/iu;

/** `[2012-03..2012-05]`, one day of a range, either end of which may be left out. */
const ONE_OF_A_RANGE = /^\[([^,\]]*)\.\.([^,\]]*)\]$/;

/** True when a text is words of a report rather than EDTF, though perhaps mistaken EDTF. */
export function saysWords(text: string): boolean {
  return WORD.test(text);
}

/**
 * What to ask the list for to find what a date touches. A question is one range and takes no set: of
 * one day in a range, the whole range; other sets are left for the service to refuse in its words.
 */
export function questionOf(edtf: string): string {
  const [, from, to] = ONE_OF_A_RANGE.exec(edtf) ?? [];
  return from === undefined || to === undefined ? edtf : `${from || '..'}/${to || '..'}`;
}
