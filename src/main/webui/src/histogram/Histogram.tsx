import { useMemo, useState } from 'preact/hooks';
import type { Failure } from '../api/problem';
import type { Histogram as Counts } from '../api/shapes';
import { useWidth } from '../canvas/useWidth';
import { useTexts } from '../texts';
import type { Frame } from '../time/bounds';
import { ticks } from '../time/ticks';
import type { TimeWindow } from '../time/TimeWindow';
import { failureTitle } from '../view/FailureNote';
import { MEASURES, type Measure } from '../view/view';
import { barAt, barsOf, pathsOf, type Bar } from './bars';
import { Brush } from './Brush';

interface Props {
  readonly counts: Counts | null;
  readonly extent: Frame | null;
  readonly measure: Measure;
  readonly window: TimeWindow;
  readonly waiting: boolean;
  /** Why there is nothing new to draw; null where the list tells it already. */
  readonly failure: Failure | null;
  readonly onMeasure: (measure: Measure) => void;
}

const HIGH = 64;
/** So many buckets are told as text; of more, those with something in them may still be too many. */
const TOLD = 200;

/** All time at a glance, and the window on it. */
export function Histogram({ counts, extent, measure, window, waiting, failure, onMeasure }: Props) {
  const texts = useTexts();
  const { histogram, when } = texts;
  const [box, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<Bar | null>(null);
  const bars = useMemo(() => barsOf(counts?.buckets ?? [], measure), [counts, measure]);
  const paths = useMemo(
    () => (extent === null || width === 0 ? null : pathsOf(bars, extent, width, HIGH, measure === 'tolls')), [bars, extent, width]);
  const scale = extent === null ? 0 : width / (extent.to - extent.from + 1);

  return (
    <section class={`histogram${waiting ? ' is-waiting' : ''}`} aria-labelledby="histogram-heading">
      <header class="picture-head">
        <h2 id="histogram-heading">{histogram.heading}</h2>
        <fieldset class="measure">
          <legend class="unseen">{histogram.measure}</legend>
          {MEASURES.map((one) => (
            <label key={one}><input type="radio" name="measure" value={one} checked={one === measure} onChange={() => onMeasure(one)} />{histogram.measures[one]}</label>
          ))}
        </fieldset>
        <p class="picture-caption hint">
          {failure ? failureTitle(failure, texts) : pointed === null ? histogram.explained[measure] : histogram.bucket(when.span(pointed), measure, pointed)}
        </p>
      </header>
      <div class="histogram-box" ref={box}
        onPointerMove={(move) => {
          const x = move.clientX - move.currentTarget.getBoundingClientRect().left;
          setPointed(extent === null ? null : barAt(bars, extent.from + x / scale));
        }}
        onPointerLeave={() => setPointed(null)}>
        {paths && extent && (
          <>
            <svg class="drawing histogram-bars" viewBox={`0 0 ${width} ${HIGH + 18}`} width={width} height={HIGH + 18} aria-hidden="true">
              <path class="histogram-possible" d={paths.possible} />
              <path class="drawing-certain" d={paths.certain} />
              <path class="histogram-whiskers" d={paths.whiskers} />
              <line class="histogram-ground" x1="0" x2={width} y1={HIGH} y2={HIGH} />
              {ticks(extent, width).map(({ day, style }) => {
                const x = Math.round((day - extent.from) * scale);
                // A label at the end would be cut, and would lie on the one before it if it were moved.
                return x < width - 34 && <text key={day} x={x} y={HIGH + 14}>{when.tick(day, style)}</text>;
              })}
            </svg>
            <Brush window={window} extent={extent} width={width} bars={bars} />
          </>
        )}
        {counts !== null && extent === null && <p class="quiet histogram-none">{histogram.none}</p>}
      </div>
      <AsText bars={bars} measure={measure} />
    </section>
  );
}

/** The same in words, for those who cannot see it. */
function AsText({ bars, measure }: { bars: readonly Bar[]; measure: Measure }) {
  const { histogram, when, asText } = useTexts();
  const [open, setOpen] = useState(false);
  const full = bars.filter(({ high }) => high > 0);
  return (
    <details class="as-text" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>{asText.histogram}</summary>
      {open && (
        <>
          <ul class="as-text-list" tabIndex={0}>
            {full.slice(0, TOLD).map((bar) => <li key={bar.from}>{histogram.bucket(when.span(bar), measure, bar)}</li>)}
          </ul>
          {full.length > TOLD && <p class="hint">{asText.more(full.length - TOLD)}</p>}
        </>
      )}
    </details>
  );
}
