import { sentences } from '../api/problem';
import { inkOf } from '../canvas/ink';
import { textsFor, type Texts } from '../texts/choice';
import { frameOf, rounded } from '../time/bounds';
import { wholeDays, zoomed } from '../time/range';
import { TimeWindow } from '../time/TimeWindow';
import { gestures, RESTS_AFTER } from '../timeline/gestures';
import { itemOf, layRows, type Row } from '../timeline/lanes';
import { paintTimeline, roomIn, spotAt, type Spot } from '../timeline/paint';
import type { Rows } from '../view/view';
import { pageUrlOf, readEmbedded, type Embedded } from './source';
import { STYLE } from './style';

/** So many events are told as text. */
const TOLD = 100;
/** What an address of the page holds that is no question to the API. */
const OWN = ['rows', 'lang', 'event', 'map', 'tab', 'do', 'count'];
/** A part of the frame between two events of a lane. */
const GAP = 1 / 150;

/**
 * `<annals-timeline src="https://host/api/v1/events?…">`: the events that an address of the API
 * answers, on a timeline, in the page of others. It needs no style of theirs and leaves theirs alone.
 */
export class AnnalsTimeline extends HTMLElement {
  static readonly observedAttributes = ['src', 'rows', 'lang', 'from-address'];

  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly canvas = document.createElement('canvas');
  private readonly window = new TimeWindow(() => {});
  private abort = new AbortController();
  private ended: (() => void)[] = [];
  private asked = 0;
  private rows: readonly Row[] = [];
  private spots: readonly Spot[] = [];
  private told: Embedded | null = null;
  private again = 0;

  connectedCallback(): void {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [style];
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'img');
    this.canvas.addEventListener('keydown', this.pressed);
    this.canvas.addEventListener('pointermove', this.pointed);
    const sizes = new ResizeObserver(() => this.repaint());
    sizes.observe(this.canvas);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => this.repaint();
    dark.addEventListener('change', recolour);
    this.ended = [
      gestures(this.canvas, this.window, 'with-ctrl', (x, y) => this.tapped(x, y)),
      this.window.listen(() => this.repaint()),
      () => sizes.disconnect(),
      () => dark.removeEventListener('change', recolour),
    ];
    void this.read();
  }

  disconnectedCallback(): void {
    this.abort.abort();
    clearTimeout(this.again);
    for (const end of this.ended) end();
    this.ended = [];
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== after) void this.read();
  }

  private get texts(): Texts {
    return textsFor(this.said('lang'), navigator.languages);
  }

  private get rowsBy(): Rows {
    return this.said('rows') === 'actor' ? 'actor' : 'conflict';
  }

  /** What an attribute says, or in a frame the address. */
  private said(name: string): string | null {
    return this.getAttribute(name) ?? (this.hasAttribute('from-address') ? new URLSearchParams(location.search).get(name) : null);
  }

  /** In a frame the question is the frame's own address. */
  private get source(): URL | null {
    const src = this.getAttribute('src');
    if (src) return new URL(src, document.baseURI);
    if (!this.hasAttribute('from-address')) return null;
    const url = new URL('api/v1/events', document.baseURI);
    const given = new URLSearchParams(location.search);
    for (const name of OWN) given.delete(name);
    url.search = String(given);
    return url;
  }

  private async read(): Promise<void> {
    this.abort.abort();
    clearTimeout(this.again);
    this.abort = new AbortController();
    const { signal } = this.abort;
    const src = this.source;
    if (src === null) return;
    if (this.told === null) this.root.replaceChildren(element('p', { class: 'said' }, this.texts.list.loading));
    const answer = await readEmbedded(src, signal).catch(() => null);
    if (answer === null || signal.aborted) return;
    if ('kind' in answer) {
      const { failure } = this.texts;
      const lines = answer.kind === 'unreachable' ? [failure.unreachable] : sentences(answer.problem);
      this.root.replaceChildren(element('p', { class: 'said', role: 'status' }, lines.join(' ')));
      if (answer.kind !== 'refused') this.again = window.setTimeout(() => void this.read(), 10_000);
      return;
    }
    this.told = answer;
    const limit = rounded(frameOf(answer.events.map(({ date }) => date), densityEnds(answer)) ?? { from: 0, to: 0 });
    const items = answer.events.map((event) => itemOf(event, this.rowsBy));
    this.show(src, answer);
    this.rows = layRows(items, roomIn(this.canvas.clientHeight || 280, answer.density !== null), (limit.to - limit.from) * GAP);
    const { list, timeline } = this.texts;
    this.canvas.setAttribute('aria-label',
      timeline.spoken(this.rows.map((row) => `${row.name ?? timeline.none[this.rowsBy]}: ${list.count(row.events)}`)));
    this.window.put(limit, limit);
    this.repaint();
  }

  private show(src: URL, { events, count, atLeast }: Embedded): void {
    const { list, timeline, page } = this.texts;
    const tool = (label: string, text: string, act: () => void) => {
      const button = element('button', { type: 'button', 'aria-label': label, title: label }, text);
      button.addEventListener('click', act);
      return button;
    };
    const told = element('details', {}, element('summary', {}, list.heading), element('ol', {}, ...events.slice(0, TOLD).map((event) =>
      element('li', {}, element('a', { href: pageUrlOf(src, event.id).href, target: '_blank', rel: 'noopener' }, `${event.date.words}: ${event.title}`)))));
    this.root.replaceChildren(
      element('p', { class: 'head' },
        element('a', { href: pageUrlOf(src, null).href, target: '_blank', rel: 'noopener' }, `${page.title}: ${(atLeast ? list.atLeast : list.count)(count)}`),
        element('span', { class: 'tools' },
          tool(timeline.earlier, '‹', () => this.pan(-0.4)), tool(timeline.closer, '+', () => this.zoom(0.5)),
          tool(timeline.further, '−', () => this.zoom(2)), tool(timeline.later, '›', () => this.pan(0.4)))),
      this.canvas,
      element('p', { class: 'said', 'aria-live': 'polite' }),
      told,
    );
    this.say(null);
  }

  private readonly repaint = (): void => {
    if (this.asked !== 0) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  };

  private paint(): void {
    const context = this.canvas.getContext('2d');
    const frame = this.window.now();
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!context || !frame || width === 0) return;
    const sharp = Math.min(devicePixelRatio, 2);
    this.canvas.width = Math.round(width * sharp);
    this.canvas.height = Math.round(height * sharp);
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    const { timeline, list, when } = this.texts;
    this.spots = paintTimeline({ context, width, height, ink: inkOf(this.canvas) }, frame, this.rows, this.told?.density?.buckets ?? null, {
      count: list.count, tick: when.tick,
      row: (name, others) => name ?? (others > 0 ? timeline.others[this.rowsBy](others) : timeline.none[this.rowsBy]),
    }, null);
    if (this.root.activeElement === this.canvas || !this.matches(':hover')) this.say(null);
  }

  /** What lies under the pointer, else from when to when. */
  private say(text: string | null): void {
    const line = this.root.querySelector('.said');
    const frame = this.window.now();
    if (line) line.textContent = text ?? (frame ? this.texts.timeline.window(wholeDays(frame)) : '');
  }

  private readonly pointed = (move: PointerEvent): void => {
    const box = this.canvas.getBoundingClientRect();
    const mark = spotAt(this.spots, move.clientX - box.left, move.clientY - box.top)?.mark;
    this.say(!mark ? null : mark.events === 1 ? mark.first.title : this.texts.list.count(mark.events));
  };

  private tapped(x: number, y: number): void {
    const mark = spotAt(this.spots, x, y)?.mark;
    const src = this.source;
    if (!mark || !src) return;
    if (mark.events === 1) window.open(pageUrlOf(src, mark.first.id).href, '_blank', 'noopener');
    else this.zoom(Math.max(0.05, ((mark.right - mark.x) * 1.3) / this.canvas.clientWidth), (mark.x + mark.right) / 2 / this.canvas.clientWidth);
  }

  private readonly pressed = (key: KeyboardEvent): void => {
    const acts: Record<string, () => void> = {
      ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2), '+': () => this.zoom(0.6), '=': () => this.zoom(0.6),
      '-': () => this.zoom(1 / 0.6), Home: () => this.zoom(1e9),
    };
    const act = acts[key.key];
    if (!act || key.ctrlKey || key.metaKey || key.altKey) return;
    key.preventDefault();
    act();
  };

  private zoom(factor: number, share = 0.5): void {
    const frame = this.window.now();
    if (frame) this.window.move(zoomed(frame, factor, share), RESTS_AFTER);
  }

  private pan(share: number): void {
    const frame = this.window.now();
    if (!frame) return;
    const by = (frame.to - frame.from + 1) * share;
    this.window.move({ from: frame.from + by, to: frame.to + by }, RESTS_AFTER);
  }
}

/** Where there are only counts, all time goes from the first to the last of them. */
function densityEnds({ density }: Embedded): { from?: number; to?: number } {
  const bounds = density?.buckets.map(({ start, end }) => ({ startEarliest: start, startLatest: start, endEarliest: end, endLatest: end })) ?? [];
  return frameOf(bounds) ?? {};
}

function element(name: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

if (!customElements.get('annals-timeline')) customElements.define('annals-timeline', AnnalsTimeline);
