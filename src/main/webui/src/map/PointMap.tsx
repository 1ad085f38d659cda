import { useTexts } from '../texts';
import type { PlacePrecision } from '../api/shapes';
import { unproject } from './mercator';
import { paintOpen, paintRough, paintScale } from './paint';
import { REACH } from './reach';
import { useMap } from './useMap';

interface Props {
  readonly point: { readonly longitude: number; readonly latitude: number } | null;
  readonly precision: PlacePrecision | null;
  readonly onPoint: (longitude: number, latitude: number) => void;
}

/** A map on which one point is set, with the area that its precision stands for. */
export function PointMap({ point, precision, onPoint }: Props) {
  const { map, edit } = useTexts();
  const { canvas, now, scaleBy, pan } = useMap(point && { ...point, zoom: 5 }, (surface, transform) => {
    const metres = precision && REACH[precision];
    if (point && metres) paintRough(surface, transform, [{ ...point, metres }]);
    if (point) paintOpen(surface, transform, point.longitude, point.latitude);
    paintScale(surface, point?.latitude ?? 20, transform.k, map.metres);
  }, () => {});

  const set = (x: number, y: number) => {
    const transform = now();
    if (!transform) return;
    const [longitude, latitude] = unproject((x - transform.x) / transform.k, (y - transform.y) / transform.k);
    // As fine as a pixel is: more digits would claim what a hand cannot know.
    const digits = Math.min(5, Math.max(1, Math.ceil(Math.log10(transform.k * 0.8))));
    onPoint(Number(longitude.toFixed(digits)), Number(latitude.toFixed(digits)));
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(40, 0), ArrowRight: () => pan(-40, 0), ArrowUp: () => pan(0, 40), ArrowDown: () => pan(0, -40),
    '+': () => scaleBy(1.6), '-': () => scaleBy(1 / 1.6),
    Enter: () => set((canvas.current?.clientWidth ?? 0) / 2, (canvas.current?.clientHeight ?? 0) / 2),
  };
  return (
    <>
      <canvas class="map-canvas point-map" ref={canvas} tabIndex={0} role="img" aria-label={edit.pointMap}
        onClick={(click) => {
          const box = click.currentTarget.getBoundingClientRect();
          set(click.clientX - box.left, click.clientY - box.top);
        }}
        onKeyDown={(key) => {
          const act = keys[key.key];
          if (!act) return;
          key.preventDefault();
          act();
        }} />
      <p class="hint">{edit.pointHint}</p>
    </>
  );
}
