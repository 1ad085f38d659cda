import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Step } from '../view/useView';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly example: string;
  readonly value: string;
  /** The id of a text elsewhere that says what is wrong with the value, when something is. */
  readonly problem: string | null;
  /** True when it is the answer below the field that says so. */
  readonly refused?: boolean;
  /** An answer to what was typed, in the place of the hint. */
  readonly children?: ComponentChildren;
  readonly onValue: (value: string, step: Step) => void;
}

/** Long enough to finish a year, short enough to feel live. */
const QUIET = 450;

/**
 * A text field that answers while one types. All that is typed in one go is one step back in the
 * browser's history.
 */
export function TypedField({ id, label, hint, example, value, problem, refused = false, children, onValue }: Props) {
  const [draft, setDraft] = useState(value);
  const timer = useRef(0);
  const stepped = useRef(false);

  // The address changed by itself: back, forward, reset. While one types, the field is right.
  useEffect(() => {
    if (value === draft.trim()) return;
    clearTimeout(timer.current);
    setDraft(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const settle = (text: string) => {
    clearTimeout(timer.current);
    if (text.trim() === value) return;
    onValue(text.trim(), stepped.current ? 'replace' : 'push');
    stepped.current = true;
  };
  const typed = (text: string) => {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(settle, QUIET, text);
  };

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="text" value={draft} placeholder={example} autocomplete="off" spellcheck={false}
        autocapitalize="off" dir="auto" enterkeyhint="search" maxLength={500}
        aria-invalid={refused || problem !== null} aria-describedby={problem === null ? `${id}-hint` : `${problem} ${id}-hint`}
        onInput={(input) => typed(input.currentTarget.value)}
        onKeyDown={(key) => key.key === 'Enter' && settle(draft)}
        onFocus={() => (stepped.current = false)}
        onBlur={() => settle(draft)} />
      <div class="hint" id={`${id}-hint`} aria-live="polite">{children ?? hint}</div>
    </div>
  );
}
