import { useTexts } from '../texts';
import type { Labels } from '../view/labels';
import type { Filter } from '../view/view';
import type { Choices } from './useFacets';

interface Props {
  readonly filters: readonly Filter[];
  readonly labels: Labels;
  readonly choices: Choices;
  readonly onFilters: (filters: readonly Filter[]) => void;
}

/** The filters that are at work, each with a button that takes it away. */
export function Chips({ filters, labels, choices, onFilters }: Props) {
  const { ask } = useTexts();
  if (filters.length === 0) return null;
  return (
    <ul class="chips" aria-label={ask.filtersHeading}>
      {filters.map((filter, index) => {
        const values = filter.value.split(',').map((value) => labels.value(filter.name, value) ?? choices.label(filter.name, value) ?? value);
        const name = ask.filter(ask.filters[filter.name], values.join(', '));
        return (
          <li key={`${filter.name}=${filter.value}`}>
            <button type="button" class="chip" aria-label={ask.remove(name)}
              onClick={() => onFilters(filters.filter((_, other) => other !== index))}>
              {name} <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
