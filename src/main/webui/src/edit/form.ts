import type { EventDetail, PlacePrecision, Role, Source, Status, ViolenceType } from '../api/shapes';

/** What the fields of the form hold: text as it was typed, until it is sent. */
export interface Form {
  readonly title: string;
  readonly date: string;
  readonly kind: string;
  readonly violenceType: ViolenceType | '';
  readonly status: Status;
  readonly description: string;
  readonly place: string;
  readonly country: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly precision: PlacePrecision | '';
  readonly low: string;
  readonly best: string;
  readonly high: string;
  readonly actors: readonly FormActor[];
  readonly conflicts: readonly string[];
  readonly sources: readonly FormSource[];
  readonly tags: string;
}

export interface FormActor {
  readonly name: string;
  readonly role: Role;
}

export interface FormSource {
  readonly name: string;
  readonly url: string;
  readonly published: string;
  readonly edtf: string;
  readonly low: string;
  readonly best: string;
  readonly high: string;
  readonly note: string;
}

export const NO_SOURCE: FormSource = { name: '', url: '', published: '', edtf: '', low: '', best: '', high: '', note: '' };

export const EMPTY: Form = {
  title: '', date: '', kind: '', violenceType: '', status: 'reported', description: '', place: '', country: '',
  latitude: '', longitude: '', precision: '', low: '', best: '', high: '', actors: [], conflicts: [], sources: [], tags: '',
};

export function formOf(event: EventDetail): Form {
  const { place, fatalities } = event;
  return {
    title: event.title,
    date: event.date.edtf,
    kind: event.kind,
    violenceType: event.violenceType ?? '',
    status: event.status,
    description: event.description ?? '',
    place: place?.name ?? '',
    country: place?.country ?? '',
    latitude: text(place?.latitude),
    longitude: text(place?.longitude),
    precision: place?.precision ?? '',
    low: text(fatalities.low), best: text(fatalities.best), high: text(fatalities.high),
    actors: event.actors.map(({ name, role }) => ({ name, role })),
    conflicts: event.conflicts.map(({ name }) => name),
    sources: (event.sources ?? []).map((source) => ({
      name: source.name ?? '', url: source.url ?? '', published: source.published ?? '',
      edtf: source.says?.edtf ?? '', low: text(source.says?.low), best: text(source.says?.best), high: text(source.says?.high),
      note: source.says?.note ?? '',
    })),
    tags: event.tags.join(', '),
  };
}

/** How the date was written: as EDTF, or in the words of a report on the day it was read. */
export type DateDraft = { readonly edtf: string } | { readonly text: string; readonly reported: string };

/**
 * The draft to send. Of an event that is there (`base`), what the form has no field for stays as it is:
 * a changed body of GET is a draft.
 */
export function draftOf(form: Form, date: DateDraft, base: EventDetail | null): Record<string, unknown> {
  const before = base === null ? null : formOf(base);
  const latitude = number(form.latitude);
  const longitude = number(form.longitude);
  const place = {
    ...(base?.place ?? {}),
    name: form.place.trim() || null, country: form.country || null, latitude, longitude, precision: form.precision || null,
  };
  const given = Object.values(place).some((value) => value !== null);
  return {
    ...(base ?? {}),
    title: form.title.trim(),
    // A date that nobody touched keeps its own words and what it was confirmed for.
    date: base !== null && form.date === before?.date ? base.date : date,
    kind: form.kind,
    violenceType: form.violenceType || null,
    status: form.status,
    description: form.description.trim() || null,
    place: given ? place : null,
    fatalities: { ...(base?.fatalities ?? {}), low: number(form.low), best: number(form.best), high: number(form.high) },
    actors: form.actors.filter(({ name }) => name.trim() !== '').map(({ name, role }) => {
      const known = base?.actors.find((actor) => actor.name === name);
      return known ? { id: known.id, role } : { name: name.trim(), create: true, role };
    }),
    conflicts: form.conflicts.filter((name) => name.trim() !== '').map((name) => {
      const known = base?.conflicts.find((conflict) => conflict.name === name);
      return known ? { id: known.id } : { name: name.trim(), create: true };
    }),
    sources: form.sources.filter((source) => Object.values(source).some((value) => value.trim() !== ''))
      .map((source, index) => sourceDraft(source, base?.sources?.[index] ?? null)),
    tags: form.tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''),
    ...(base === null ? {} : { sourceCount: base.sourceCount }),
  };
}

function sourceDraft(form: FormSource, before: Source | null): Record<string, unknown> {
  const says = {
    edtf: form.edtf.trim() || null, low: number(form.low), best: number(form.best), high: number(form.high), note: form.note.trim() || null,
  };
  const said = Object.values(says).some((value) => value !== null);
  return {
    name: form.name.trim() || null, url: form.url.trim() || null, published: form.published.trim() || null,
    headline: before?.headline ?? null, says: said ? says : null,
  };
}

export interface Difference {
  readonly field: keyof Form;
  readonly mine: string;
  readonly theirs: string;
}

/** In which fields two versions differ, for someone who has to choose between them. */
export function differences(mine: Form, theirs: Form): Difference[] {
  return (Object.keys(EMPTY) as (keyof Form)[])
    .map((field) => ({ field, mine: shown(mine[field]), theirs: shown(theirs[field]) }))
    .filter((pair) => pair.mine !== pair.theirs);
}

function shown(value: Form[keyof Form]): string {
  if (typeof value === 'string') return value;
  return value.map((one) => (typeof one === 'string' ? one : Object.values(one).filter((part) => part !== '').join(' · '))).join('\n');
}

function number(value: string): number | null {
  const trimmed = value.trim().replace(',', '.');
  return trimmed === '' || !Number.isFinite(Number(trimmed)) ? null : Number(trimmed);
}

function text(value: number | null | undefined): string {
  return value == null ? '' : String(value);
}
