import { sentences } from '../api/problem';
import type { DateReading, Problem } from '../api/shapes';
import { useTexts } from '../texts';
import { questionOf } from './question';
import type { Said } from './readDate';

interface Props {
  readonly said: Said;
  /** False while the answer to a later text is on its way. */
  readonly current: boolean;
}

/** Under the date field, what the service made of it, in the service's words. */
export function DateSaid({ said, current }: Props) {
  return (
    <div class={`said said-${said.kind}${current ? '' : ' is-past'}`}>
      {said.kind === 'read' ? <Meaning of={said.reading} /> : <Refusal problem={said.problem} />}
    </div>
  );
}

function Meaning({ of: { date, rule } }: { of: DateReading }) {
  const { ask } = useTexts();
  const question = questionOf(date.edtf);
  return (
    <>
      <p class="said-words" lang="en" dir="auto">{date.words}</p>
      {(rule !== null || question !== date.edtf) && (
        <p>
          {rule !== null && <>{ask.dateRule} <i lang="en">{rule}</i>. </>}
          {ask.dateAsked} <code class="edtf">{question}</code>
        </p>
      )}
    </>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  const { failure } = useTexts();
  const said = sentences(problem);
  return (
    <>
      {said.length === 0
        ? <p>{problem.title || failure.refused}</p>
        : said.map((sentence) => <p key={sentence} lang="en" dir="auto">{sentence}</p>)}
      <p class="quiet">{failure.stale}</p>
    </>
  );
}
