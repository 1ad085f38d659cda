import { select } from 'd3-selection';
import { zoom as zoomBehaviour, zoomIdentity, type ZoomBehavior } from 'd3-zoom';
import { useEffect, useRef } from 'preact/hooks';
import { useCanvas, type Painted, type Surface } from '../canvas/useCanvas';
import type { MapPlace } from '../view/view';
import { MOST_ZOOM, placeOf, transformOf, wholeWorld, WORLD, type Transform } from './mercator';
import { outlines, type Detail, type Outlines } from './outlines';
import { paintLand } from './paint';

/** Above this the few points of the coarse outlines show. */
const FINE = 3.6;
/** So long after the last movement the map has come to rest. */
const RESTS_AFTER = 250;

export interface MovableMap extends Painted {
  readonly now: () => Transform | null;
  readonly goTo: (place: MapPlace | null) => void;
  readonly scaleBy: (factor: number) => void;
  readonly pan: (x: number, y: number) => void;
}

/**
 * A map on a canvas that wheel, fingers, drags and calls move. `place` is where it stands, null for all
 * the world; `paint` paints over the land; `rested` is told where it came to rest, and whether a hand
 * or a call moved it rather than `place` or its own size.
 */
export function useMap(
  place: MapPlace | null,
  paint: (surface: Surface, transform: Transform) => void,
  rested: (place: MapPlace, transform: Transform, byHand: boolean) => void,
): MovableMap {
  const transform = useRef<Transform | null>(null);
  const land = useRef<Partial<Record<Detail, Outlines>>>({});
  const behaviour = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);
  const latest = useRef({ place, rested });
  latest.current = { place, rested };
  const byHand = useRef(false);

  const painted = useCanvas((surface) => {
    const now = transform.current;
    if (now === null) return;
    paintLand(surface, now, land.current[now.k > 2 ** FINE ? 'fine' : 'coarse'] ?? land.current.coarse ?? null);
    paint(surface, now);
  });
  const { canvas, repaint } = painted;

  const goTo = (wanted: MapPlace | null) => {
    const element = canvas.current;
    if (!element || !behaviour.current) return;
    const { clientWidth: width, clientHeight: height } = element;
    const { k, x, y } = transformOf(wanted ?? wholeWorld(width, height), width, height);
    select(element).call(behaviour.current.transform, zoomIdentity.translate(x, y).scale(k));
  };

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let timer = 0;
    const load = () => {
      const detail = (transform.current?.k ?? 1) > 2 ** FINE ? 'fine' : 'coarse';
      if (land.current[detail]) return;
      outlines(detail).then((read) => {
        land.current[detail] = read;
        repaint();
      }, () => {});
    };
    const rest = () => {
      if (transform.current === null || element.clientWidth === 0) return;
      load();
      latest.current.rested(placeOf(transform.current, element.clientWidth, element.clientHeight), transform.current, byHand.current);
      byHand.current = false;
    };
    behaviour.current = zoomBehaviour<HTMLCanvasElement, unknown>()
      .on('zoom', ({ transform: moved, sourceEvent }: { transform: Transform; sourceEvent: Event | null }) => {
        transform.current = moved;
        byHand.current ||= sourceEvent !== null;
        repaint();
        clearTimeout(timer);
        timer = window.setTimeout(rest, RESTS_AFTER);
      });
    select(element).call(behaviour.current).on('dblclick.zoom', null);
    const sizes = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      behaviour.current?.scaleExtent([2 ** wholeWorld(width, height).zoom, 2 ** MOST_ZOOM])
        .translateExtent([[-WORLD * 20, -WORLD * 0.1], [WORLD * 20, WORLD * 1.1]]);
      goTo(latest.current.place);
      // At once: what is seen first need not wait to see whether it moves.
      clearTimeout(timer);
      rest();
    });
    sizes.observe(element);
    load();
    return () => {
      clearTimeout(timer);
      sizes.disconnect();
      select(element).on('.zoom', null);
    };
  }, []);

  // The place changed by itself: Back, or a link.
  useEffect(() => {
    const element = canvas.current;
    if (!element || element.clientWidth === 0 || transform.current === null) return;
    const now = placeOf(transform.current, element.clientWidth, element.clientHeight);
    if (JSON.stringify(now) !== JSON.stringify(place)) goTo(place);
  }, [place?.longitude, place?.latitude, place?.zoom]);

  return {
    ...painted,
    now: () => transform.current,
    goTo,
    scaleBy: (factor) => {
      byHand.current = true;
      if (canvas.current && behaviour.current) select(canvas.current).call(behaviour.current.scaleBy, factor);
    },
    pan: (x, y) => {
      byHand.current = true;
      const { k } = transform.current ?? { k: 1 };
      if (canvas.current && behaviour.current) select(canvas.current).call(behaviour.current.translateBy, x / k, y / k);
    },
  };
}
