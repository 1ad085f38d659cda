import { useMemo } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Codebook } from '../api/shapes';
import { useReading } from '../api/useReading';
import type { Texts } from '../texts';
import { labelsOf } from './labels';

/** What can be chosen, by code and name. */
export interface Codes {
  readonly kinds: readonly (readonly [string, string])[];
  readonly countries: readonly (readonly [string, string])[];
}

/** All codes of the codebook, for those who write; nothing is asked for while `wanted` is false. */
export function useCodes(wanted: boolean, texts: Texts): Codes {
  const { value } = useReading<Codebook>(wanted ? apiUrl('codebook') : null);
  return useMemo(() => {
    const labels = labelsOf(value, () => null, () => {}, texts);
    const byName = (one: readonly [string, string], other: readonly [string, string]) => one[1].localeCompare(other[1], texts.locale);
    return {
      kinds: (value?.kinds ?? []).map(({ code }) => [code, labels.kind(code)] as const).sort(byName),
      countries: (value?.countries ?? []).map(({ alpha3 }) => [alpha3, labels.country(alpha3)] as const).sort(byName),
    };
  }, [value, texts]);
}
