import { sentences, type Failure } from '../api/problem';
import { useTexts, type Texts } from '../texts';

interface Props {
  readonly id?: string;
  readonly failure: Failure;
  readonly retry: () => void;
  /** True while what is shown beside this note is an earlier answer. */
  readonly stale?: boolean;
  /** False where the title stands above already. */
  readonly titled?: boolean;
}

/** Why there is nothing new to show: the service's own words, or that it cannot be reached. */
export function FailureNote({ id, failure, retry, stale = false, titled = true }: Props) {
  const texts = useTexts();
  const problem = failure.kind === 'unreachable' ? null : failure.problem;
  const passes = failure.kind !== 'refused';
  return (
    <div class={`note note-${failure.kind}`} id={id} aria-live="polite">
      {titled && <h3>{failureTitle(failure, texts)}</h3>}
      {problem && sentences(problem).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {passes && <p>{texts.failure.retrying} {stale && texts.failure.stale}</p>}
      {problem && /^https?:/.test(problem.type) && <p><a href={problem.type}>{texts.failure.readMore}</a></p>}
      {passes && <button type="button" onClick={retry}>{texts.failure.retryNow}</button>}
    </div>
  );
}

export function failureTitle(failure: Failure, { failure: texts }: Texts): string {
  return failure.kind === 'unreachable' ? texts.unreachable : failure.problem.title || texts[failure.kind];
}
