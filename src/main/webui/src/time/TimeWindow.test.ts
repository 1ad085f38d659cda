import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeWindow } from './TimeWindow';
import type { Frame } from './bounds';

const ALL = { from: 0, to: 999 };
let rested: Frame[] = [];
const standing = () => {
  const window = new TimeWindow((frame) => rested.push(frame));
  window.put({ from: 100, to: 199 }, ALL);
  return window;
};

beforeEach(() => {
  rested = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('while a hand moves it those who draw are told, and the page only once it rests', () => {
  const window = standing();
  let drawn = 0;
  window.listen(() => drawn++);
  window.move({ from: 110.4, to: 209.4 }, 300);
  vi.advanceTimersByTime(200);
  window.move({ from: 120.4, to: 219.4 }, 300);
  expect([drawn, rested.length]).toEqual([2, 0]);
  vi.advanceTimersByTime(300);
  expect(rested).toEqual([{ from: 120, to: 219 }]);
});

test('what the address puts it to is not told back', () => {
  const window = standing();
  window.put({ from: 5, to: 9 }, ALL);
  vi.runAllTimers();
  expect([window.now(), rested]).toEqual([{ from: 5, to: 9 }, []]);
});

test('it never leaves all time, and zooms out of a single day again', () => {
  const window = standing();
  window.move({ from: 950, to: 1049 }, null);
  expect(window.now()).toEqual({ from: 900, to: 999 });
  window.move({ from: 500, to: 499.5 }, null);
  window.move({ from: 499.9, to: 500.1 }, null);
  expect(window.now()!.to - window.now()!.from + 1).toBeCloseTo(1.2);
});

test('nobody is told of a move that changes nothing, nor after they stopped listening', () => {
  const window = standing();
  let drawn = 0;
  const stop = window.listen(() => drawn++);
  window.move({ from: 100, to: 199 }, null);
  stop();
  window.move({ from: 0, to: 10 }, null);
  expect(drawn).toBe(0);
});
