import { useEffect, useState } from 'preact/hooks';

/** Below this the detail lies over the list; the style sheet says the same. */
const NARROW = matchMedia('(max-width: 63.99rem)');

/** True where there is no room for the list and a detail side by side. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const changed = () => setNarrow(NARROW.matches);
    NARROW.addEventListener('change', changed);
    return () => NARROW.removeEventListener('change', changed);
  }, []);
  return narrow;
}
