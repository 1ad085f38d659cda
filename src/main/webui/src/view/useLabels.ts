import { useMemo, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Codebook } from '../api/shapes';
import { useReading } from '../api/useReading';
import type { Choices } from '../filters/useFacets';
import type { Texts } from '../texts';
import { labelsOf, type Labels } from './labels';

/** Names of codes: those that come with the facets, and the codebook only when they are not enough. */
export function useLabels(choices: Choices, texts: Texts): Labels {
  const [wanted, setWanted] = useState(false);
  const codebook = useReading<Codebook>(wanted ? apiUrl('codebook') : null);
  return useMemo(() => labelsOf(codebook.value, choices.label, () => {
    // Before the facets have come nothing has a name yet. While rendering, nothing may be set.
    if (choices.known) queueMicrotask(() => setWanted(true));
  }, texts), [codebook.value, choices, texts]);
}
