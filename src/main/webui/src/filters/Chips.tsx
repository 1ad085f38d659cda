import { useTexts } from '../texts';
import type { Labels } from '../view/labels';
import type { Filter } from '../view/view';

interface Props {
  readonly filters: readonly Filter[];
  readonly labels: Labels;
  readonly onFilters: (filters: readonly Filter[]) => void;
}

/** The filters that have no field of their own, each with a button that takes it away. */
export function Chips({ filters, labels, onFilters }: Props) {
  const { ask } = useTexts();
  if (filters.length === 0) return null;
  return (
    <ul class="chips" aria-label={ask.filtersHeading}>
      {filters.map((filter, index) => {
        const name = ask.filter(ask.filters[filter.name], valueLabel(filter, labels));
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

function valueLabel({ name, value }: Filter, labels: Labels): string {
  switch (name) {
    case 'kind': return value.split(',').map(labels.kind).join(', ');
    case 'country': return value.split(',').map(labels.country).join(', ');
    default: return value;
  }
}
