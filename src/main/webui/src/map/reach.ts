import type { PlacePrecision } from '../api/shapes';

/** How far from its point something may have happened, in metres; null where the point says it well enough. */
export const REACH: Record<PlacePrecision, number | null> = {
  exact: null, near: 25_000, district: 60_000, region: 150_000, linear: 60_000, country: null, international: null,
};
