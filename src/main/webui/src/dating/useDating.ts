import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../api/problem';
import { useReading } from '../api/useReading';
import type { Step } from '../view/useView';
import { questionOf } from './question';
import { readDate, type Said } from './readDate';

export interface Dating {
  /** What the field holds: what was typed, else the date that is asked for. */
  readonly text: string;
  readonly type: (text: string, step: Step) => void;
  /** What the service said of the text last typed; null when nothing was, or when it cannot be asked. */
  readonly said: Said | null;
  /** True unless `said` is about an earlier text, kept until the answer comes so that nothing jumps. */
  readonly current: boolean;
  /** Why it cannot be asked just now. */
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/**
 * A date field that takes what the service understands. `date` is what the list is asked for, and
 * `onDate` is told when a text that was typed means another one; a refused text leaves it as it is.
 */
export function useDating(date: string, onDate: (date: string, step: Step) => void): Dating {
  const [typed, setTyped] = useState<string | null>(null);
  const reading = useReading<Said>(typed || null, readDate);
  const own = useRef(date);
  const step = useRef<Step>('push');

  const ask = (question: string) => {
    if (question === date) return;
    own.current = question;
    onDate(question, step.current);
    step.current = 'replace';
  };

  // The address changed by itself: back, forward, reset. The field shows what is asked for.
  useEffect(() => {
    if (date === own.current) return;
    own.current = date;
    setTyped(null);
  }, [date]);

  const current = typed !== null && reading.of === typed;
  const said = current ? reading.value : null;
  useEffect(() => {
    if (said?.kind === 'read') ask(questionOf(said.reading.date.edtf));
  }, [said]);

  return {
    text: typed ?? date,
    type: (text, given) => {
      // The first text of a visit to the field may be refused: the step is made by one that is not.
      if (given === 'push') step.current = 'push';
      setTyped(text);
      if (text === '') ask('');
    },
    said: reading.failure === null ? reading.value : null,
    current,
    failure: reading.failure,
    retry: reading.retry,
  };
}
