import type { Codebook, PlacePrecision, Status, ViolenceType } from '../api/shapes';
import type { Texts } from '../texts';
import type { Headline } from './view';

/** What people read for a code: in their language where there is a word, else the codebook's. */
export interface Labels {
  kind(code: string): string;
  country(alpha3: string): string;
  /** The value of a filter; null where only the service knows what it is called. */
  value(filter: string, value: string): string | null;
}

/**
 * Names of codes. `told` are names that came with other answers; with `missing` a code is told that
 * only the codebook can name.
 */
export function labelsOf(
  codebook: Codebook | null, told: (field: string, code: string) => string | null, missing: () => void, texts: Texts,
): Labels {
  const kinds = new Map(codebook?.kinds?.map(({ code, label }) => [code, label]));
  const countries = new Map(codebook?.countries?.map((country) => [country.alpha3, country]));
  const regions = new Intl.DisplayNames(texts.locale, { type: 'region', fallback: 'none' });
  const kind = (code: string) => texts.kinds[code] ?? kinds.get(code) ?? told('kind', code) ?? plain(code);
  const country = (alpha3: string) => {
    const known = countries.get(alpha3);
    const name = texts.language === 'en' ? told('country', alpha3) : null;
    if (codebook === null && name === null) missing();
    const translated = texts.language === 'en' || !known?.alpha2 ? undefined : regions.of(known.alpha2);
    return translated ?? known?.name ?? name ?? alpha3;
  };
  return {
    kind,
    country,
    value: (filter, value) => {
      switch (filter) {
        case 'kind': return kind(value);
        case 'country': return country(value);
        case 'status': return texts.statuses[value as Status] ?? null;
        case 'violenceType': return texts.violenceTypes[value as ViolenceType] ?? null;
        case 'placePrecision': return texts.place.precisions[value as PlacePrecision] ?? null;
        case 'headline': return texts.facets.headlines[value as Headline] ?? null;
        default: return null;
      }
    },
  };
}

/** `armed-clash` to `Armed clash`, until the codebook has come. */
function plain(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
