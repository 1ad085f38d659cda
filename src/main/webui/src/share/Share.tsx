import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Release } from '../api/shapes';
import { useReading } from '../api/useReading';
import { useTexts } from '../texts';
import { pageUrl, type Change } from '../view/useView';
import { countQuery, eventsQuery, type View } from '../view/view';
import { Copy } from './Copy';

const FORMATS = [['CSV', 'csv'], ['GeoJSON', 'geojson'], ['NDJSON', 'ndjson']] as const;

interface Props {
  readonly view: View;
  readonly change: Change;
  /** How many events the view has, in words. */
  readonly counted: string;
  /** False while the service refuses the question. */
  readonly answered: boolean;
}

/** All ways to take the view along: as a link, a citation, files of all of it, and the call that gives it. */
export function Share({ view, change, counted, answered }: Props) {
  const { share } = useTexts();
  const menu = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const elsewhere = (press: Event) => {
      if (!menu.current?.contains(press.target as Node)) menu.current!.open = false;
    };
    addEventListener('pointerdown', elsewhere);
    return () => removeEventListener('pointerdown', elsewhere);
  }, [open]);

  const call = apiUrl('events', eventsQuery(view));
  return (
    <details class="menu share" ref={menu} onToggle={() => setOpen(menu.current?.open ?? false)}
      onKeyDown={(key) => {
        if (key.key !== 'Escape' || !menu.current?.open) return;
        key.stopPropagation();
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}>
      <summary class="button">{share.menu}</summary>
      <div class="menu-body">
        {open && (
          <>
            <section>
              <h3>{share.link}</h3>
              <Copy text={pageUrl({ ...view, task: null })} label={share.copyLink} />
            </section>
            <State asOf={view.asOf} change={change} />
            <section>
              <h3>{share.cite}</h3>
              <Copy text={share.citeView(counted, pageUrl({ ...view, task: null, lang: null }), view.asOf, new Date())} label={share.copyCitation} />
            </section>
            {answered && (
              <section>
                <h3 id="downloads">{share.download}</h3>
                <p class="downloads">
                  {FORMATS.map(([label, format]) => (
                    <a key={format} download aria-describedby="downloads"
                      href={apiUrl('events', eventsQuery(view, [['format', format]]))}>{label}</a>
                  ))}
                  <a download href={apiUrl('timeline/histogram', countQuery(view, [['by', 'month'], ['format', 'csv']]))}>{share.counts}</a>
                </p>
              </section>
            )}
            <section class="call">
              <h3>{share.call}</h3>
              <p class="hint">{share.callHint}</p>
              <Copy text={call} label={share.copyCall}>
                <span class="call-method">GET</span> <a href={call}><code dir="ltr">{call}</code></a>
              </Copy>
            </section>
          </>
        )}
      </div>
    </details>
  );
}

/** Which state of the data is shown: the present one, a release, or one that is pinned now. */
function State({ asOf, change }: { asOf: string | null; change: Change }) {
  const { share } = useTexts();
  const releases = useReading<{ readonly items: readonly Release[] }>(apiUrl('releases'));
  const names = (releases.value?.items ?? []).map(({ name }) => name);
  const instant = asOf !== null && !names.includes(asOf) ? [asOf] : [];
  return (
    <section>
      <h3><label for="state">{share.pin}</label></h3>
      <p class="hint">{share.pinHint}</p>
      <p class="state">
        <select id="state" value={asOf ?? ''} onChange={(chosen) => change({ asOf: chosen.currentTarget.value || null })}>
          <option value="">{share.present}</option>
          {instant.map((one) => <option key={one} value={one}>{one}</option>)}
          {names.map((one) => <option key={one} value={one}>{share.release(one)}</option>)}
        </select>{' '}
        <button type="button" onClick={() => change({ asOf: nowText() })}>{share.pinNow}</button>
      </p>
    </section>
  );
}

/** That a view is pinned, where it cannot be overlooked, and the way back to the present. */
export function Pinned({ asOf, change }: { asOf: string; change: Change }) {
  const { share } = useTexts();
  return (
    <section class="pinned" aria-label={share.pin}>
      <p>{share.pinned(asOf)}</p>
      <button type="button" onClick={() => change({ asOf: null })}>{share.unpin}</button>
    </section>
  );
}

/** A clock that is a little ahead of the service's would name a state that is not there yet. */
function nowText(): string {
  return new Date(Date.now() - 2000).toISOString().replace(/\.\d+Z$/, 'Z');
}
