import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { inkOf, type Ink } from './ink';

/** Where one paints, in CSS pixels. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly ink: Ink;
}

export interface Painted {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Paints in the next frame, however often it is asked for in this one. */
  readonly repaint: () => void;
}

/** A canvas as large as its box, as sharp as the screen, in the colours of the page. */
export function useCanvas(paint: (surface: Surface) => void): Painted {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef(paint);
  painter.current = paint;
  const asked = useRef(0);
  const ink = useRef<Ink | null>(null);

  const repaint = useCallback(() => {
    if (asked.current !== 0) return;
    asked.current = requestAnimationFrame(() => {
      asked.current = 0;
      const element = canvas.current;
      const context = element?.getContext('2d');
      if (!element || !context) return;
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const sharp = Math.min(devicePixelRatio, 2);
      if (element.width !== Math.round(width * sharp) || element.height !== Math.round(height * sharp)) {
        element.width = Math.round(width * sharp);
        element.height = Math.round(height * sharp);
      }
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      context.clearRect(0, 0, width, height);
      ink.current ??= inkOf(element);
      painter.current({ context, width, height, ink: ink.current });
    });
  }, []);

  useEffect(() => {
    const recolour = () => {
      ink.current = null;
      repaint();
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const print = matchMedia('print');
    const sizes = new ResizeObserver(repaint);
    if (canvas.current) sizes.observe(canvas.current);
    dark.addEventListener('change', recolour);
    print.addEventListener('change', recolour);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', recolour);
      print.removeEventListener('change', recolour);
      cancelAnimationFrame(asked.current);
      asked.current = 0;
    };
  }, []);

  // Whatever made the page render may be in the picture.
  useEffect(repaint);
  return { canvas, repaint };
}
