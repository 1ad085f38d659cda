import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import { useTexts } from '../texts';
import { eventsQuery, type View } from '../view/view';

const FORMATS = [['CSV', 'csv'], ['GeoJSON', 'geojson'], ['NDJSON', 'ndjson']] as const;

/** What is filtered, to take along: as files of all of it, and as the call that gives it. */
export function Share({ view }: { view: View }) {
  const { share } = useTexts();
  return (
    <div class="share">
      <p class="downloads">
        <span id="downloads">{share.download}</span>
        {FORMATS.map(([label, format]) => (
          <a key={format} download aria-describedby="downloads"
            href={apiUrl('events', eventsQuery(view, [['format', format]]))}>{label}</a>
        ))}
      </p>
      <details class="call">
        <summary>{share.call}</summary>
        <Call url={apiUrl('events', eventsQuery(view))} />
      </details>
    </div>
  );
}

type Copied = 'not' | 'done' | 'by-hand';

function Call({ url }: { url: string }) {
  const { share } = useTexts();
  const text = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<Copied>('not');
  useEffect(() => setCopied('not'), [url]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied('done');
    } catch {
      // Without https the browser has no clipboard to write to: leave the text selected.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setCopied('by-hand');
    }
  };
  return (
    <div class="call-text">
      <p class="hint">{share.callHint}</p>
      <p class="call-line">
        <span class="call-method">GET</span>
        <a href={url}><code ref={text} dir="ltr">{url}</code></a>
        <button type="button" onClick={() => void copy()}>{share.copy}</button>
      </p>
      <p class="hint" role="status">{copied === 'done' ? share.copied : copied === 'by-hand' ? share.copyByHand : ''}</p>
    </div>
  );
}
