import { en, type Texts } from './en';
import { fr } from './fr';

export type { Texts };

/** The languages of the page; a new one is a file beside these and a line here. */
export const LANGUAGES: readonly Texts[] = [en, fr];

/** The first language that the reader chose or the browser asks for and that there is. */
export function textsFor(chosen: string | null, preferred: readonly string[]): Texts {
  for (const tag of chosen === null ? preferred : [chosen, ...preferred]) {
    const found = LANGUAGES.find(({ language }) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return en;
}
