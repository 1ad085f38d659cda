import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../texts';
import { askedRange, frameOf, rounded, type Frame } from '../time/bounds';
import { Axis, Legend } from '../time/Drawing';
import { FailureNote } from '../view/FailureNote';
import type { Labels } from '../view/labels';
import { pageUrl, type Change } from '../view/useView';
import { asksForEverything, unasked, type View } from '../view/view';
import { EventRow } from './EventRow';
import type { Events } from './useEvents';

interface Props {
  readonly events: Events;
  readonly view: View;
  readonly change: Change;
  readonly labels: Labels;
}

/** The events that were found, on one time axis, and what stands there when there are none. */
export function EventList({ events, view, change, labels }: Props) {
  const texts = useTexts();
  const list = useRef<HTMLOListElement>(null);
  const goOnAt = useRef<number | null>(null);
  const { items, stale, loading, failure } = events;
  const frame = sharedFrame(events);

  // With the keyboard the button that was pressed moves away; reading goes on at the first new row.
  useEffect(() => {
    if (goOnAt.current === null || items.length <= goOnAt.current) return;
    list.current?.querySelectorAll('a')[goOnAt.current]?.focus();
    goOnAt.current = null;
  }, [items.length]);

  if (failure?.kind === 'refused') return null;
  if (items.length === 0 && stale) return failure === null ? <Waiting /> : null;
  if (items.length === 0) return <Empty view={view} change={change} />;
  return (
    <div class={`found${stale && failure === null ? ' is-waiting' : ''}`} aria-busy={loading}>
      <div class="found-axis">{frame && <><Legend /><Axis frame={frame} /></>}</div>
      <ol class="rows" ref={list}>
        {items.map((event) => (
          <EventRow key={event.id} event={event} frame={frame} labels={labels} open={event.id === view.event}
            href={pageUrl({ ...view, event: event.id })} onOpen={(id) => change({ event: id })} />
        ))}
      </ol>
      {events.moreFailure && <FailureNote failure={events.moreFailure} retry={events.more} />}
      {events.hasMore && (
        <button type="button" class="more" aria-disabled={events.loadingMore} onClick={(click) => {
          if (click.detail === 0) goOnAt.current = items.length;
          events.more();
        }}>{events.loadingMore ? texts.list.loadingMore : texts.list.more}</button>
      )}
      {!events.hasMore && !stale && <p class="found-end quiet">{texts.list.end}</p>}
    </div>
  );
}

/** The dates asked for where they can be told, else those of the events. */
function sharedFrame({ items, date }: Events): Frame | null {
  const asked = askedRange(date);
  const frame = frameOf(items.map((event) => event.date), asked);
  return frame && (asked.from === undefined || asked.to === undefined ? rounded(frame) : frame);
}

function Waiting() {
  return (
    <div class="waiting" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} class="waiting-row"><i /><i /><i /></div>
      ))}
    </div>
  );
}

function Empty({ view, change }: { view: View; change: Change }) {
  const { list, ask } = useTexts();
  if (asksForEverything(view)) {
    return (
      <div class="note">
        <h3>{list.nothingTitle}</h3>
        <p>{list.nothingAdvice}</p>
      </div>
    );
  }
  return (
    <div class="note">
      <h3>{list.emptyTitle}</h3>
      <p>{list.emptyAdvice}</p>
      <button type="button" onClick={() => change(unasked(view))}>{ask.reset}</button>
    </div>
  );
}
