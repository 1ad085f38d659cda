import { select } from 'd3-selection';
import { zoom as zoomBehaviour, zoomIdentity, type ZoomBehavior } from 'd3-zoom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EventDetail, EventSummary, MapCell, PlacePrecision } from '../api/shapes';
import { useCanvas } from '../canvas/useCanvas';
import { useTexts } from '../texts';
import type { Labels } from '../view/labels';
import type { Change } from '../view/useView';
import { withFilter, type View } from '../view/view';
import {
  boxOf, cellDegrees, cellZoom, MOST_ZOOM, placeOf, transformOf, wholeWorld, WORLD, type Transform,
} from './mercator';
import { outlines, type Detail, type Outlines } from './outlines';
import { cellAt, paintCells, paintLand, paintOpen, paintRough, paintScale, type CellSpot } from './paint';
import { useCells, type Looked } from './useCells';

interface Props {
  readonly view: View;
  readonly change: Change;
  readonly labels: Labels;
  /** What is drawn one by one elsewhere: the rings of places that are known roughly. */
  readonly events: readonly EventSummary[];
  readonly open: EventDetail | null;
}

/** How far from its point something may have happened, in metres; null where the point says it well enough. */
const REACH: Record<PlacePrecision, number | null> = {
  exact: null, near: 25_000, district: 60_000, region: 150_000, linear: 60_000, country: null, international: null,
};
/** Above this the few points of the coarse outlines show. */
const FINE = 3.6;
/** So many countries stand under the map by themselves. */
const COUNTRIES = 3;
/** So many cells are told as text; the others are small. */
const TOLD = 40;

/** Where the events of the view happened: counted by the service, hollow where it is not known well. */
export function MapView({ view, change, labels, events, open }: Props) {
  const texts = useTexts();
  const { map } = texts;
  const transform = useRef<Transform | null>(null);
  const spots = useRef<readonly CellSpot[]>([]);
  const land = useRef<Partial<Record<Detail, Outlines>>>({});
  const zoom = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [pointed, setPointed] = useState<MapCell | null>(null);
  const cells = useCells(view, looked);
  const box = view.filters.find(({ name }) => name === 'bbox');

  const rough = useMemo(() => events.flatMap(({ place }) => {
    const metres = place?.precision ? REACH[place.precision] : null;
    if (!place || metres === null || place.latitude === null || place.longitude === null) return [];
    return [{ latitude: place.latitude, longitude: place.longitude, metres }];
  }), [events]);

  const { canvas, repaint } = useCanvas((surface) => {
    const now = transform.current;
    if (now === null) return;
    paintLand(surface, now, land.current[now.k > 2 ** FINE ? 'fine' : 'coarse'] ?? land.current.coarse ?? null);
    // Where there are many, their rings would cover the map and one another.
    if (rough.length <= 300) paintRough(surface, now, rough);
    spots.current = paintCells(surface, now, cells.value?.cells ?? []);
    const place = open?.place;
    if (place?.latitude != null && place.longitude != null && place.precision !== 'country') paintOpen(surface, now, place.longitude, place.latitude);
    paintScale(surface, placeOf(now, surface.width, surface.height).latitude, now.k, map.metres);
  });

  const latest = useRef({ view, change });
  latest.current = { view, change };

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let settled = 0;
    const load = (detail: Detail) => {
      if (land.current[detail]) return;
      outlines(detail).then((read) => {
        land.current[detail] = read;
        repaint();
      }, () => {});
    };
    const look = () => {
      const now = transform.current;
      const { clientWidth: width, clientHeight: height } = element;
      if (now === null || width === 0) return;
      const deep = cellZoom(now.k);
      setLooked((last) => {
        const next = { zoom: deep, box: boxOf(now, width, height, cellDegrees(Math.max(0, deep - 2))) };
        return JSON.stringify(next) === JSON.stringify(last) ? last : next;
      });
      load(now.k > 2 ** FINE ? 'fine' : 'coarse');
    };
    const behaviour = zoomBehaviour<HTMLCanvasElement, unknown>()
      .on('zoom', ({ transform: moved, sourceEvent }: { transform: Transform; sourceEvent: Event | null }) => {
        transform.current = moved;
        repaint();
        clearTimeout(settled);
        settled = window.setTimeout(() => {
          look();
          // What a hand did goes into the address; what the address did is there already.
          if (sourceEvent !== null) {
            latest.current.change({ map: placeOf(moved, element.clientWidth, element.clientHeight) }, 'replace');
          }
        }, 250);
      });
    zoom.current = behaviour;
    select(element).call(behaviour).on('dblclick.zoom', null);
    const sized = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const least = wholeWorld(width, height);
      behaviour.scaleExtent([2 ** least.zoom, 2 ** MOST_ZOOM])
        .translateExtent([[-WORLD * 20, -WORLD * 0.1], [WORLD * 20, WORLD * 1.1]]);
      goTo(latest.current.view.map ?? least);
      look();
    };
    const sizes = new ResizeObserver(sized);
    sizes.observe(element);
    load('coarse');
    return () => {
      clearTimeout(settled);
      sizes.disconnect();
      select(element).on('.zoom', null);
    };
  }, []);

  const goTo = (place: View['map'] & object) => {
    const element = canvas.current;
    if (!element || !zoom.current) return;
    const { k, x, y } = transformOf(place, element.clientWidth, element.clientHeight);
    select(element).call(zoom.current.transform, zoomIdentity.translate(x, y).scale(k));
  };

  // The address changed: Back, or a link.
  useEffect(() => {
    const element = canvas.current;
    if (!element || element.clientWidth === 0 || transform.current === null) return;
    const now = placeOf(transform.current, element.clientWidth, element.clientHeight);
    const wanted = view.map ?? wholeWorld(element.clientWidth, element.clientHeight);
    if (JSON.stringify(now) !== JSON.stringify(wanted)) goTo(wanted);
  }, [view.map]);

  const scaleBy = (factor: number) => {
    if (canvas.current && zoom.current) movedByHand(() => select(canvas.current!).call(zoom.current!.scaleBy, factor));
  };
  const pan = (x: number, y: number) => {
    const { k } = transform.current ?? { k: 1 };
    if (canvas.current && zoom.current) movedByHand(() => select(canvas.current!).call(zoom.current!.translateBy, x / k, y / k));
  };
  /** d3 knows of no event behind these, so the address is told here. */
  const movedByHand = (move: () => void) => {
    move();
    const element = canvas.current;
    if (element && transform.current) change({ map: placeOf(transform.current, element.clientWidth, element.clientHeight) }, 'replace');
  };
  const choose = (cell: MapCell) => {
    const now = transform.current;
    if (!now) return;
    const deep = Math.log2(now.k);
    if (cell.events > 1 && deep < MOST_ZOOM - 1.5) {
      const place = { longitude: cell.longitude, latitude: cell.latitude, zoom: Number(Math.min(deep + 2, MOST_ZOOM).toFixed(1)) };
      goTo(place);
      return change({ map: place });
    }
    const near = nearest(events, cell, cellDegrees(cellZoom(now.k)));
    if (cell.events === 1 && near !== null) return change({ event: near });
    narrowTo(aroundCell(cell, cellDegrees(cellZoom(now.k))));
  };
  const narrowTo = (sides: readonly number[] | null) =>
    change({ filters: withFilter(view.filters, 'bbox', sides === null ? [] : [sides.join(',')]) });
  const inView = () => {
    const element = canvas.current;
    if (!element || !transform.current) return;
    narrowTo(box ? null : boxOf(transform.current, element.clientWidth, element.clientHeight, 0.01)?.map((side) => Number(side.toFixed(2))) ?? null);
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
      <p class="picture-caption hint" id="map-caption">{pointed ? map.cell(pointed) : map.legend}</p>
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
function nearest(events: readonly EventSummary[], cell: MapCell, degrees: number): number | null {
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

