import { apiUrl } from '../api/client';
import type { MapCells } from '../api/shapes';
import { useReading, type Reading } from '../api/useReading';
import { countQuery, type View } from '../view/view';

/** What part of the world is looked at, and how closely; whole steps, so that small moves ask nothing. */
export interface Looked {
  readonly zoom: number;
  readonly box: readonly number[] | null;
}

/** The events of the view counted by the cells of the map; null until it is known what is looked at. */
export function useCells(view: View, looked: Looked | null): Reading<MapCells> {
  return useReading<MapCells>(looked === null ? null : apiUrl('map/cells', cellsQuery(view, looked)));
}

function cellsQuery(view: View, { zoom, box }: Looked): string {
  // A box that is asked for is smaller than what the map would ask for by itself.
  const own = box === null || view.filters.some(({ name }) => name === 'bbox');
  return countQuery(view, [...(own ? [] : [['bbox', box.join(',')] as [string, string]]), ['zoom', String(zoom)]]);
}
