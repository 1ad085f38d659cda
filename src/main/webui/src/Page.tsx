import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { apiUrl } from './api/client';
import type { Failure } from './api/problem';
import { LISTED, type EventDetail } from './api/shapes';
import { useReading } from './api/useReading';
import { useDating } from './dating/useDating';
import { TaskPanel } from './edit/TaskPanel';
import { mayEdit, useWriter } from './edit/useWriter';
import { EventList } from './events/EventList';
import { EventPanel } from './events/EventPanel';
import { useEvents, type Events } from './events/useEvents';
import { Chips } from './filters/Chips';
import { FacetPanel } from './filters/FacetPanel';
import { FilterBar } from './filters/FilterBar';
import { useFacets } from './filters/useFacets';
import { extentOf } from './histogram/bars';
import { Histogram } from './histogram/Histogram';
import { useHistogram } from './histogram/useHistogram';
import { MapView } from './map/MapView';
import { Masthead } from './Masthead';
import { Pinned, Share } from './share/Share';
import { TextsProvider, textsFor, useTexts, type Texts } from './texts';
import { Timeline } from './timeline/Timeline';
import { useTimeline } from './timeline/useTimeline';
import { useNarrow } from './view/useNarrow';
import { FailureNote, failureTitle } from './view/FailureNote';
import { useLabels } from './view/useLabels';
import { useTimeWindow } from './view/useTimeWindow';
import { useView, type Step } from './view/useView';
import { eventsQuery, oneQuery, SORTS, TABS, type Sort, type Tab, type View } from './view/view';

const FAILURE = 'failure';

/** The page: what is asked, what was found, where and when, and one event of it. */
export function Page() {
  const [view, change] = useView();
  const texts = useMemo(() => textsFor(view.lang, navigator.languages), [view.lang]);
  const events = useEvents(eventsQuery(view, [['fields', LISTED.join()]]));
  const dating = useDating(view.date, useCallback((date: string, step: Step) => change({ date }, step), [change]));
  const histogram = useHistogram(view);
  const extent = useMemo(() => extentOf(histogram.value?.buckets ?? []), [histogram.value]);
  const window = useTimeWindow(view.date, extent, change);
  const drawn = useTimeline(view, events);
  const choices = useFacets(view);
  const detail = useReading<EventDetail>(view.event === null ? null : apiUrl(`events/${view.event}`, oneQuery(view)));
  const labels = useLabels(choices, texts);
  const narrow = useNarrow();
  const writing = useWriter();
  const results = useRef<HTMLDivElement>(null);

  useEffect(() => {
    document.documentElement.lang = texts.language;
    document.documentElement.dir = texts.direction;
  }, [texts]);

  const shown = detail.value?.id === view.event ? detail.value : null;
  useEffect(() => {
    document.title = shown === null ? texts.page.title : `${shown.title} · ${texts.page.title}`;
  }, [shown, texts]);

  // A merged event is answered by the one that survived it: the address follows.
  const survivor = detail.value !== null && detail.of?.startsWith(apiUrl(`events/${view.event}`)) ? detail.value.id : null;
  useEffect(() => {
    if (survivor !== null && survivor !== view.event) change({ event: survivor }, 'replace');
  }, [survivor]);

  // Closed, by its button or by Back, reading goes on at the event that it was opened from.
  const arrived = useRef(view.event);
  const last = useRef(view.event);
  useEffect(() => {
    const left = last.current;
    last.current = view.event;
    if (view.event !== null || left === null) return;
    results.current?.querySelector<HTMLElement>(`[data-event="${left}"] a`)?.focus();
  }, [view.event]);

  const readAnew = () => {
    for (const reading of [events, histogram, detail, choices]) reading.retry();
  };

  // A date that waits for the service is told where a list that waits is.
  const failure = events.failure ?? dating.failure;
  const retry = events.failure ? events.retry : dating.retry;
  const counted = statusText(events, failure, texts);

  const panelled = view.event !== null || view.task !== null;
  const covered = narrow && panelled;
  return (
    <TextsProvider value={texts}>
      <div class={`page tab-${view.tab}${panelled ? ' has-panel' : ''}`}>
        <div class="covered" inert={covered}>
          <a class="skip" href="#events">{texts.page.skip}</a>
          <Masthead view={view} change={change} writer={writing.writer} />
          {view.asOf !== null && <Pinned asOf={view.asOf} change={change} />}
          <FilterBar view={view} change={change} dating={dating} failure={events.failure} told={FAILURE} />
          <Histogram counts={histogram.value} extent={extent} measure={view.measure} window={window}
            waiting={histogram.loading && histogram.value !== null} failure={events.failure ? null : histogram.failure}
            onMeasure={(measure) => change({ measure }, 'replace')} />
        </div>
        <div class="body">
          <Side narrow={narrow} filters={view.filters.length} inert={covered}>
            <FacetPanel view={view} change={change} choices={choices} labels={labels} />
          </Side>
          <main class="results" id="events" tabIndex={-1} ref={results} inert={covered}>
            <h2 class="unseen">{texts.list.heading}</h2>
            <div class="summary">
              <p class="count" role="status">{counted}<small>{shownText(events, failure, texts)}</small></p>
              <Order view={view} onSort={(sort) => change({ sort })} />
              <Share view={view} change={change} counted={counted} answered={events.failure?.kind !== 'refused'} />
            </div>
            <Chips filters={view.filters} labels={labels} choices={choices} onFilters={(filters) => change({ filters })} />
            {failure && (
              <FailureNote id={FAILURE} failure={failure} retry={retry} stale={events.items.length > 0} titled={false} />
            )}
            <Tabs tab={view.tab} onTab={(tab) => change({ tab }, 'replace')} />
            <div class="pictures">
              <Timeline drawn={drawn} window={window} view={view} change={change} />
              <MapView view={view} change={change} labels={labels} events={drawn.events} open={shown} />
            </div>
            <div class="list"><EventList events={events} view={view} change={change} labels={labels} /></div>
          </main>
          {view.task !== null && (
            <TaskPanel task={view.task} view={view} change={change} writing={writing} onWritten={readAnew} />
          )}
          {view.event !== null && view.task === null && (
            <EventPanel reading={detail} view={view} change={change} labels={labels}
              onEdit={writing.writer && mayEdit(writing.writer.me) ? () => change({ task: 'edit' }) : null}
              chosen={view.event !== arrived.current} onClose={() => change({ event: null })} />
          )}
        </div>
      </div>
    </TextsProvider>
  );
}

/** The filters: beside the list where there is room, else in a drawer above it. */
function Side({ narrow, filters, inert, children }: { narrow: boolean; filters: number; inert: boolean; children: ComponentChildren }) {
  const { facets } = useTexts();
  return (
    <aside class="side" aria-label={facets.heading} inert={inert}>
      {narrow
        ? <details class="drawer"><summary class="button">{facets.heading}{filters > 0 && ` (${filters})`}</summary>{children}</details>
        : children}
    </aside>
  );
}

/** Where there is no room for all, which of them is in front. */
function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { page } = useTexts();
  return (
    <div class="tabs" role="group" aria-label={page.tabs}>
      {TABS.map((one) => (
        <button key={one} type="button" aria-pressed={one === tab} onClick={() => onTab(one)}>{page.tab[one]}</button>
      ))}
    </div>
  );
}

/** What the list holds, in one line that is also read out when it changes. */
function statusText({ total, stale, items }: Events, failure: Failure | null, texts: Texts): string {
  if (failure) return failureTitle(failure, texts);
  if (total === null) return stale ? texts.list.loading : texts.list.count(items.length);
  return total.relation === 'eq' ? texts.list.count(total.value) : texts.list.atLeast(total.value);
}

function shownText({ total, items }: Events, failure: Failure | null, texts: Texts): string {
  const all = failure !== null || total === null || items.length >= total.value;
  return all || items.length === 0 ? '' : ` ${texts.list.shown(items.length)}`;
}

function Order({ view, onSort }: { view: View; onSort: (sort: Sort) => void }) {
  const { ask } = useTexts();
  const offered = SORTS.filter((sort) => sort !== 'relevance' || view.q !== '');
  return (
    <p class="order">
      <label for="sort">{ask.sort}</label>{' '}
      <select id="sort" value={view.sort} onChange={(change) => onSort(change.currentTarget.value as Sort)}>
        {offered.map((sort) => <option key={sort} value={sort}>{ask.sorts[sort]}</option>)}
      </select>
    </p>
  );
}
