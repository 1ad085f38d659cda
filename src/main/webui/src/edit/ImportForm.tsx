import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl, read } from '../api/client';
import { failureOf, type Failure } from '../api/problem';
import { useReading } from '../api/useReading';
import { asWriter } from '../api/write';
import { useTexts } from '../texts';
import { FailureNote } from '../view/FailureNote';
import { Choice, Field } from './fields';
import type { Writer } from './useWriter';

const POLL = 400;
const OVER = new Set(['succeeded', 'partly', 'failed']);

interface ImportRun {
  readonly id: number;
  readonly status: string;
  readonly rows: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflicting: number;
  readonly refused: number;
  readonly missing: number;
  readonly warnings: number;
  readonly reason: string | null;
  readonly undone: { readonly retracted: number; readonly restored: number; readonly kept: number } | null;
}

interface Complaint {
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly kind: 'refused' | 'warning' | 'conflicting' | 'missing' | 'kept';
}

type Step =
  | { readonly at: 'choosing' }
  | { readonly at: 'sending'; readonly share: number }
  | { readonly at: 'reading'; readonly run: ImportRun }
  | { readonly at: 'done'; readonly run: ImportRun };

/** Sends a file and shows what became of each row. */
export function ImportForm({ writer, onDone }: { writer: Writer; onDone: () => void }) {
  const { imports } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState('ucdp-ged');
  const [dataset, setDataset] = useState('');
  const [version, setVersion] = useState('');
  const [step, setStep] = useState<Step>({ at: 'choosing' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [over, setOver] = useState(false);
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const take = (given: File | undefined) => {
    if (!given) return;
    setFile(given);
    setFailure(null);
    setStep({ at: 'choosing' });
    setFormat(/\.(ndjson|jsonl)$/i.test(given.name) ? 'ndjson' : 'ucdp-ged');
  };
  const start = async () => {
    if (file === null) return;
    setFailure(null);
    setStep({ at: 'sending', share: 0 });
    const query = new URLSearchParams({ format, ...(dataset.trim() && { dataset: dataset.trim() }), ...(version.trim() && { version: version.trim() }) });
    const sent = await send(apiUrl('imports', String(query)), writer.token, file, (share) => setStep({ at: 'sending', share }));
    if ('kind' in sent) {
      setFailure(sent);
      setStep({ at: 'choosing' });
      return;
    }
    await follow(sent.id);
  };
  const follow = async (id: number) => {
    for (;;) {
      const answer = await read<ImportRun>(apiUrl(`imports/${id}`), abort.current.signal).catch(() => null);
      if (answer === null) return;
      if (answer.ok && OVER.has(answer.value.status)) {
        setStep({ at: 'done', run: answer.value });
        return onDone();
      }
      if (answer.ok) setStep({ at: 'reading', run: answer.value });
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  };

  return (
    <form class="task" onSubmit={(submit) => {
      submit.preventDefault();
      void start();
    }}>
      <h2>{imports.heading}</h2>
      <label class={`drop${over ? ' is-over' : ''}`}
        onDragOver={(drag) => {
          drag.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(drop) => {
          drop.preventDefault();
          setOver(false);
          take(drop.dataTransfer?.files[0]);
        }}>
        <span>{file === null ? imports.drop : imports.file(file.name, file.size)}</span>
        <input type="file" accept=".csv,.ndjson,.jsonl" onChange={(chosen) => take(chosen.currentTarget.files?.[0])} />
      </label>
      <div class="inputs">
        <Choice label={imports.format} value={format} onValue={setFormat} options={[['ucdp-ged', imports.formats['ucdp-ged']], ['ndjson', imports.formats.ndjson]]} />
        <Field label={imports.dataset} value={dataset} onValue={setDataset} />
        <Field label={imports.version} value={version} onValue={setVersion} />
      </div>
      <p><button type="submit" class="primary" disabled={file === null || step.at === 'sending' || step.at === 'reading'}>{imports.start}</button></p>
      {failure && <FailureNote failure={failure} retry={() => void start()} />}
      <div aria-live="polite">
        {step.at === 'sending' && <Progress label={imports.sending} share={step.share} />}
        {step.at === 'reading' && <Progress label={imports.reading(step.run.rows)} share={null} />}
        {step.at === 'done' && <Report run={step.run} writer={writer} onUndone={onDone} />}
      </div>
    </form>
  );
}

function Progress({ label, share }: { label: string; share: number | null }) {
  return (
    <label class="progress">{label} <progress max="1" {...(share === null ? {} : { value: share })} /></label>
  );
}

function Report({ run, writer, onUndone }: { run: ImportRun; writer: Writer; onUndone: () => void }) {
  const { imports, toll } = useTexts();
  const complaints = useReading<{ readonly items: readonly Complaint[]; readonly next: string | null }>(
    apiUrl(`imports/${run.id}/complaints`, 'limit=100'));
  return (
    <div class="report">
      <h3>{imports.statuses[run.status as 'succeeded' | 'partly' | 'failed']}</h3>
      {run.reason && <p>{run.reason}</p>}
      <dl class="tolls">
        {(['rows', 'inserted', 'changed', 'unchanged', 'conflicting', 'refused', 'missing', 'warnings'] as const).map((name) => (
          <div key={name}><dt>{imports.counts[name]}</dt><dd>{toll.number(run[name])}</dd></div>
        ))}
      </dl>
      {(complaints.value?.items ?? []).length > 0 && (
        <div class="claims" tabIndex={0} role="region" aria-label={imports.complaints}>
          <table>
            <thead><tr><th scope="col">{imports.line}</th><th scope="col">{imports.column}</th><th scope="col">{imports.what}</th></tr></thead>
            <tbody>
              {complaints.value?.items.map((one, index) => (
                <tr key={index} class={`complaint-${one.kind}`}>
                  <td>{one.line ?? '–'}</td><td>{one.column ?? '–'}</td><td lang="en" dir="auto">{imports.kinds[one.kind]}: {one.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p><a href={apiUrl(`imports/${run.id}/complaints`, 'limit=1000')}>{imports.json}</a></p>
      {writer.me.role === 'admin' && run.inserted + run.changed > 0 && <Undo run={run} writer={writer} onUndone={onUndone} />}
    </div>
  );
}

/** Takes the import back, with the reason that the history keeps. */
function Undo({ run, writer, onUndone }: { run: ImportRun; writer: Writer; onUndone: () => void }) {
  const { imports, edit } = useTexts();
  const [reason, setReason] = useState('');
  const [undone, setUndone] = useState(run.undone);
  const [failure, setFailure] = useState<Failure | null>(null);
  const undo = async () => {
    setFailure(null);
    const query = String(new URLSearchParams({ reason: reason.trim() }));
    const answer = await asWriter<ImportRun>(`${apiUrl(`imports/${run.id}/undo`)}?${query}`, writer.token, { method: 'POST' });
    if (!answer.ok) return setFailure(answer.failure);
    setUndone(answer.value.value.undone);
    onUndone();
  };
  if (undone) return <p role="status">{imports.undone(undone.retracted, undone.restored, undone.kept)}</p>;
  return (
    <details>
      <summary>{imports.undo}</summary>
      <div class="inputs is-row">
        <Field label={edit.reason} value={reason} onValue={setReason} required />
        <button type="button" disabled={reason.trim() === ''} onClick={() => void undo()}>{imports.undo}</button>
      </div>
      {failure && <FailureNote failure={failure} retry={() => void undo()} />}
    </details>
  );
}

/** Sends the file and tells how much of it has gone, which `fetch` cannot. */
function send(url: string, token: string, file: File, onShare: (share: number) => void): Promise<ImportRun | Failure> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = (progress) => onShare(progress.total > 0 ? progress.loaded / progress.total : 0);
    request.onerror = () => resolve({ kind: 'unreachable' });
    request.onload = () => {
      const body = parsed(request.responseText);
      resolve(request.status === 202 ? (body as ImportRun) : failureOf(request.status, body, request.getResponseHeader('Retry-After')));
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
