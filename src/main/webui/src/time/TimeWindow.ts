import type { Frame } from './bounds';
import { sameFrame, wholeDays, within } from './range';

/**
 * The stretch of time that histogram and timeline show. It moves with every movement of a hand, more
 * often than a page can be asked or drawn anew: whoever draws it listens, and the page is told only
 * where it came to rest.
 */
export class TimeWindow {
  private frame: Frame | null = null;
  private limit: Frame | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  /** `rested` is told where the window came to rest after it was moved by hand. */
  constructor(private readonly rested: (frame: Frame, limit: Frame) => void) {}

  now(): Frame | null {
    return this.frame;
  }

  /** All time that there are events of. */
  all(): Frame | null {
    return this.limit;
  }

  /** Puts it where the page asks for, which moves nothing else. */
  put(frame: Frame | null, limit: Frame | null): void {
    clearTimeout(this.timer);
    if (sameFrame(frame, this.frame) && sameFrame(limit, this.limit)) return;
    this.frame = frame;
    this.limit = limit;
    this.tell();
  }

  /** Moves it by hand, between days as well, or it would get stuck at one. `after` milliseconds without another movement it has come to rest. */
  move(frame: Frame, after: number | null): void {
    if (this.limit === null) return;
    const next = within(frame, this.limit);
    clearTimeout(this.timer);
    if (!sameFrame(next, this.frame)) {
      this.frame = next;
      this.tell();
    }
    if (after !== null) this.timer = setTimeout(() => this.rest(), after);
  }

  rest(): void {
    clearTimeout(this.timer);
    if (this.frame && this.limit) this.rested(wholeDays(this.frame), this.limit);
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
