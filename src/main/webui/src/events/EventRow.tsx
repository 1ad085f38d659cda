import type { ListedEvent, Place, Status } from '../api/shapes';
import { useTexts, type Texts } from '../texts';
import type { Frame } from '../time/bounds';
import { RowDrawing } from '../time/Drawing';
import type { Labels } from '../view/labels';
import { plainClick } from '../view/plainClick';
import { tollText } from './toll';

interface Props {
  readonly event: ListedEvent;
  readonly frame: Frame | null;
  readonly labels: Labels;
  readonly open: boolean;
  readonly href: string;
  readonly onOpen: (id: number) => void;
}

/** One event of the list; the link of its title reaches over the whole row. */
export function EventRow({ event, frame, labels, open, href, onOpen }: Props) {
  const texts = useTexts();
  const toll = tollText(event.fatalities, texts.toll);
  return (
    <li class={`row${open ? ' is-open' : ''}`} data-event={event.id}>
      <p class="row-when">
        <span class="row-words" lang="en" dir="auto">{event.date.words}</span>
        <code class="edtf" dir="ltr">{event.date.edtf}</code>
      </p>
      <div class="row-what">
        <h3>
          <a href={href} aria-current={open ? 'true' : undefined} dir="auto" onClick={(click) => {
            if (!plainClick(click)) return;
            click.preventDefault();
            onOpen(event.id);
          }}>{event.title || texts.list.untitled}</a>
        </h3>
        <p class="row-where"><Where place={event.place} labels={labels} /></p>
        <p class="row-kind">
          <span>{labels.kind(event.kind)}</span>
          <StatusMark status={event.status} />
        </p>
      </div>
      <p class={`row-toll${toll.main === texts.toll.unknown ? ' is-unknown' : ''}`}>
        <span>{toll.main}</span>
        {toll.range && <span class="row-range">{toll.range}</span>}
      </p>
      <div class="row-drawing">{frame && <RowDrawing date={event.date} frame={frame} />}</div>
    </li>
  );
}

export function Where({ place, labels }: { place: Place | null; labels: Labels }) {
  const texts = useTexts();
  if (place === null) return <span class="quiet">{texts.place.unknown}</span>;
  return (
    <>
      <bdi>{placeName(place, labels) || texts.place.unknown}</bdi>
      {place.precision && <span class="quiet"> · {texts.place.precisions[place.precision]}</span>}
    </>
  );
}

/** From the finest name to the country; a name that repeats the one before it is left out. */
function placeName(place: Place, labels: Labels): string {
  const country = place.country && labels.country(place.country);
  const names = [place.name, place.admin2, place.admin1, country].filter((name) => name !== null && name !== '');
  return names.filter((name, index) => name !== names[index - 1]).join(', ');
}

export function StatusMark({ status }: { status: Status }) {
  const texts = useTexts();
  return <span class={`status status-${status}`}>{statusText(status, texts)}</span>;
}

function statusText(status: Status, texts: Texts): string {
  return texts.statuses[status] ?? status;
}
