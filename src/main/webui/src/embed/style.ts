/** The colours of the page, and no more style than the timeline needs; the page around it stays as it is. */
export const STYLE = `
:host {
  display: flex; flex-direction: column; min-block-size: 20rem;
  color-scheme: light dark; font: 0.9rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--raised);
  --paper: #faf8f3; --raised: #fffefb; --sunk: #f1ede3; --ink: #1d1b17; --quiet: #5e584e; --line: #e0dacc; --edge: #8d8574;
  --accent: #0d5a66; --possible: #a9cbcd; --possible-edge: #5c999f;
}
:host([hidden]) { display: none; }
canvas { flex: 1; inline-size: 100%; min-block-size: 12rem; border: 1px solid var(--line); direction: ltr; touch-action: pan-y; cursor: grab; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
p { margin: 0; padding: 0.3rem 0.6rem; }
.head { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; font-weight: 600; }
.said { min-block-size: 1.5em; color: var(--quiet); font-size: 0.85rem; }
a { color: var(--accent); }
button { font: inherit; min-inline-size: 2rem; min-block-size: 2rem; margin-inline-start: 0.25rem; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 5px; cursor: pointer; }
details { padding: 0 0.6rem 0.4rem; font-size: 0.85rem; }
summary { cursor: pointer; color: var(--quiet); }
ol { max-block-size: 12rem; overflow: auto; margin: 0.3rem 0; padding-inline-start: 2rem; }
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #14171a; --raised: #1b1f23; --sunk: #21262b; --ink: #ece8df; --quiet: #a9a498; --line: #2f353b; --edge: #7b8087;
    --accent: #83ccd0; --possible: #2d5459; --possible-edge: #5f9ca1;
  }
}
`;
