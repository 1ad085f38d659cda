import { useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Revision, RevisionDiff, RevisionPage } from '../api/shapes';
import { useReading } from '../api/useReading';
import { useTexts } from '../texts';
import { FailureNote } from '../view/FailureNote';

/** The versions of an event, the last first; each tells what it changed when it is opened. */
export function History({ event, revision }: { event: number; revision: number }) {
  const { history } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <details class="history" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>{history.heading(revision)}</summary>
      {open && <Versions event={event} revision={revision} />}
    </details>
  );
}

function Versions({ event, revision }: { event: number; revision: number }) {
  const { history } = useTexts();
  // The number of the last one is not asked for, but a new one must be read anew.
  const { value, failure, retry } = useReading<RevisionPage>(apiUrl(`events/${event}/revisions`, `limit=${revision > 50 ? 200 : 50}`));
  if (failure) return <FailureNote failure={failure} retry={retry} />;
  if (value === null) return <p class="quiet">{history.loading}</p>;
  return <ol class="versions">{value.items.map((one) => <Version key={one.revision} event={event} version={one} />)}</ol>;
}

function Version({ event, version }: { event: number; version: Revision }) {
  const { event: words, history, statuses } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
        <summary>
          {history.version(version.revision, words.instant(version.recordedAt), version.recordedBy)}
        </summary>
        {version.reason && <p class="says-note" dir="auto">{version.reason}</p>}
        {version.status === 'retracted' && <p>{statuses.retracted}</p>}
        {open && <Changes event={event} revision={version.revision} />}
        <p><a href={apiUrl(`events/${event}/revisions/${version.revision}`)}>{history.json(version.revision)}</a></p>
      </details>
    </li>
  );
}

function Changes({ event, revision }: { event: number; revision: number }) {
  const { history } = useTexts();
  const { value, failure, retry } = useReading<RevisionDiff>(apiUrl(`events/${event}/revisions/${revision}/diff`));
  if (failure) return <FailureNote failure={failure} retry={retry} />;
  if (value === null) return <p class="quiet">{history.loading}</p>;
  if (value.from === null) return <p class="quiet">{history.first}</p>;
  return (
    <dl class="changes">
      {value.changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt><code>{field}</code></dt>
          <dd dir="auto"><del>{written(before)}</del> <ins>{written(after)}</ins></dd>
        </div>
      ))}
    </dl>
  );
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '∅';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
