import { useRef } from 'preact/hooks';
import { useTexts } from '../texts';
import type { Frame } from '../time/bounds';
import { wholeDays } from '../time/range';
import type { TimeWindow } from '../time/TimeWindow';
import { RESTS_AFTER } from '../timeline/gestures';
import { useFrame } from '../timeline/Timeline';
import { barAt, type Bar } from './bars';

interface Props {
  readonly window: TimeWindow;
  readonly extent: Frame;
  readonly width: number;
  readonly bars: readonly Bar[];
}

/** What a drag changes: an end, the whole window, or it draws a new one from where it began. */
type Grip = 'from' | 'to' | 'both' | 'new';

/** The window over the histogram: drawn anew, moved, or widened by its ends, which are sliders for the keyboard. */
export function Brush({ window, extent, width, bars }: Props) {
  const { histogram, when } = useTexts();
  const grip = useRef<{ what: Grip; day: number; frame: Frame; moved: boolean } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(window);
  if (frame === null) return null;
  const scale = width / (extent.to - extent.from + 1);
  const clip = (x: number) => Math.min(Math.max(x, 0), width);
  const left = clip((frame.from - extent.from) * scale);
  const right = Math.max(clip((frame.to + 1 - extent.from) * scale), left + 2);
  const whole = wholeDays(frame);
  const narrowed = whole.from > extent.from || whole.to < extent.to;

  const dayAt = (clientX: number) => {
    const start = box.current?.getBoundingClientRect().left ?? 0;
    return extent.from + clip(clientX - start) / scale;
  };
  const press = (pointer: PointerEvent) => {
    if (pointer.button !== 0 || !box.current) return;
    const x = pointer.clientX - box.current.getBoundingClientRect().left;
    const near = pointer.pointerType === 'touch' ? 18 : 7;
    const what: Grip = Math.abs(x - left) <= near ? 'from' : Math.abs(x - right) <= near ? 'to'
      : narrowed && x > left && x < right ? 'both' : 'new';
    grip.current = { what, day: dayAt(pointer.clientX), frame, moved: false };
    box.current.setPointerCapture(pointer.pointerId);
  };
  const drag = (pointer: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    const day = dayAt(pointer.clientX);
    if (!held.moved && Math.abs(day - held.day) * scale < 3) return;
    held.moved = true;
    const { from, to } = held.frame;
    const by = day - held.day;
    switch (held.what) {
      case 'from': return window.move(ordered(from + by, to), null);
      case 'to': return window.move(ordered(from, to + by), null);
      case 'both': return window.move({ from: from + by, to: to + by }, null);
      case 'new': return window.move(ordered(held.day, day), null);
    }
  };
  const lift = () => {
    const held = grip.current;
    grip.current = null;
    if (!held) return;
    if (held.moved) return window.rest();
    // A press without a drag: the bar that it was on.
    const bar = held.what === 'new' ? barAt(bars, held.day) : null;
    if (bar) window.move(bar, 0);
  };
  const slide = (end: 'from' | 'to') => (key: KeyboardEvent) => {
    const fine = key.shiftKey ? 1 : Math.max(1, Math.round((extent.to - extent.from + 1) / 100));
    const steps: Record<string, number> = {
      ArrowLeft: -fine, ArrowDown: -fine, ArrowRight: fine, ArrowUp: fine, PageDown: -fine * 10, PageUp: fine * 10,
      Home: extent.from - whole[end], End: extent.to - whole[end],
    };
    const by = steps[key.key];
    if (by === undefined) return;
    key.preventDefault();
    const day = Math.min(Math.max(whole[end] + by, extent.from), extent.to);
    window.move(end === 'from' ? { from: Math.min(day, whole.to), to: whole.to } : { from: whole.from, to: Math.max(day, whole.from) }, RESTS_AFTER);
  };
  const handle = (end: 'from' | 'to', x: number) => (
    <g class="brush-handle" role="slider" tabindex={0} aria-label={histogram[end]} aria-valuemin={extent.from} aria-valuemax={extent.to}
      aria-valuenow={whole[end]} aria-valuetext={when.day(whole[end])} onKeyDown={slide(end)}>
      <rect class="brush-grip" x={x - 9} y="0" width="18" height="64" />
      <rect class="brush-bar" x={x - 1.5} y="0" width="3" height="64" />
      <rect class="brush-knob" x={x - 4} y="22" width="8" height="20" rx="3" />
    </g>
  );
  return (
    <div class="brush" ref={box} onPointerDown={press} onPointerMove={drag} onPointerUp={lift} onPointerCancel={lift}
      onDblClick={() => window.move(extent, 0)}>
      <svg viewBox={`0 0 ${width} 64`} width={width} height="64">
        <rect class="brush-outside" x="0" y="0" width={left} height="64" />
        <rect class="brush-outside" x={right} y="0" width={width - right} height="64" />
        {narrowed && <rect class="brush-window" x={left} y="0.5" width={right - left} height="63" />}
        {handle('from', left)}
        {handle('to', right)}
      </svg>
    </div>
  );
}

function ordered(one: number, other: number): Frame {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
