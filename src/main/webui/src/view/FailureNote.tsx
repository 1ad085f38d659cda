import { sentences, type Failure } from '../api/problem';
import { useTexts } from '../texts';

interface Props {
  readonly id?: string;
  readonly failure: Failure;
  readonly retry: () => void;
  /** True while what is shown beside this note is an earlier answer. */
  readonly stale?: boolean;
}

/** Why there is nothing new to show: the service's own words, or that it cannot be reached. */
export function FailureNote({ id, failure, retry, stale = false }: Props) {
  const { failure: texts } = useTexts();
  const problem = failure.kind === 'unreachable' ? null : failure.problem;
  const passes = failure.kind !== 'refused';
  return (
    <div class={`note note-${failure.kind}`} id={id}>
      <h3>{problem?.title || texts[failure.kind]}</h3>
      {problem && sentences(problem).map((sentence) => <p key={sentence} class="note-said">{sentence}</p>)}
      {passes && <p>{texts.retrying} {stale && texts.stale}</p>}
      {problem && /^https?:/.test(problem.type) && <p><a href={problem.type}>{texts.readMore}</a></p>}
      {passes && <button type="button" onClick={retry}>{texts.retryNow}</button>}
    </div>
  );
}
