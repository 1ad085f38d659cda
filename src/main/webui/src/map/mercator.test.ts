import { expect, test } from 'vitest';
import { boxOf, cellDegrees, cellZoom, placeOf, project, scaleBar, transformOf, unproject, wholeWorld } from './mercator';

const KATI = { longitude: -8.07, latitude: 12.74, zoom: 6 };

test('a place survives the picture and comes back', () => {
  expect(placeOf(transformOf(KATI, 480, 300), 480, 300)).toEqual(KATI);
  const [longitude, latitude] = unproject(...project(-8.07, 12.74));
  expect(longitude).toBeCloseTo(-8.07);
  expect(latitude).toBeCloseTo(12.74);
});

test('the middle of the world is the middle of the picture', () => {
  expect(project(0, 0)).toEqual([128, 128]);
});

test('the whole world asks for no box, a part for one around it', () => {
  expect(boxOf(transformOf(wholeWorld(480, 300), 480, 300), 480, 300, 32)).toBeNull();
  const [west, south, east, north] = boxOf(transformOf(KATI, 480, 300), 480, 300, 1)!;
  expect(west).toBeLessThan(-8.07);
  expect(east).toBeGreaterThan(-8.07);
  expect(south).toBeLessThan(12.74);
  expect(north).toBeGreaterThan(12.74);
  expect(east - west).toBeLessThan(16);
});

test('over the antimeridian west is greater than east', () => {
  const [west, , east] = boxOf(transformOf({ longitude: 179, latitude: 0, zoom: 5 }, 480, 300), 480, 300, 1)!;
  expect(west).toBeGreaterThan(east);
});

test('cells are about 46 pixels wide at every zoom', () => {
  for (const zoom of [1, 3, 6, 10]) {
    const pixels = (cellDegrees(cellZoom(2 ** zoom)) / 360) * 256 * 2 ** zoom;
    expect(pixels).toBeGreaterThan(32);
    expect(pixels).toBeLessThan(66);
  }
});

test('a bar of the scale is round and fits', () => {
  const { metres, pixels } = scaleBar(12.74, 2 ** 6, 100);
  expect([100_000, 200_000]).toContain(metres);
  expect(pixels).toBeLessThanOrEqual(100);
});
