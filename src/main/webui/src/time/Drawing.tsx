import type { EventDate } from '../api/shapes';
import { useTexts } from '../texts';
import { frameOf, layOut, roomy, type Frame, type Span } from './bounds';
import { ticks } from './ticks';
import { beganAndEnded } from './words';

/** All in units of the drawing. Rows and their axis are equally wide, so that they stand under one another. */
const ROW = 208;
const WIDE = 360;
/** Room on both sides for the arrows of what goes on outside the frame. */
const SIDE = 9;
/** A day in a century must still be seen. */
const LEAST = 5;

/** One event on the frame that all rows share: solid where certain, faded where possible. */
export function RowDrawing({ date, frame }: { date: EventDate; frame: Frame }) {
  return (
    <svg class="drawing" viewBox={`0 0 ${ROW} 16`} role="img" aria-label={useSpoken(date)}>
      <line class="drawing-track" x1={SIDE} x2={ROW - SIDE} y1="8" y2="8" />
      <Marks date={date} frame={frame} width={ROW} y={8} height={10} />
    </svg>
  );
}

/** The years or days that stand over the drawings of a list. */
export function Axis({ frame }: { frame: Frame }) {
  return (
    <svg class="drawing axis" viewBox={`0 0 ${ROW} 20`} aria-hidden="true">
      <Ticks frame={frame} width={ROW} from={15} to={20} baseline={11} />
    </svg>
  );
}

/** One event on a frame of its own, with round days under it. */
export function WideDrawing({ date }: { date: EventDate }) {
  const texts = useTexts();
  const spoken = useSpoken(date);
  const tight = frameOf([date]);
  if (tight === null) return <p class="quiet">{texts.drawing.unknown}</p>;
  const endless = date.startEarliest === null || date.endLatest === null;
  const frame = roomy(tight, endless ? 0.4 : 0.15, 3);
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDE} 44`} role="img" aria-label={spoken}>
      <Ticks frame={frame} width={WIDE} from={2} to={29} baseline={42} />
      <line class="drawing-track" x1={SIDE} x2={WIDE - SIDE} y1="15" y2="15" />
      <Marks date={date} frame={frame} width={WIDE} y={15} height={14} />
    </svg>
  );
}

/** What the two kinds of bar mean. */
export function Legend() {
  const { drawing } = useTexts();
  return (
    <p class="legend" aria-hidden="true">
      <svg class="drawing" viewBox="0 0 18 10"><rect class="drawing-certain" y="1" width="18" height="8" rx="1.5" /></svg>
      {drawing.certain}
      <svg class="drawing" viewBox="0 0 18 10"><rect class="drawing-possible" x="0.5" y="1.5" width="17" height="7" rx="1.5" /></svg>
      {drawing.possible}
    </p>
  );
}

interface TicksProps {
  readonly frame: Frame;
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly baseline: number;
}

function Ticks({ frame, width, from, to, baseline }: TicksProps) {
  const { when } = useTexts();
  const scale = (width - 2 * SIDE) / (frame.to - frame.from + 1);
  return (
    <>
      {ticks(frame, width - 2 * SIDE).map(({ day, style }) => {
        // A label of a day stands under the middle of that day, of a month or year where it begins.
        const at = style === 'short' ? day + 0.5 : day;
        const x = Math.round((SIDE + (at - frame.from) * scale) * 10) / 10;
        // A label at an edge stands inwards, or it would be cut.
        const anchor = x < 24 ? 'start' : x > width - 24 ? 'end' : 'middle';
        return (
          <g key={day}>
            <line class="drawing-tick" x1={x} x2={x} y1={from} y2={to} />
            <text x={anchor === 'start' ? x - 4 : anchor === 'end' ? x + 4 : x} y={baseline} text-anchor={anchor}>
              {when.tick(day, style)}
            </text>
          </g>
        );
      })}
    </>
  );
}

interface MarksProps {
  readonly date: EventDate;
  readonly frame: Frame;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

function Marks({ date, frame, width, y, height }: MarksProps) {
  const { possible, certain, before, after } = layOut(date, frame, width - 2 * SIDE, LEAST);
  const bar = (span: Span, name: string) => (
    <rect class={name} x={SIDE + span.x} width={span.width} y={y - height / 2} height={height} rx="1.5" />
  );
  return (
    <>
      {possible && bar(possible, 'drawing-possible')}
      {certain && bar(certain, 'drawing-certain')}
      {before && <path class="drawing-beyond" d={`M6 ${y - 4} L2 ${y} L6 ${y + 4}`} />}
      {after && <path class="drawing-beyond" d={`M${width - 6} ${y - 4} L${width - 2} ${y} L${width - 6} ${y + 4}`} />}
    </>
  );
}

function useSpoken(date: EventDate): string {
  const { drawing, when } = useTexts();
  const { began, ended } = beganAndEnded(date, when);
  return drawing.labelled(began, ended);
}
