import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { apiUrl } from '../api/client';
import type { EventDetail, EventLink, Fatalities, Source } from '../api/shapes';
import type { Reading } from '../api/useReading';
import { useTexts } from '../texts';
import { WideDrawing } from '../time/Drawing';
import { beganAndEnded } from '../time/words';
import { FailureNote } from '../view/FailureNote';
import type { Labels } from '../view/labels';
import { plainClick } from '../view/plainClick';
import { pageUrl, type Change } from '../view/useView';
import { EVERYTHING, oneQuery, type Filter, type FilterName, type View } from '../view/view';
import { Copy } from '../share/Copy';
import { ClaimsTable, hasClaims } from './ClaimsTable';
import { History } from './History';
import { Outside } from './Outside';
import { StatusMark, Where } from './EventRow';
import { tollText } from './toll';

interface Props {
  readonly reading: Reading<EventDetail>;
  readonly view: View;
  readonly change: Change;
  readonly labels: Labels;
  /** Chosen by hand, so reading goes on here; an event that came with the address leaves it at the top. */
  readonly chosen: boolean;
  /** Null for those who may not. */
  readonly onEdit: (() => void) | null;
  readonly onClose: () => void;
}

/** All that is known of one event. */
export function EventPanel({ reading, view, change, labels, chosen, onEdit, onClose }: Props) {
  const texts = useTexts();
  const panel = useRef<HTMLElement>(null);
  const { value, failure, retry } = reading;
  const event = value?.id === view.event ? value : null;

  useEffect(() => {
    panel.current?.scrollTo(0, 0);
    if (chosen) panel.current?.focus({ preventScroll: true });
  }, [view.event]);

  return (
    <aside class="panel" ref={panel} tabIndex={-1} aria-label={event?.title ?? texts.event.loading}
      onKeyDown={(key) => key.key === 'Escape' && onClose()}>
      <button type="button" class="panel-close" onClick={onClose}>
        <span aria-hidden="true">×</span> {texts.event.close}
      </button>
      {event && onEdit && <button type="button" class="panel-edit" onClick={onEdit}>{texts.edit.edit}</button>}
      {failure && <FailureNote failure={failure} retry={retry} />}
      {event && <Whole event={event} view={view} change={change} labels={labels} />}
      {!event && !failure && <p class="quiet panel-wait">{texts.event.loading}</p>}
    </aside>
  );
}

interface WholeProps {
  readonly event: EventDetail;
  readonly view: View;
  readonly change: Change;
  readonly labels: Labels;
}

function Whole({ event, view, change, labels }: WholeProps) {
  const texts = useTexts();
  const { date, place } = event;
  const sources = event.sources ?? [];
  const times = beganAndEnded(date, texts.when);
  const narrow = (name: FilterName, value: string | number, label: string) => (
    <FilterLink view={view} change={change} filter={{ name, value: String(value) }} label={label} />
  );
  return (
    <article>
      <header class="panel-head">
        <p class="panel-when"><span lang="en" dir="auto">{date.words}</span></p>
        <h2 dir="auto">{event.title || texts.list.untitled}</h2>
        <p class="row-kind">{narrow('kind', event.kind, labels.kind(event.kind))}<StatusMark status={event.status} /></p>
        {event.violenceType && <p class="quiet">{texts.violenceTypes[event.violenceType]}</p>}
      </header>

      {event.description && <p class="panel-text" dir="auto">{event.description}</p>}
      {event.aggregate && <p class="panel-remark">{texts.event.aggregate}</p>}

      <section class="panel-dates">
        <WideDrawing date={date} />
        <dl>
          <Pair name={texts.when.began}>{times.began}</Pair>
          <Pair name={texts.when.ended}>{times.ended}</Pair>
          <Pair name={texts.when.written}><code class="edtf" dir="ltr">{date.edtf}</code></Pair>
          {date.text && <Pair name={texts.when.wording}>
            <q dir="auto">{date.text}</q>{date.reported && `, ${texts.when.reported(date.reported)}`}
          </Pair>}
        </dl>
        {date.qualifier && <p class="panel-remark">{texts.when.qualifiers[date.qualifier]}</p>}
      </section>

      <section>
        <h3>{texts.toll.heading}</h3>
        <Tolls fatalities={event.fatalities} />
      </section>

      <section>
        <h3>{texts.place.heading}</h3>
        <p><Where place={place} labels={labels} /></p>
        <dl>
          {place?.latitude != null && place.longitude != null && (
            <Pair name={texts.place.position}><bdi>{place.latitude}, {place.longitude}</bdi></Pair>
          )}
          {event.concerns.length > 0 && (
            <Pair name={texts.place.concerns}>
              <Listed>{event.concerns.map((country) => narrow('country', country, labels.country(country)))}</Listed>
            </Pair>
          )}
        </dl>
      </section>

      {(event.actors.length > 0 || event.conflicts.length > 0 || event.dyad) && (
        <section>
          <h3>{texts.event.actors}</h3>
          <dl>
            {event.actors.map((actor) => (
              <Pair key={`${actor.id} ${actor.role}`} name={texts.event.roles[actor.role]}>
                {narrow('actor', actor.id, actor.name)}
              </Pair>
            ))}
            {event.conflicts.map((conflict) => (
              <Pair key={conflict.id} name={texts.event.conflict}>{narrow('conflict', conflict.id, conflict.name)}</Pair>
            ))}
            {event.dyad && <Pair name={texts.event.dyad}>{narrow('dyad', event.dyad.id, event.dyad.name)}</Pair>}
          </dl>
        </section>
      )}

      <section>
        <h3>{texts.event.sources}</h3>
        {hasClaims(sources) && <ClaimsTable event={event} view={view} />}
        {sources.length === 0
          ? <p class="quiet">{event.sourceCount ? texts.event.countedSources(event.sourceCount) : texts.event.noSources}</p>
          : <ul class="sources">{sources.map((source, index) => <SourceItem key={index} source={source} />)}</ul>}
      </section>

      {event.links.length > 0 && (
        <section>
          <h3>{texts.event.links}</h3>
          <dl>{event.links.map((link, index) => (
            <Pair key={index} name={texts.event.rels[link.rel]}><Linked link={link} view={view} change={change} /></Pair>
          ))}</dl>
        </section>
      )}

      {event.tags.length > 0 && (
        <section>
          <h3>{texts.event.tags}</h3>
          <p><Listed>{event.tags.map((tag) => narrow('tag', tag, tag))}</Listed></p>
        </section>
      )}

      <section>
        <h3>{texts.share.cite}</h3>
        <Copy label={texts.share.copyCitation}
          text={texts.share.citeEvent(event.title || texts.list.untitled, date.words, event.id, event.revision, originText(event.origin), pageUrl({ ...EVERYTHING, asOf: view.asOf, event: event.id }), new Date())} />
      </section>

      <section class="panel-record">
        <h3>{texts.event.record}</h3>
        <dl>
          <Pair name={texts.event.origin}>
            <Outside href={event.origin.url}>
              {originText(event.origin)}
            </Outside>
          </Pair>
          <Pair name={texts.event.revision}>
            {texts.event.revisionOf(event.revision, texts.event.instant(event.recordedAt))}
          </Pair>
          <Pair name={texts.event.firstRecorded}>{texts.event.instant(event.firstRecordedAt)}</Pair>
        </dl>
        {Object.entries(event.extra ?? {}).map(([dataset, columns]) => (
          <details key={dataset}>
            <summary>{texts.event.extra(dataset)}</summary>
            <dl class="extra">
              {Object.entries(columns).map(([name, value]) => <Pair key={name} name={name}>{value}</Pair>)}
            </dl>
          </details>
        ))}
        <History event={event.id} revision={event.revision} />
        <p><a href={apiUrl(`events/${event.id}`, oneQuery(view))}>{texts.event.json}</a></p>
      </section>
    </article>
  );
}

function originText({ dataset, version, key }: EventDetail['origin']): string {
  return [dataset, version, key].filter(Boolean).join(' · ');
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd dir="auto">{children}</dd></div>;
}

function Listed({ children }: { children: ComponentChildren[] }) {
  return <>{children.map((child, index) => [index > 0 && ', ', child])}</>;
}

function Tolls({ fatalities }: { fatalities: Fatalities }) {
  const { toll } = useTexts();
  const { low, best, high, sideA, sideB, civilians, unknown } = fatalities;
  const people = (count: number | null) =>
    count === null ? <span class="quiet">{toll.notKnown}</span> : toll.number(count);
  const sides = [[toll.sideA, sideA], [toll.sideB, sideB], [toll.civilians, civilians], [toll.unknownSide, unknown]] as const;
  return (
    <>
      <dl class="tolls">
        <Pair name={toll.low}>{people(low)}</Pair>
        <Pair name={toll.best}>{people(best)}</Pair>
        <Pair name={toll.high}>{people(high)}</Pair>
      </dl>
      {sides.some(([, count]) => count !== null) && (
        <dl class="tolls tolls-sides" aria-label={toll.bySide}>
          {sides.map(([name, count]) => <Pair key={name} name={name}>{people(count)}</Pair>)}
        </dl>
      )}
    </>
  );
}

function SourceItem({ source }: { source: Source }) {
  const texts = useTexts();
  const { says } = source;
  const { low = null, best = null, high = null } = says ?? {};
  const counted = low !== null || best !== null || high !== null;
  const toll = counted ? tollText({ low, best, high }, texts.toll) : null;
  return (
    <li>
      <p class="source-name">
        <Outside href={source.url}>{source.name || source.headline || texts.event.unnamedSource}</Outside>
        {source.published && <span class="quiet"> · {source.published}</span>}
      </p>
      {source.name && source.headline && <p class="quiet" dir="auto">{source.headline}</p>}
      {says && (
        <dl class="says">
          {says.edtf && <Pair name={texts.event.saysDate}><code class="edtf" dir="ltr">{says.edtf}</code></Pair>}
          {toll && <Pair name={texts.event.saysToll}>{toll.main}{toll.range && ` (${toll.range})`}</Pair>}
        </dl>
      )}
      {says?.note && <p class="says-note" dir="auto">{says.note}</p>}
    </li>
  );
}

/** A link to another event opens it in the same panel, so that a chain can be walked. */
function Linked({ link, view, change }: { link: EventLink; view: View; change: Change }) {
  const name = link.title ?? (link.origin ? `${link.origin.dataset} · ${link.origin.key}` : String(link.event));
  if (link.event === null) return <>{name}</>;
  const id = link.event;
  return <InPage view={{ ...view, event: id }} go={() => change({ event: id })}>{name}</InPage>;
}

function FilterLink({ view, change, filter, label }: { view: View; change: Change; filter: Filter; label: string }) {
  const texts = useTexts();
  const others = view.filters.filter(({ name }) => name !== filter.name);
  const filters = [...others, filter];
  return (
    <InPage view={{ ...view, filters }} go={() => change({ filters })} title={texts.event.filterBy(label)}>{label}</InPage>
  );
}

interface InPageProps {
  readonly view: View;
  readonly go: () => void;
  readonly title?: string;
  readonly children: ComponentChildren;
}

function InPage({ view, go, title, children }: InPageProps) {
  return (
    <a href={pageUrl(view)} title={title} onClick={(click) => {
      if (!plainClick(click)) return;
      click.preventDefault();
      go();
    }}>{children}</a>
  );
}
