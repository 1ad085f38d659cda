import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { apiUrl } from './api/client';
import type { Failure } from './api/problem';
import type { Codebook, EventDetail } from './api/shapes';
import { useReading } from './api/useReading';
import { useDating } from './dating/useDating';
import { EventList } from './events/EventList';
import { EventPanel } from './events/EventPanel';
import { useEvents, type Events } from './events/useEvents';
import { Chips } from './filters/Chips';
import { FilterBar } from './filters/FilterBar';
import { Masthead } from './Masthead';
import { Share } from './share/Share';
import { TextsProvider, textsFor, useTexts, type Texts } from './texts';
import { useNarrow } from './view/useNarrow';
import { FailureNote, failureTitle } from './view/FailureNote';
import { labelsOf } from './view/labels';
import { useView, type Step } from './view/useView';
import { eventsQuery, SORTS, type Sort, type View } from './view/view';

const FAILURE = 'failure';

/** The page: what is asked, what was found, and one event of it. */
export function Page() {
  const [view, change] = useView();
  const texts = useMemo(() => textsFor(view.lang, navigator.languages), [view.lang]);
  const events = useEvents(eventsQuery(view));
  const dating = useDating(view.date, useCallback((date: string, step: Step) => change({ date }, step), [change]));
  const codebook = useReading<Codebook>(apiUrl('codebook'));
  const detail = useReading<EventDetail>(view.event === null ? null : apiUrl(`events/${view.event}`));
  const labels = useMemo(() => labelsOf(codebook.value, texts), [codebook.value, texts]);
  const narrow = useNarrow();
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
  const survivor = detail.value !== null && detail.of === apiUrl(`events/${view.event}`) ? detail.value.id : null;
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

  // A date that waits for the service is told where a list that waits is.
  const failure = events.failure ?? dating.failure;
  const retry = events.failure ? events.retry : dating.retry;

  const covered = narrow && view.event !== null;
  return (
    <TextsProvider value={texts}>
      <div class={`page${view.event === null ? '' : ' has-panel'}`}>
        <div class="covered" inert={covered}>
          <a class="skip" href="#events">{texts.page.skip}</a>
          <Masthead view={view} change={change} />
          <FilterBar view={view} change={change} dating={dating} failure={events.failure} told={FAILURE} />
        </div>
        <div class="body">
          <main class="results" id="events" tabIndex={-1} ref={results} inert={covered}>
            <h2 class="unseen">{texts.list.heading}</h2>
            <div class="summary">
              <p class="count" role="status">{statusText(events, failure, texts)}<small>{shownText(events, failure, texts)}</small></p>
              <Order view={view} onSort={(sort) => change({ sort })} />
            </div>
            <Chips filters={view.filters} labels={labels} onFilters={(filters) => change({ filters })} />
            {failure && (
              <FailureNote id={FAILURE} failure={failure} retry={retry} stale={events.items.length > 0} titled={false} />
            )}
            <EventList events={events} view={view} change={change} labels={labels} />
            {events.failure?.kind !== 'refused' && <Share view={view} />}
          </main>
          {view.event !== null && (
            <EventPanel reading={detail} view={view} change={change} labels={labels}
              chosen={view.event !== arrived.current} onClose={() => change({ event: null })} />
          )}
        </div>
      </div>
    </TextsProvider>
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
