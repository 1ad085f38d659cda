import { useCallback, useEffect, useState } from 'preact/hooks';
import { parseView, viewQuery, type View } from './view';

/** `push` makes a step that Back returns from; `replace` amends the present one, as while typing. */
export type Step = 'push' | 'replace';
export type Change = (change: Partial<View>, step?: Step) => void;

/** The view in the address bar, and how to change it. Back and forward change it as well. */
export function useView(): [View, Change] {
  const [view, setView] = useState(() => parseView(location.search));

  useEffect(() => {
    const moved = () => setView(parseView(location.search));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);

  const change = useCallback<Change>((changed, step = 'push') => {
    // From the address, not from the last render: two changes in one turn must both count.
    const next = { ...parseView(location.search), ...changed };
    const url = pageUrl(next);
    if (url === location.href) return;
    if (step === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    setView(next);
  }, []);

  return [view, change];
}

/** The address of the page that shows `view`. */
export function pageUrl(view: View): string {
  const query = viewQuery(view);
  return new URL(query === '' ? location.pathname : `?${query}`, location.href.split('#')[0]).href;
}
