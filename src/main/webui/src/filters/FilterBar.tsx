import { blames, type Failure } from '../api/problem';
import { DateSaid } from '../dating/DateSaid';
import type { Dating } from '../dating/useDating';
import { useTexts } from '../texts';
import type { Change } from '../view/useView';
import type { View } from '../view/view';
import { MatchChoice } from './MatchChoice';
import { TypedField } from './TypedField';

interface Props {
  readonly view: View;
  readonly change: Change;
  readonly dating: Dating;
  readonly failure: Failure | null;
  /** The id of the text that tells the failure. */
  readonly told: string;
}

/** What one asks: words, a date, and how strictly the date is meant. */
export function FilterBar({ view, change, dating, failure, told }: Props) {
  const { ask } = useTexts();
  const problem = (parameter: string) => (blames(failure, parameter) ? told : null);
  return (
    <form class="ask" role="search" aria-label={ask.heading} onSubmit={(submit) => submit.preventDefault()}>
      <TypedField id="q" label={ask.words} hint={ask.wordsHint} example={ask.wordsExample}
        value={view.q} problem={problem('q')} onValue={(q, step) => change({ q }, step)} />
      <TypedField id="date" label={ask.date} hint={ask.dateHint} example={ask.dateExample}
        value={dating.text} problem={problem('date')} refused={dating.said?.kind === 'refused'} onValue={dating.type}>
        {dating.said && <DateSaid said={dating.said} current={dating.current} />}
      </TypedField>
      <MatchChoice match={view.match} enabled={view.date !== ''} onMatch={(match) => change({ match })} />
    </form>
  );
}
