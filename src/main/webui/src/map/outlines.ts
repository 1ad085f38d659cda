import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import coarse from 'world-atlas/countries-110m.json?url';
import fine from 'world-atlas/countries-50m.json?url';
import { WORLD } from './mercator';

/** Land and borders in units of the world, ready to be filled and stroked at any scale. */
export interface Outlines {
  readonly land: Path2D;
  readonly borders: Path2D;
}

export type Detail = 'coarse' | 'fine';

const kept = new Map<Detail, Promise<Outlines>>();

/** Drawn from Natural Earth, with few points for the world and more for a part of it. */
export function outlines(detail: Detail): Promise<Outlines> {
  const known = kept.get(detail);
  if (known) return known;
  const asked = readOutlines(detail === 'coarse' ? coarse : fine);
  kept.set(detail, asked);
  // Not reached: to be asked for again.
  asked.catch(() => kept.delete(detail));
  return asked;
}

async function readOutlines(url: string): Promise<Outlines> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`outlines: ${response.status}`);
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const projection = geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]).precision(0.01);
  const draw = geoPath(projection);
  const { countries, land } = topology.objects;
  return {
    land: new Path2D(draw(feature(topology, land)) ?? ''),
    borders: new Path2D(draw(mesh(topology, countries, (one, other) => one !== other)) ?? ''),
  };
}
