import type { MapPlace } from '../view/view';

/** The world is this many units wide and high, so that at zoom 0 a unit is a pixel, as on web maps. */
export const WORLD = 256;

export const MOST_ZOOM = 11;

/** Degrees to units of the world, y downwards. */
export function project(longitude: number, latitude: number): [number, number] {
  const phi = (Math.min(Math.max(latitude, -85.05), 85.05) * Math.PI) / 180;
  return [
    ((longitude + 180) / 360) * WORLD,
    (0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)) * WORLD,
  ];
}

export function unproject(x: number, y: number): [number, number] {
  const turns = x / WORLD - Math.floor(x / WORLD);
  return [turns * 360 - 180, (Math.atan(Math.sinh((0.5 - y / WORLD) * 2 * Math.PI)) * 180) / Math.PI];
}

/** How units become pixels: `pixel = unit * k + (x, y)`. */
export interface Transform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export function transformOf(place: MapPlace, width: number, height: number): Transform {
  const k = 2 ** place.zoom;
  const [x, y] = project(place.longitude, place.latitude);
  return { k, x: width / 2 - x * k, y: height / 2 - y * k };
}

/** The middle of the picture, as short as it can be without being seen to move. */
export function placeOf({ k, x, y }: Transform, width: number, height: number): MapPlace {
  const zoom = Math.log2(k);
  const [longitude, latitude] = unproject((width / 2 - x) / k, (height / 2 - y) / k);
  const digits = Math.max(0, Math.ceil(zoom / 3));
  return { longitude: rounded(longitude, digits), latitude: rounded(latitude, digits), zoom: rounded(zoom, 1) };
}

/** The map as it is when nobody moved it: all the world that fits, without the poles. */
export function wholeWorld(width: number, height: number): MapPlace {
  const zoom = Math.max(Math.log2(width / WORLD), Math.log2(height / (WORLD * 0.72)));
  return { longitude: 12, latitude: 24, zoom: rounded(Math.max(0, zoom), 2) };
}

/** West, south, east, north of the picture, rounded outwards to whole `step`s; null when all the world is in it. */
export function boxOf(transform: Transform, width: number, height: number, step: number): [number, number, number, number] | null {
  const { k, x, y } = transform;
  if (k <= 2 ** wholeWorld(width, height).zoom * 1.03) return null;
  const out = (value: number, towards: 'down' | 'up') =>
    (towards === 'down' ? Math.floor(value / step) : Math.ceil(value / step)) * step;
  const [west, north] = unproject(-x / k, -y / k);
  const [east, south] = unproject((width - x) / k, (height - y) / k);
  return [
    Math.max(-180, out(west, 'down')), Math.max(-90, out(south, 'down')),
    Math.min(180, out(east, 'up')), Math.min(90, out(north, 'up')),
  ];
}

/** How deep to ask for cells, so that a cell is some 46 pixels wide: room for a number. */
export function cellZoom(k: number): number {
  return Math.min(16, Math.max(0, Math.round(Math.log2(k)) - 1));
}

/** Degrees from one side of a cell to the other. */
export function cellDegrees(zoom: number): number {
  return 32 / 2 ** zoom;
}

const EARTH = 40_075_017;

/** Pixels of so many metres along the ground at a latitude. */
export function pixelsOf(metres: number, latitude: number, k: number): number {
  return (metres * WORLD * k) / (EARTH * Math.cos((latitude * Math.PI) / 180));
}

/** A round length in metres that is at most `most` pixels long. */
export function scaleBar(latitude: number, k: number, most: number): { metres: number; pixels: number } {
  let metres = 1;
  for (let step = 0; ; step++) {
    const next = [1, 2, 5][step % 3]! * 10 ** Math.floor(step / 3);
    if (pixelsOf(next, latitude, k) > most) break;
    metres = next;
  }
  return { metres, pixels: pixelsOf(metres, latitude, k) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
