import { useEffect, useState } from 'preact/hooks';
import { useReading } from '../api/useReading';
import { readDate, type Said } from '../dating/readDate';

const QUIET = 350;

/** What the service makes of a date while it is typed; `current` once that is about the present text. */
export function useDateReading(text: string): { said: Said | null; current: boolean } {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  const { value, of } = useReading<Said>(asked || null, readDate);
  return { said: value, current: of === text.trim() };
}
