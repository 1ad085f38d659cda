import { useTexts } from '../texts';
import { MATCHES, type Match } from '../view/view';

interface Props {
  readonly match: Match;
  /** Without a date there is nothing to meet. */
  readonly enabled: boolean;
  readonly onMatch: (match: Match) => void;
}

/** How the dates of an event must meet the dates asked for, with the sentence that explains it. */
export function MatchChoice({ match, enabled, onMatch }: Props) {
  const { ask } = useTexts();
  return (
    <fieldset class="match" aria-describedby="match-means">
      <legend>{ask.match}</legend>
      <div class="match-choices">
        {MATCHES.map((one) => (
          <label key={one} class={`match-choice${enabled ? '' : ' is-idle'}`}>
            <input type="radio" name="match" value={one} checked={one === match} onChange={() => onMatch(one)} />
            <Picture match={one} />
            <span>{ask.matches[one].label}</span>
          </label>
        ))}
      </div>
      <p class="hint" id="match-means">{enabled ? ask.matches[match].means : ask.matchWithoutDate}</p>
    </fieldset>
  );
}

/** From where to where each relation's bar reaches; the range asked for lies between 10 and 24. */
const BARS: Record<Match, { possible: [number, number]; certain: [number, number] | null }> = {
  possible: { possible: [2, 15], certain: null },
  certain: { possible: [2, 20], certain: [5, 16] },
  within: { possible: [12, 22], certain: [14, 20] },
  contains: { possible: [2, 32], certain: [5, 29] },
};

function Picture({ match }: { match: Match }) {
  const { possible, certain } = BARS[match];
  return (
    <svg class="drawing match-picture" viewBox="0 0 34 14" aria-hidden="true">
      <rect class="drawing-asked" x="10" width="14" y="0" height="14" />
      <rect class="drawing-possible" x={possible[0]} width={possible[1] - possible[0]} y="4" height="6" rx="1" />
      {certain && <rect class="drawing-certain" x={certain[0]} width={certain[1] - certain[0]} y="4" height="6" />}
    </svg>
  );
}
