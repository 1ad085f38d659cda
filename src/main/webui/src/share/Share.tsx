import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
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
            <section>
              <h3>{share.pin}</h3>
              <p class="hint">{view.asOf === null ? share.pinHint : share.pinned(view.asOf)}</p>
              <p>
                {view.asOf === null
                  ? <button type="button" class="pin" onClick={() => change({ asOf: nowText() })}>{share.pinNow}</button>
                  : <button type="button" class="pin" onClick={() => change({ asOf: null })}>{share.unpin}</button>}
              </p>
            </section>
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

function nowText(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
