import type { TimeWindow } from '../time/TimeWindow';
import { zoomed } from '../time/range';

/** So long after the last turn of the wheel or press of a key the window has come to rest. */
export const RESTS_AFTER = 350;

/** What the wheel does by itself: in a page of others it scrolls, and zooms only with Ctrl. */
export type Wheel = 'always' | 'with-ctrl';

/**
 * Zooms at the pointer with wheel and fingers, moves with a drag. `onTap` is a press without a drag.
 * Gives what ends it.
 */
export function gestures(
  element: HTMLCanvasElement, window: TimeWindow, wheel: Wheel, onTap: (x: number, y: number) => void,
): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let moved = false;
  const share = (x: number) => (x - element.getBoundingClientRect().left) / element.clientWidth;

  const turned = (turn: WheelEvent) => {
    const frame = window.now();
    if (!frame || (wheel === 'with-ctrl' && !turn.ctrlKey)) return;
    turn.preventDefault();
    const lines = turn.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    // Sideways, as trackpads can, it moves in time.
    if (Math.abs(turn.deltaX) > Math.abs(turn.deltaY)) {
      const by = (turn.deltaX * lines * (frame.to - frame.from + 1)) / element.clientWidth;
      window.move({ from: frame.from + by, to: frame.to + by }, RESTS_AFTER);
    } else window.move(zoomed(frame, 2 ** ((turn.deltaY * lines) / 300), share(turn.clientX)), RESTS_AFTER);
  };
  const press = (pointer: PointerEvent) => {
    if (pointer.button !== 0) return;
    moved = down.size > 0;
    down.set(pointer.pointerId, { x: pointer.clientX, y: pointer.clientY });
    element.setPointerCapture(pointer.pointerId);
  };
  const drag = (pointer: PointerEvent) => {
    const from = down.get(pointer.pointerId);
    const frame = window.now();
    if (!from || !frame) return;
    const other = [...down].find(([id]) => id !== pointer.pointerId)?.[1];
    const by = pointer.clientX - from.x;
    if (!moved && Math.abs(by) < 4) return;
    moved = true;
    down.set(pointer.pointerId, { x: pointer.clientX, y: pointer.clientY });
    if (other) {
      const apart = Math.max(20, Math.abs(from.x - other.x));
      window.move(zoomed(frame, apart / Math.max(20, Math.abs(pointer.clientX - other.x)), share(other.x)), null);
    } else {
      const days = (by * (frame.to - frame.from + 1)) / element.clientWidth;
      window.move({ from: frame.from - days, to: frame.to - days }, null);
    }
  };
  const lift = (pointer: PointerEvent) => {
    if (!down.delete(pointer.pointerId) || down.size > 0) return;
    if (moved) window.rest();
    else if (pointer.type === 'pointerup') {
      const box = element.getBoundingClientRect();
      onTap(pointer.clientX - box.left, pointer.clientY - box.top);
    }
  };
  const listeners = [
    ['pointerdown', press], ['pointermove', drag], ['pointerup', lift], ['pointercancel', lift],
  ] as const;
  element.addEventListener('wheel', turned, { passive: false });
  for (const [name, listener] of listeners) element.addEventListener(name, listener);
  return () => {
    element.removeEventListener('wheel', turned);
    for (const [name, listener] of listeners) element.removeEventListener(name, listener);
  };
}
