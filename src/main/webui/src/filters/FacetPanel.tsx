import { useId, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import { FACETS, type FacetName, type Named } from '../api/shapes';
import { useReading } from '../api/useReading';
import { useTexts } from '../texts';
import type { Labels } from '../view/labels';
import type { Change } from '../view/useView';
import { EVERYTHING, HEADLINES, valuesOf, withFilter, type FilterName, type View } from '../view/view';
import type { Choice, Choices } from './useFacets';

interface Props {
  readonly view: View;
  readonly change: Change;
  readonly choices: Choices;
  readonly labels: Labels;
}

/** So many values of a field are shown before one asks for more. */
const FIRST = 6;
/** Fields that are open at first: what most people ask by. */
const OPEN: readonly FacetName[] = ['kind', 'country', 'conflict'];
/** Fields with too many values for one answer: they are searched in the service. */
const SEARCHED: Partial<Record<FacetName, string>> = { actor: 'actors', conflict: 'conflicts' };

/** What one can narrow by, with how many events each value would leave. */
export function FacetPanel({ view, change, choices, labels }: Props) {
  const { facets, ask } = useTexts();
  const choose = (name: FilterName, values: readonly string[]) => change({ filters: withFilter(view.filters, name, values) });
  return (
    <div class={`facets${choices.stale ? ' is-waiting' : ''}`}>
      {FACETS.map((name) => (
        <Facet key={name} name={name} choices={choices} labels={labels} open={OPEN.includes(name)}
          onChoose={(values) => choose(name, values)} chosen={valuesOf(view.filters, name)} />
      ))}
      <details class="facet">
        <summary>{facets.toll}</summary>
        <div class="facet-body facet-numbers">
          <NumberFilter label={ask.filters.minFatalities} name="minFatalities" view={view} onValue={(values) => choose('minFatalities', values)} />
          <NumberFilter label={ask.filters.maxFatalities} name="maxFatalities" view={view} onValue={(values) => choose('maxFatalities', values)} />
          <label>{ask.filters.estimate}
            <select value={valuesOf(view.filters, 'estimate')[0] ?? 'best'}
              onChange={({ currentTarget: { value } }) => choose('estimate', value === 'best' ? [] : [value])}>
              {(['low', 'best', 'high'] as const).map((one) => <option key={one} value={one}>{facets.estimates[one]}</option>)}
            </select>
          </label>
          <label>{ask.filters.headline}
            <select value={valuesOf(view.filters, 'headline')[0] ?? 'editor'}
              onChange={({ currentTarget: { value } }) => choose('headline', value === 'editor' ? [] : [value])}>
              {HEADLINES.map((rule) => <option key={rule} value={rule}>{facets.headlines[rule]}</option>)}
            </select>
          </label>
        </div>
      </details>
      <details class="facet">
        <summary>{facets.exactness}</summary>
        <div class="facet-body facet-numbers">
          <NumberFilter label={ask.filters.maxUncertaintyDays} name="maxUncertaintyDays" view={view} onValue={(values) => choose('maxUncertaintyDays', values)} />
          <label>{ask.filters.asOf}
            <input type="text" value={view.asOf ?? ''} placeholder="2024-05-02T00:00:00Z" autocomplete="off"
              onChange={({ currentTarget: { value } }) => change({ asOf: value.trim() || null })} />
          </label>
        </div>
      </details>
      {(view.filters.length > 0 || view.q !== '' || view.date !== '') && (
        <button type="button" class="reset" onClick={() => change({ q: '', date: '', match: EVERYTHING.match, filters: [] })}>{facets.reset}</button>
      )}
    </div>
  );
}

interface FacetProps {
  readonly name: FacetName;
  readonly choices: Choices;
  readonly labels: Labels;
  readonly open: boolean;
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
}

function Facet({ name, choices, labels, open, chosen, onChoose }: FacetProps) {
  const { ask, facets, toll } = useTexts();
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const own = choices.of(name);
  const source = SEARCHED[name];
  const searched = useReading<{ readonly items: readonly Named[] }>(
    source && words.trim().length > 1 ? apiUrl(source, String(new URLSearchParams({ q: words.trim(), limit: '12' }))) : null);
  const sought = fold(words.trim());
  const label = ({ value, label: given }: Choice) => labels.value(name, value) ?? given;
  const matching = own.filter((choice) => fold(label(choice)).includes(sought));
  const others = sought === '' ? [] : (searched.value?.items ?? [])
    .filter(({ id }) => !own.some(({ value }) => value === String(id)))
    .map(({ id, name: called }): Choice => ({ value: String(id), label: called, events: null, chosen: false }));
  const found = [...matching, ...others];
  const shown = all || sought !== '' ? found : found.slice(0, Math.max(FIRST, chosen.length));
  const heading = ask.filters[name];
  if (own.length === 0 && chosen.length === 0) return null;
  return (
    <details class="facet" open={open || chosen.length > 0}>
      <summary>{heading}{chosen.length > 0 && <span class="facet-count"> {facets.chosen(chosen.length)}</span>}</summary>
      <div class="facet-body" role="group" aria-label={heading}>
        {(own.length > FIRST || source) && (
          <input class="facet-search" type="search" value={words} placeholder={facets.search} aria-label={facets.searchIn(heading)}
            onInput={(input) => setWords(input.currentTarget.value)} />
        )}
        <ul>
          {shown.map((choice) => (
            <li key={choice.value}>
              <label class="facet-value">
                <input type="checkbox" checked={choice.chosen} onChange={() => {
                  choices.learn(name, choice.value, choice.label);
                  onChoose(choice.chosen ? chosen.filter((one) => one !== choice.value) : [...chosen, choice.value]);
                }} />
                <span class="facet-label" dir="auto">{label(choice)}</span>
                <span class="facet-number">{choice.events === null ? '' : toll.number(choice.events)}</span>
              </label>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p class="hint">{facets.nothing}</p>}
        {sought === '' && found.length > FIRST && (
          <button type="button" class="plain" onClick={() => setAll(!all)}>{all ? facets.fewer : facets.more(found.length - FIRST)}</button>
        )}
      </div>
    </details>
  );
}

interface NumberProps {
  readonly label: string;
  readonly name: FilterName;
  readonly view: View;
  readonly onValue: (values: readonly string[]) => void;
}

function NumberFilter({ label, name, view, onValue }: NumberProps) {
  const id = useId();
  return (
    <label for={id}>{label}
      <input id={id} type="number" min="0" step="1" inputMode="numeric" value={valuesOf(view.filters, name)[0] ?? ''}
        onChange={({ currentTarget: { value } }) => onValue(/^\d+$/.test(value) ? [value] : [])} />
    </label>
  );
}

/** Without accents and case, as the service searches. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
