import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useCanvas } from '../canvas/useCanvas';
import { useTexts } from '../texts';
import type { Frame } from '../time/bounds';
import { wholeDays, zoomed } from '../time/range';
import type { TimeWindow } from '../time/TimeWindow';
import type { Change } from '../view/useView';
import { ROWS, type Rows, type View } from '../view/view';
import { gestures, RESTS_AFTER } from './gestures';
import { itemOf, layRows, type Mark } from './lanes';
import { paintTimeline, roomIn, spotAt, type Spot } from './paint';
import type { Drawn } from './useTimeline';

interface Props {
  readonly drawn: Drawn;
  readonly window: TimeWindow;
  readonly view: View;
  readonly change: Change;
}

/** A part of the frame between two events of a lane, so that their bars can be told apart. */
const GAP = 1 / 150;
/** The height that the style sheet gives to the picture. */
const HIGH = 300;

/** The events of the window: solid where certain, faded where only possible. */
export function Timeline({ drawn, window, view, change }: Props) {
  const texts = useTexts();
  const { timeline, when } = texts;
  const [pointed, setPointed] = useState<Mark | null>(null);
  const spots = useRef<readonly Spot[]>([]);

  // The events may come before it is known how much time there is; once it is, it only moves.
  const [placed, setPlaced] = useState(window.now() !== null);
  const rows = useMemo(() => {
    const frame = window.now();
    const gap = frame === null ? 0 : (frame.to - frame.from + 1) * GAP;
    return layRows(drawn.events.map((event) => itemOf(event, view.rows)), roomIn(HIGH, drawn.density !== null), gap);
  }, [drawn.events, drawn.density, view.rows, placed]);

  const rowName = (name: string | null, others: number) =>
    name ?? (others > 0 ? timeline.others[view.rows](others) : timeline.none[view.rows]);
  const { canvas, repaint } = useCanvas((surface) => {
    const frame = window.now();
    if (frame === null) return;
    spots.current = paintTimeline(surface, frame, rows, drawn.density?.buckets ?? null,
      { count: texts.list.count, tick: when.tick, row: rowName }, view.event);
  });
  useEffect(() => window.listen(() => {
    setPlaced(true);
    repaint();
  }), [window]);

  const tapped = useRef((_x: number, _y: number) => {});
  tapped.current = (x, y) => {
    const mark = spotAt(spots.current, x, y)?.mark;
    if (!mark) return;
    if (mark.events === 1) change({ event: mark.first.id });
    else zoomTo(mark);
  };
  useEffect(() => gestures(canvas.current!, window, 'always', (x, y) => tapped.current(x, y)), [window]);

  const zoomTo = (mark: Mark) => {
    const frame = window.now();
    const width = canvas.current?.clientWidth ?? 0;
    if (!frame || width === 0) return;
    const days = (frame.to - frame.from + 1) / width;
    const room = (mark.right - mark.x) * 0.15;
    window.move({ from: frame.from + (mark.x - room) * days, to: frame.from + (mark.right + room) * days - 1 }, null);
    window.rest();
  };
  const zoom = (factor: number) => {
    const frame = window.now();
    if (frame) window.move(zoomed(frame, factor, 0.5), RESTS_AFTER);
  };
  const pan = (share: number) => {
    const frame = window.now();
    if (!frame) return;
    const by = (frame.to - frame.from + 1) * share;
    window.move({ from: frame.from + by, to: frame.to + by }, RESTS_AFTER);
  };
  const all = () => {
    const limit = window.all();
    if (limit) window.move(limit, 0);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2), '+': () => zoom(0.6), '=': () => zoom(0.6),
    '-': () => zoom(1 / 0.6), Home: all,
  };

  return (
    <section class={`timeline picture${drawn.stale ? ' is-waiting' : ''}`} aria-labelledby="timeline-heading">
      <header class="picture-head">
        <h2 id="timeline-heading">{timeline.heading}</h2>
        <label class="picture-choice">
          {timeline.rows}{' '}
          <select value={view.rows} onChange={(chosen) => change({ rows: chosen.currentTarget.value as Rows })}>
            {ROWS.map((one) => <option key={one} value={one}>{timeline.by[one]}</option>)}
          </select>
        </label>
        <p class="tools">
          <button type="button" aria-label={timeline.earlier} title={timeline.earlier} onClick={() => pan(-0.4)}>‹</button>
          <button type="button" aria-label={timeline.closer} title={timeline.closer} onClick={() => zoom(0.5)}>+</button>
          <button type="button" aria-label={timeline.further} title={timeline.further} onClick={() => zoom(2)}>−</button>
          <button type="button" aria-label={timeline.later} title={timeline.later} onClick={() => pan(0.4)}>›</button>
          <button type="button" onClick={all}>{timeline.all}</button>
        </p>
      </header>
      <canvas class="timeline-canvas" ref={canvas} tabIndex={0} role="img" aria-describedby="timeline-caption"
        aria-label={timeline.spoken(rows.map((row) => `${rowName(row.name, row.others)}: ${texts.list.count(row.events)}`))}
        onKeyDown={(key) => {
          const act = keys[key.key];
          if (!act || key.ctrlKey || key.metaKey || key.altKey) return;
          key.preventDefault();
          act();
        }}
        onPointerMove={(move) => {
          const box = move.currentTarget.getBoundingClientRect();
          setPointed(spotAt(spots.current, move.clientX - box.left, move.clientY - box.top)?.mark ?? null);
        }}
        onPointerLeave={() => setPointed(null)} />
      <p class="picture-caption hint" id="timeline-caption">
        {pointed === null ? <WindowSaid window={window} /> : pointed.events === 1 ? pointed.first.title : timeline.severalHere(pointed.events)}
      </p>
    </section>
  );
}

/** From when to when, in words, as the window moves. */
function WindowSaid({ window }: { window: TimeWindow }) {
  const { timeline } = useTexts();
  const frame = useFrame(window);
  return <>{frame && timeline.window(wholeDays(frame))} {timeline.keys}</>;
}

/** The window as it moves, for what renders little. */
export function useFrame(window: TimeWindow): Frame | null {
  const [frame, setFrame] = useState(window.now());
  useEffect(() => {
    setFrame(window.now());
    return window.listen(() => setFrame(window.now()));
  }, [window]);
  return frame;
}
