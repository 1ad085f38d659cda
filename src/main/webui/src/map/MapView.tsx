import { useMemo, useRef, useState } from 'preact/hooks';
import type { EventDetail, ListedEvent, MapCell } from '../api/shapes';
import { useTexts } from '../texts';
import { failureTitle } from '../view/FailureNote';
import type { Labels } from '../view/labels';
import type { Change } from '../view/useView';
import { withFilter, type View } from '../view/view';
import { boxOf, cellDegrees, cellZoom, MOST_ZOOM, placeOf } from './mercator';
import { cellAt, paintCells, paintOpen, paintRough, paintScale, type CellSpot } from './paint';
import { REACH } from './reach';
import { useCells, type Looked } from './useCells';
import { useMap } from './useMap';

interface Props {
  readonly view: View;
  readonly change: Change;
  readonly labels: Labels;
  /** What is drawn one by one elsewhere: the rings of places that are known roughly. */
  readonly events: readonly ListedEvent[];
  readonly open: EventDetail | null;
}

/** So many countries stand under the map by themselves. */
const COUNTRIES = 3;
/** So many cells are told as text; the others are small. */
const TOLD = 40;

/** Where the events of the view happened: counted by the service, hollow where it is not known well. */
export function MapView({ view, change, labels, events, open }: Props) {
  const texts = useTexts();
  const { map } = texts;
  const spots = useRef<readonly CellSpot[]>([]);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [pointed, setPointed] = useState<MapCell | null>(null);
  const cells = useCells(view, looked);
  const box = view.filters.find(({ name }) => name === 'bbox');

  const rough = useMemo(() => events.flatMap(({ place }) => {
    const metres = place?.precision ? REACH[place.precision] : null;
    if (!place || metres === null || place.latitude === null || place.longitude === null) return [];
    return [{ latitude: place.latitude, longitude: place.longitude, metres }];
  }), [events]);

  const { canvas, now, goTo, scaleBy, pan } = useMap(view.map, (surface, transform) => {
    // Where there are many, their rings would cover the map and one another.
    if (rough.length <= 300) paintRough(surface, transform, rough);
    spots.current = paintCells(surface, transform, cells.value?.cells ?? []);
    const place = open?.place;
    if (place?.latitude != null && place.longitude != null && place.precision !== 'country') {
      paintOpen(surface, transform, place.longitude, place.latitude);
    }
    paintScale(surface, placeOf(transform, surface.width, surface.height).latitude, transform.k, map.metres);
  }, (place, transform, byHand) => {
    const { clientWidth: width, clientHeight: height } = canvas.current!;
    const deep = cellZoom(transform.k);
    const next = { zoom: deep, box: boxOf(transform, width, height, cellDegrees(Math.max(0, deep - 2))) };
    setLooked((last) => (JSON.stringify(next) === JSON.stringify(last) ? last : next));
    // What a hand did goes into the address; what the address did is there already.
    if (byHand) change({ map: place }, 'replace');
  });

  const choose = (cell: MapCell) => {
    const transform = now();
    if (!transform) return;
    const deep = Math.log2(transform.k);
    if (cell.events > 1 && deep < MOST_ZOOM - 1.5) {
      const place = { longitude: cell.longitude, latitude: cell.latitude, zoom: Number(Math.min(deep + 2, MOST_ZOOM).toFixed(1)) };
      goTo(place);
      return change({ map: place });
    }
    const near = nearest(events, cell, cellDegrees(cellZoom(transform.k)));
    if (cell.events === 1 && near !== null) return change({ event: near });
    narrowTo(aroundCell(cell, cellDegrees(cellZoom(transform.k))));
  };
  const narrowTo = (sides: readonly number[] | null) =>
    change({ filters: withFilter(view.filters, 'bbox', sides === null ? [] : [sides.join(',')]) });
  const inView = () => {
    const element = canvas.current;
    const transform = now();
    if (!element || !transform) return;
    narrowTo(box ? null : boxOf(transform, element.clientWidth, element.clientHeight, 0.01)?.map((side) => Number(side.toFixed(2))) ?? null);
  };

  const { countryOnly = [], cells: counted = [] } = cells.value ?? {};
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
    '+': () => scaleBy(1.6), '=': () => scaleBy(1.6), '-': () => scaleBy(1 / 1.6), Home: () => change({ map: null }, 'replace'),
  };
  return (
    <section class={`map picture${cells.loading && cells.value !== null ? ' is-waiting' : ''}`} aria-labelledby="map-heading">
      <header class="picture-head">
        <h2 id="map-heading">{map.heading}</h2>
        <label class="picture-choice">
          <input type="checkbox" checked={box !== undefined} onChange={inView} /> {map.onlyHere}
        </label>
        <p class="tools">
          <button type="button" aria-label={map.closer} title={map.closer} onClick={() => scaleBy(2)}>+</button>
          <button type="button" aria-label={map.further} title={map.further} onClick={() => scaleBy(0.5)}>−</button>
          <button type="button" onClick={() => change({ map: null }, 'replace')}>{map.all}</button>
        </p>
      </header>
      <canvas class="map-canvas" ref={canvas} tabIndex={0} role="img" aria-describedby="map-caption"
        aria-label={map.spoken(counted.reduce((sum, { events: more }) => sum + more, 0), counted.length)}
        onClick={(click) => {
          const box = click.currentTarget.getBoundingClientRect();
          const spot = cellAt(spots.current, click.clientX - box.left, click.clientY - box.top);
          if (spot) choose(spot.cell);
        }}
        onKeyDown={(key) => {
          const act = keys[key.key];
          if (!act || key.ctrlKey || key.metaKey || key.altKey) return;
          key.preventDefault();
          act();
        }}
        onPointerMove={(move) => {
          const box = move.currentTarget.getBoundingClientRect();
          setPointed(cellAt(spots.current, move.clientX - box.left, move.clientY - box.top)?.cell ?? null);
        }}
        onPointerLeave={() => setPointed(null)} />
      <p class="picture-caption hint" id="map-caption">
        {cells.failure ? failureTitle(cells.failure, texts) : pointed ? map.cell(pointed) : map.legend}
      </p>
      <CountryOnly counted={countryOnly} labels={labels}
        onCountry={(country) => change({ filters: withFilter(withFilter(view.filters, 'country', [country]), 'placePrecision', ['country']) })} />
      <AsText cells={counted} onChoose={choose} />
    </section>
  );
}

interface CountryOnlyProps {
  readonly counted: readonly { readonly country: string; readonly events: number }[];
  readonly labels: Labels;
  readonly onCountry: (country: string) => void;
}

/** What is known of no place but a country: said, and never a dot in its middle. */
function CountryOnly({ counted, labels, onCountry }: CountryOnlyProps) {
  const { map } = useTexts();
  return (
    <p class="country-only">
      {counted.length > 0 && <>{map.countryOnly}{' '}</>}
      {counted.slice(0, COUNTRIES).map(({ country, events }) => (
        <button key={country} type="button" class="chip" onClick={() => onCountry(country)}>{labels.country(country)} {events}</button>
      ))}
      {counted.length > COUNTRIES && <span class="quiet"> {map.moreCountries(counted.length - COUNTRIES)}</span>}
    </p>
  );
}

function AsText({ cells, onChoose }: { cells: readonly MapCell[]; onChoose: (cell: MapCell) => void }) {
  const { map, asText } = useTexts();
  const [shown, setShown] = useState(false);
  const largest = [...cells].sort((a, b) => b.events - a.events);
  return (
    <details class="as-text" onToggle={(toggle) => setShown(toggle.currentTarget.open)}>
      <summary>{asText.map}</summary>
      {shown && (
        <>
          <ul class="as-text-list" tabIndex={0}>
            {largest.slice(0, TOLD).map((cell) => (
              <li key={`${cell.latitude} ${cell.longitude}`}><button type="button" class="plain" onClick={() => onChoose(cell)}>{map.cell(cell)}</button></li>
            ))}
          </ul>
          {largest.length > TOLD && <p class="hint">{asText.more(largest.length - TOLD)}</p>}
        </>
      )}
    </details>
  );
}

/** The one event that a cell of one must be, if it is among those that are known. */
function nearest(events: readonly ListedEvent[], cell: MapCell, degrees: number): number | null {
  const near = events.filter(({ place }) => place?.latitude != null && place.longitude != null
    && place.precision !== 'country'
    && Math.abs(place.latitude - cell.latitude) <= degrees / 2 && Math.abs(place.longitude - cell.longitude) <= degrees / 2);
  return near.length === 1 ? near[0]!.id : null;
}

/** A box around the point of a cell; points are rounded to a quarter of a degree, so it is not smaller than that. */
function aroundCell({ latitude, longitude }: MapCell, degrees: number): number[] {
  const half = Math.max(degrees / 2, 0.13);
  return [Math.max(-180, longitude - half), Math.max(-90, latitude - half), Math.min(180, longitude + half), Math.min(90, latitude + half)]
    .map((side) => Number(side.toFixed(3)));
}

