import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts';

type Copied = 'not' | 'done' | 'by-hand';

/** A text to take along, and a button that does so. `children` shows it, when it is more than plain text. */
export function Copy({ text, label, children }: { text: string; label: string; children?: ComponentChildren }) {
  const { share } = useTexts();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<Copied>('not');
  useEffect(() => setCopied('not'), [text]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('done');
    } catch {
      // Without https the browser has no clipboard to write to: leave the text selected.
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      setCopied('by-hand');
    }
  };
  return (
    <div class="copy">
      <p class="copy-line">
        <span class="copy-text" ref={shown}>{children ?? text}</span>
        <button type="button" aria-label={label} onClick={() => void copy()}>{share.copy}</button>
      </p>
      <p class="hint" role="status">{copied === 'done' ? share.copied : copied === 'by-hand' ? share.copyByHand : ''}</p>
    </div>
  );
}
