import type { EventDate } from '../api/shapes';
import { useTexts } from '../texts';
import { frameOf, layOut, roomy, type Frame, type Span } from './bounds';
import { ticks } from './ticks';
import { beganAndEnded } from './words';

/** Units of a row's drawing; its axis has the same width, so that they stand under one another. */
export const ROW_WIDTH = 208;
const ROW_HEIGHT = 16;
const LEAST = 5;

/** One event on the frame that all rows share: solid where certain, faded where possible. */
export function RowDrawing({ date, frame }: { date: EventDate; frame: Frame }) {
  const texts = useTexts();
  const { began, ended } = beganAndEnded(date, texts.when);
  return (
    <svg class="drawing" viewBox={`0 0 ${ROW_WIDTH} ${ROW_HEIGHT}`} role="img"
      aria-label={texts.drawing.labelled(began, ended)}>
      <line class="drawing-track" x1="0" x2={ROW_WIDTH} y1={ROW_HEIGHT / 2} y2={ROW_HEIGHT / 2} />
      <BoundsMarks date={date} frame={frame} width={ROW_WIDTH} y={ROW_HEIGHT / 2} />
    </svg>
  );
}

/** The years or days that stand over the drawings of a list. */
export function Axis({ frame }: { frame: Frame }) {
  const { when } = useTexts();
  const scale = ROW_WIDTH / (frame.to - frame.from + 1);
  return (
    <svg class="drawing axis" viewBox={`0 0 ${ROW_WIDTH} 20`} aria-hidden="true">
      {ticks(frame, 4).map(({ day, style }) => {
        const x = (day - frame.from) * scale;
        const anchor = x < 20 ? 'start' : x > ROW_WIDTH - 20 ? 'end' : 'middle';
        return (
          <g key={day}>
            <line class="drawing-track" x1={x} x2={x} y1="15" y2="20" />
            <text x={x} y="11" text-anchor={anchor}>{when.tick(day, style)}</text>
          </g>
        );
      })}
    </svg>
  );
}

const WIDE = 360;

/** One event on a frame of its own, with round days under it. */
export function WideDrawing({ date }: { date: EventDate }) {
  const texts = useTexts();
  const tight = frameOf([date]);
  if (tight === null) return <p class="quiet">{texts.drawing.unknown}</p>;
  const open = date.startEarliest === null || date.endLatest === null;
  const frame = roomy(tight, open ? 0.4 : 0.15, 3);
  const scale = WIDE / (frame.to - frame.from + 1);
  const { began, ended } = beganAndEnded(date, texts.when);
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDE} 44`} role="img" aria-label={texts.drawing.labelled(began, ended)}>
      {ticks(frame, 5).map(({ day, style }) => {
        const x = (day - frame.from) * scale;
        const anchor = x < 24 ? 'start' : x > WIDE - 24 ? 'end' : 'middle';
        return (
          <g key={day}>
            <line class="drawing-tick" x1={x} x2={x} y1="2" y2="30" />
            <text x={x} y="42" text-anchor={anchor}>{texts.when.tick(day, style)}</text>
          </g>
        );
      })}
      <line class="drawing-track" x1="0" x2={WIDE} y1="15" y2="15" />
      <BoundsMarks date={date} frame={frame} width={WIDE} y={15} tall />
    </svg>
  );
}

interface MarksProps {
  readonly date: EventDate;
  readonly frame: Frame;
  readonly width: number;
  readonly y: number;
  readonly tall?: boolean;
}

function BoundsMarks({ date, frame, width, y, tall = false }: MarksProps) {
  const { possible, certain, before, after } = layOut(date, frame, width, LEAST);
  const height = tall ? 14 : 10;
  const bar = (span: Span, name: string, thick: number) => (
    <rect class={name} x={span.x} width={span.width} y={y - thick / 2} height={thick} rx="1.5" />
  );
  return (
    <>
      {possible && bar(possible, 'drawing-possible', height)}
      {certain && bar(certain, 'drawing-certain', height)}
      {before && <path class="drawing-beyond" d={`M5 ${y - 4.5} L1 ${y} L5 ${y + 4.5}`} />}
      {after && <path class="drawing-beyond" d={`M${width - 5} ${y - 4.5} L${width - 1} ${y} L${width - 5} ${y + 4.5}`} />}
    </>
  );
}
