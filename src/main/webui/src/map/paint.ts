import type { MapCell } from '../api/shapes';
import type { Surface } from '../canvas/useCanvas';
import { pixelsOf, project, scaleBar, WORLD, type Transform } from './mercator';
import type { Outlines } from './outlines';

/** A place that is known so roughly that its point stands for an area. */
export interface Rough {
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
}

/** A cell where it was painted. */
export interface CellSpot {
  readonly cell: MapCell;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export function paintLand({ context, width, height, ink }: Surface, { k, x, y }: Transform, outlines: Outlines | null): void {
  context.fillStyle = ink.sea;
  context.fillRect(0, 0, width, height);
  if (outlines === null) return;
  const { a: sharp } = context.getTransform();
  for (const turn of turns(width, { k, x, y })) {
    context.setTransform(sharp * k, 0, 0, sharp * k, sharp * (x + turn * WORLD * k), sharp * y);
    context.fillStyle = ink.land;
    context.fill(outlines.land);
    context.lineWidth = 0.7 / k;
    context.strokeStyle = ink.line;
    context.stroke(outlines.borders);
    context.strokeStyle = ink.edge;
    context.lineWidth = 0.5 / k;
    context.stroke(outlines.land);
  }
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
}

/** Circles with their numbers, hollow where no place in them is known; the largest first, to be painted over. */
export function paintCells(surface: Surface, transform: Transform, cells: readonly MapCell[]): CellSpot[] {
  const { context } = surface;
  const most = Math.max(1, ...cells.map(({ events }) => events));
  const spots: CellSpot[] = [];
  context.font = '600 11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const cell of [...cells].sort((a, b) => b.events - a.events)) {
    for (const [x, y] of placesOf(surface, transform, cell.longitude, cell.latitude)) {
      const radius = cell.events === 1 ? 5.5 : 8 + 12 * Math.sqrt(cell.events / most);
      paintCell(surface, x, y, radius, cell);
      spots.push({ cell, x, y, radius });
    }
  }
  return spots;
}

function paintCell({ context, ink }: Surface, x: number, y: number, radius: number, cell: MapCell): void {
  const hollow = cell.imprecise === cell.events;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = hollow ? 0.75 : 0.9;
  context.fillStyle = hollow ? ink.raised : ink.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = hollow ? 2.25 : 1.25;
  context.strokeStyle = hollow ? ink.accent : ink.raised;
  if (hollow) context.setLineDash([4, 2.5]);
  context.stroke();
  context.setLineDash([]);
  if (!hollow && cell.imprecise > 0) {
    context.beginPath();
    context.lineWidth = 2;
    context.strokeStyle = ink.possible;
    context.arc(x, y, radius - 2, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * cell.imprecise) / cell.events);
    context.stroke();
  }
  if (cell.events === 1) return;
  context.fillStyle = hollow ? ink.ink : ink.paper;
  context.fillText(short(cell.events), x, y + 0.5);
}

/** Rings as wide as the area that a rough place stands for, where that can be seen. */
export function paintRough(surface: Surface, transform: Transform, places: readonly Rough[]): void {
  const { context, ink } = surface;
  context.setLineDash([5, 4]);
  context.lineWidth = 1;
  context.strokeStyle = ink.accent;
  for (const { longitude, latitude, metres } of places) {
    const radius = pixelsOf(metres, latitude, transform.k);
    if (radius < 9) continue;
    for (const [x, y] of placesOf(surface, transform, longitude, latitude)) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.globalAlpha = 0.1;
      context.fillStyle = ink.accent;
      context.fill();
      context.globalAlpha = 0.8;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** A cross where the open event happened. */
export function paintOpen(surface: Surface, transform: Transform, longitude: number, latitude: number): void {
  const { context, ink } = surface;
  for (const [x, y] of placesOf(surface, transform, longitude, latitude)) {
    for (const [colour, wide] of [[ink.paper, 6], [ink.ink, 2.5]] as const) {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.beginPath();
      context.arc(x, y, 11, 0, 2 * Math.PI);
      for (const [dx, dy] of [[-1, 0], [1, 0], [0, -1], [0, 1]] as const) {
        context.moveTo(x + dx * 11, y + dy * 11);
        context.lineTo(x + dx * 17, y + dy * 17);
      }
      context.stroke();
    }
  }
}

export function paintScale({ context, height, ink }: Surface, latitude: number, k: number, write: (metres: number) => string): void {
  const { metres, pixels } = scaleBar(latitude, k, 110);
  const [x, y] = [10, height - 10];
  context.strokeStyle = ink.ink;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(x + pixels, y);
  context.lineTo(x + pixels, y - 5);
  context.stroke();
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink.ink;
  context.fillText(write(metres), x + 4, y - 5);
}

export function cellAt(spots: readonly CellSpot[], x: number, y: number): CellSpot | null {
  return spots.findLast((spot) => Math.hypot(spot.x - x, spot.y - y) <= Math.max(spot.radius + 2, 10)) ?? null;
}

/** The world goes on beyond the antimeridian: how often, and from where, it is in the picture. */
function turns(width: number, { k, x }: Transform): number[] {
  const first = Math.floor(-x / (WORLD * k));
  const last = Math.floor((width - x) / (WORLD * k));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function placesOf({ width, height }: Surface, transform: Transform, longitude: number, latitude: number): [number, number][] {
  const [ux, uy] = project(longitude, latitude);
  const y = uy * transform.k + transform.y;
  if (y < -60 || y > height + 60) return [];
  return turns(width, transform)
    .map((turn): [number, number] => [(ux + turn * WORLD) * transform.k + transform.x, y])
    .filter(([x]) => x > -60 && x < width + 60);
}

/** 1200 as 1.2k, so that it fits into its circle. */
function short(count: number): string {
  if (count < 1000) return String(count);
  const thousands = count / 1000;
  return `${thousands < 10 ? Math.round(thousands * 10) / 10 : Math.round(thousands)}k`;
}
