import { apiUrl } from '../api/client';
import type { Claims, EventDetail, Source } from '../api/shapes';
import { useReading } from '../api/useReading';
import { useTexts } from '../texts';
import type { View } from '../view/view';
import { Outside } from './Outside';

/** True when at least one source says something of its own about date or toll. */
export function hasClaims(sources: readonly Source[]): boolean {
  return sources.some(({ says }) => says != null && [says.edtf, says.low, says.best, says.high].some((one) => one != null));
}

/** What the sources say, side by side with what stands here; what differs is marked. */
export function ClaimsTable({ event, view }: { event: EventDetail; view: View }) {
  const texts = useTexts();
  const { claims: words, toll } = texts;
  // Since when a claim stands here is known of the present alone; what it says is in the event as well.
  const reading = useReading<Claims>(view.asOf === null ? apiUrl(`events/${event.id}/claims`) : null);
  const told = reading.value?.event === event.id ? reading.value.claims : null;
  const sources = (told ?? event.sources ?? []).filter(({ says }) => says != null);
  const { low, best, high } = event.fatalities;
  const cell = (said: string | number | null | undefined, here: string | number | null) => (
    <td class={said != null && said !== here ? 'differs' : undefined}>
      {said == null ? <span class="quiet">–</span> : typeof said === 'number' ? toll.number(said) : <code class="edtf" dir="ltr">{said}</code>}
      {said != null && said !== here && <span class="unseen"> {words.differs}</span>}
    </td>
  );
  return (
    <div class="claims" tabIndex={0} role="region" aria-label={words.heading}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.source}</th><th scope="col">{texts.event.saysDate}</th>
            <th scope="col">{toll.low}</th><th scope="col">{toll.best}</th><th scope="col">{toll.high}</th>
          </tr>
        </thead>
        <tbody>
          <tr class="claims-here">
            <th scope="row">{words.here}</th>
            {cell(event.date.edtf, event.date.edtf)}{cell(low, low)}{cell(best, best)}{cell(high, high)}
          </tr>
          {sources.map((source, index) => (
            <tr key={index}>
              <th scope="row">
                <Outside href={source.url}>{source.name || source.headline || texts.event.unnamedSource}</Outside>
                {'since' in source && typeof source.since === 'string' && <small class="quiet">{words.since(texts.event.instant(source.since))}</small>}
              </th>
              {cell(source.says?.edtf, event.date.edtf)}{cell(source.says?.low, low)}{cell(source.says?.best, best)}{cell(source.says?.high, high)}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{words.hint}</p>
    </div>
  );
}
