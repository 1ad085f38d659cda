import type { Codebook } from '../api/shapes';
import type { Texts } from '../texts';

/** What people read for a code: in their language where there is a word, else the codebook's. */
export interface Labels {
  kind(code: string): string;
  country(alpha3: string): string;
}

export function labelsOf(codebook: Codebook | null, texts: Texts): Labels {
  const kinds = new Map(codebook?.kinds?.map(({ code, label }) => [code, label]));
  const countries = new Map(codebook?.countries?.map((country) => [country.alpha3, country]));
  const regions = new Intl.DisplayNames(texts.locale, { type: 'region', fallback: 'none' });
  return {
    kind: (code) => texts.kinds[code] ?? kinds.get(code) ?? plain(code),
    country: (alpha3) => {
      const known = countries.get(alpha3);
      const translated = texts.language === 'en' || !known?.alpha2 ? undefined : regions.of(known.alpha2);
      return translated ?? known?.name ?? alpha3;
    },
  };
}

/** `armed-clash` to `Armed clash`, until the codebook has come. */
function plain(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
