import { useEffect, useRef, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Failure } from '../api/problem';
import type { EventDetail, PlacePrecision, Role } from '../api/shapes';
import { asWriter } from '../api/write';
import { DateSaid } from '../dating/DateSaid';
import { questionOf } from '../dating/question';
import { PointMap } from '../map/PointMap';
import { useTexts } from '../texts';
import { isoDay } from '../time/day';
import { FailureNote } from '../view/FailureNote';
import type { Codes } from '../view/useCodes';
import { pageUrl } from '../view/useView';
import { EVERYTHING } from '../view/view';
import { Conflict } from './Conflict';
import { Choice, Field, Group } from './fields';
import { draftOf, EMPTY, formOf, NO_SOURCE, type DateDraft, type Form } from './form';
import { useDateReading } from './useDateReading';
import { useDuplicates } from './useDuplicates';
import type { Writer } from './useWriter';

interface Props {
  readonly writer: Writer;
  readonly codes: Codes;
  /** The event to change; null makes a new one. */
  readonly id: number | null;
  readonly onSaved: (id: number) => void;
  readonly onCancel: () => void;
}

/** The version that the form was filled with, and its tag. */
interface Base {
  readonly event: EventDetail;
  readonly tag: string;
}

/** Adds an event or changes one, field by field, with what the service makes of the date. */
export function EventForm({ writer, codes, id, onSaved, onCancel }: Props) {
  const texts = useTexts();
  const { edit, event: words, toll } = texts;
  const [form, setForm] = useState<Form>(EMPTY);
  const [base, setBase] = useState<Base | null>(null);
  const [theirs, setTheirs] = useState<Base | null>(null);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  // The same key however often one presses, so that a lost answer makes no second event.
  const key = useRef(newKey());
  const told = useRef<HTMLDivElement>(null);
  const date = useDateReading(form.date);
  const said = date.said?.kind === 'read' ? date.said.reading : null;
  const duplicates = useDuplicates({
    title: form.title, date: said && date.current ? questionOf(said.date.edtf) : '', latitude: form.latitude, longitude: form.longitude,
  }, id);

  const readBase = async () => {
    const answer = await asWriter<EventDetail>(apiUrl(`events/${id}`), writer.token, { method: 'GET' });
    if (!answer.ok) setFailure(answer.failure);
    return answer.ok ? { event: answer.value.value, tag: answer.value.tag ?? '*' } : null;
  };
  useEffect(() => {
    if (id === null) return;
    void readBase().then((read) => {
      if (read === null) return;
      setBase(read);
      setForm(formOf(read.event));
    });
  }, [id]);

  const set = <K extends keyof Form>(field: K) => (value: Form[K]) => setForm((last) => ({ ...last, [field]: value }));
  const wrong = (pointer: string) =>
    failure?.kind === 'refused' ? failure.problem.errors.find((error) => error.pointer?.startsWith(pointer))?.message ?? null : null;

  const save = async (on: Base | null) => {
    setSaving(true);
    setFailure(null);
    const dated: DateDraft = said?.rule != null ? { text: form.date.trim(), reported: isoDay(new Date()) } : { edtf: form.date.trim() };
    const draft = draftOf(form, dated, on?.event ?? null);
    const because = reason.trim() === '' ? '' : `?${new URLSearchParams({ reason: reason.trim() })}`;
    const answer = on === null
      ? await asWriter<EventDetail>(apiUrl('events') + because, writer.token, { method: 'POST', body: draft, headers: { 'Idempotency-Key': key.current } })
      : await asWriter<EventDetail>(apiUrl(`events/${on.event.id}`) + because, writer.token, { method: 'PUT', body: draft, headers: { 'If-Match': on.tag } });
    setSaving(false);
    if (answer.ok) return onSaved(answer.value.value.id);
    // What was wrong is mended and sent as something new.
    if (answer.failure.kind === 'refused') key.current = newKey();
    if (answer.failure.kind === 'refused' && answer.failure.problem.status === 412) {
      setTheirs(await readBase());
      return;
    }
    setFailure(answer.failure);
    told.current?.scrollIntoView({ block: 'nearest' });
  };

  if (id !== null && base === null) {
    return failure ? <FailureNote failure={failure} retry={onCancel} /> : <p class="quiet">{words.loading}</p>;
  }
  const actor = (index: number, change: Partial<Form['actors'][number]>) =>
    set('actors')(form.actors.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const source = (index: number, change: Partial<Form['sources'][number]>) =>
    set('sources')(form.sources.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const without = <T,>(list: readonly T[], index: number) => list.filter((_, at) => at !== index);
  const point = form.latitude !== '' && form.longitude !== '' && Number.isFinite(Number(form.latitude)) && Number.isFinite(Number(form.longitude))
    ? { latitude: Number(form.latitude), longitude: Number(form.longitude) } : null;

  return (
    <form class="task" onSubmit={(submit) => {
      submit.preventDefault();
      void save(base);
    }}>
      <h2>{id === null ? edit.newHeading : edit.editHeading}</h2>
      <div ref={told}>
        {failure && <FailureNote failure={failure} retry={() => void save(base)} />}
        {theirs && base && (
          <Conflict mine={form} theirs={formOf(theirs.event)} by={theirs.event.revision}
            onMine={() => {
              setTheirs(null);
              setBase(theirs);
              void save(theirs);
            }}
            onTheirs={() => {
              setForm(formOf(theirs.event));
              setBase(theirs);
              setTheirs(null);
            }} />
        )}
      </div>
      <Field label={edit.title} value={form.title} onValue={set('title')} required wide problem={wrong('/title')} />
      <Field label={edit.date} value={form.date} onValue={set('date')} required wide problem={wrong('/date')} />
      <div class="hint date-read" aria-live="polite">{date.said ? <DateSaid said={date.said} current={date.current} /> : texts.ask.dateHint}</div>
      {duplicates.length > 0 && (
        <div class="note duplicates" role="status">
          <h3>{edit.duplicates}</h3>
          <ul>
            {duplicates.map((one) => (
              <li key={one.id}><a href={pageUrl({ ...EVERYTHING, event: one.id })} target="_blank" rel="noopener">{one.date.words}: {one.title}</a></li>
            ))}
          </ul>
        </div>
      )}
      <div class="inputs">
        <Choice label={edit.kind} value={form.kind} onValue={set('kind')} required problem={wrong('/kind')}
          options={[['', edit.choose], ...codes.kinds]} />
        <Choice label={edit.status} value={form.status} onValue={(value) => set('status')(value as Form['status'])}
          options={(['reported', 'confirmed', 'disputed'] as const).map((one) => [one, texts.statuses[one]] as const)} />
        <Choice label={edit.violence} value={form.violenceType} onValue={(value) => set('violenceType')(value as Form['violenceType'])} problem={wrong('/violenceType')}
          options={[['', edit.none], ...Object.entries(texts.violenceTypes)]} />
      </div>
      <Field label={edit.description} value={form.description} onValue={set('description')} wide lines={4} problem={wrong('/description')} />

      <Group title={texts.place.heading}>
        <div class="inputs">
          <Field label={edit.placeName} value={form.place} onValue={set('place')} problem={wrong('/place/name')} />
          <Choice label={texts.ask.filters.country} value={form.country} onValue={set('country')} options={[['', edit.none], ...codes.countries]} problem={wrong('/place/country')} />
          <Field label={texts.ask.filters.latitude} type="number" value={form.latitude} onValue={set('latitude')} problem={wrong('/place/latitude')} />
          <Field label={texts.ask.filters.longitude} type="number" value={form.longitude} onValue={set('longitude')} problem={wrong('/place/longitude')} />
          <Choice label={texts.ask.filters.placePrecision} value={form.precision} onValue={(value) => set('precision')(value as PlacePrecision | '')}
            options={[['', edit.none], ...Object.entries(texts.place.precisions)]} problem={wrong('/place/precision')} />
        </div>
        <PointMap point={point} precision={form.precision || null} onPoint={(longitude, latitude) =>
          setForm((last) => ({ ...last, longitude: String(longitude), latitude: String(latitude), precision: last.precision || 'near' }))} />
      </Group>

      <Group title={toll.heading}>
        <div class="inputs is-three">
          <Field label={toll.low} type="number" value={form.low} onValue={set('low')} problem={wrong('/fatalities/low')} />
          <Field label={toll.best} type="number" value={form.best} onValue={set('best')} problem={wrong('/fatalities/best')} />
          <Field label={toll.high} type="number" value={form.high} onValue={set('high')} problem={wrong('/fatalities/high')} />
        </div>
        <p class="hint">{edit.tollHint}</p>
      </Group>

      <Group title={words.actors}>
        {form.actors.map((one, index) => (
          <div class="inputs is-row" key={index}>
            <Field label={edit.actorName} value={one.name} onValue={(name) => actor(index, { name })} problem={wrong(`/actors/${index}`)} />
            <Choice label={edit.role} value={one.role} onValue={(role) => actor(index, { role: role as Role })} options={Object.entries(words.roles)} />
            <button type="button" aria-label={edit.remove(one.name || edit.actorName)} onClick={() => set('actors')(without(form.actors, index))}>×</button>
          </div>
        ))}
        <button type="button" onClick={() => set('actors')([...form.actors, { name: '', role: 'side-a' }])}>{edit.addActor}</button>
        {form.conflicts.map((name, index) => (
          <div class="inputs is-row" key={index}>
            <Field label={words.conflict} value={name} onValue={(value) => set('conflicts')(form.conflicts.map((one, at) => (at === index ? value : one)))} problem={wrong(`/conflicts/${index}`)} />
            <button type="button" aria-label={edit.remove(name || words.conflict)} onClick={() => set('conflicts')(without(form.conflicts, index))}>×</button>
          </div>
        ))}
        <button type="button" onClick={() => set('conflicts')([...form.conflicts, ''])}>{edit.addConflict}</button>
      </Group>

      <Group title={words.sources}>
        {form.sources.map((one, index) => (
          <div class="source-inputs" key={index}>
            <div class="inputs">
              <Field label={edit.sourceName} value={one.name} onValue={(name) => source(index, { name })} problem={wrong(`/sources/${index}`)} />
              <Field label={edit.sourceUrl} type="url" value={one.url} onValue={(url) => source(index, { url })} />
              <Field label={edit.published} value={one.published} onValue={(published) => source(index, { published })} />
              <Field label={edit.saysDate} value={one.edtf} onValue={(edtf) => source(index, { edtf })} />
            </div>
            <div class="inputs is-three">
              <Field label={toll.low} type="number" value={one.low} onValue={(low) => source(index, { low })} />
              <Field label={toll.best} type="number" value={one.best} onValue={(best) => source(index, { best })} />
              <Field label={toll.high} type="number" value={one.high} onValue={(high) => source(index, { high })} />
            </div>
            <Field label={edit.note} value={one.note} onValue={(note) => source(index, { note })} wide />
            <button type="button" aria-label={edit.remove(one.name || words.unnamedSource)} onClick={() => set('sources')(without(form.sources, index))}>×</button>
          </div>
        ))}
        <button type="button" onClick={() => set('sources')([...form.sources, NO_SOURCE])}>{edit.addSource}</button>
      </Group>

      <Field label={edit.tags} value={form.tags} onValue={set('tags')} wide problem={wrong('/tags')} />
      <Field label={edit.reason} value={reason} onValue={setReason} wide />
      <p class="task-end">
        <button type="submit" class="primary" disabled={saving}>{saving ? edit.saving : edit.save}</button>
        <button type="button" onClick={onCancel}>{edit.cancel}</button>
      </p>
    </form>
  );
}

/** `crypto.randomUUID` is there only under https or on this machine. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
