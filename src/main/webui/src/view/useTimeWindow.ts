import { useEffect, useMemo } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { DateReading } from '../api/shapes';
import { useReading } from '../api/useReading';
import { askedRange, frameOf, type Frame } from '../time/bounds';
import { rangeText, sameFrame } from '../time/range';
import { TimeWindow } from '../time/TimeWindow';
import type { Change } from './useView';

/**
 * The window that histogram and timeline share. It stands where the date of the view asks for, and
 * when a hand has moved it the date follows; all time is no date.
 */
export function useTimeWindow(date: string, extent: Frame | null, change: Change): TimeWindow {
  const window = useMemo(() => new TimeWindow((frame, limit) =>
    change({ date: sameFrame(frame, limit) ? '' : rangeText(frame) })), [change]);
  const range = askedRange(date);
  // Seasons, decades and the like are the service's to read.
  const simple = date === '' || range.from !== undefined || range.to !== undefined;
  const url = simple ? null : apiUrl('dates', String(new URLSearchParams({ edtf: date })));
  const { value, of } = useReading<DateReading>(url);
  const read = value !== null && of === url ? frameOf([value.date]) : null;
  const asked = read ?? range;
  const from = asked.from ?? extent?.from;
  const to = asked.to ?? extent?.to;

  useEffect(() => {
    if (from === undefined || to === undefined || extent === null) return;
    const limit = { from: Math.min(from, extent.from), to: Math.max(to, extent.to) };
    window.put({ from, to }, limit);
  }, [from, to, extent, window]);
  return window;
}
