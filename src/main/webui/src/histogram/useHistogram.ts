import { apiUrl, read, type Answer } from '../api/client';
import type { BucketUnit, Histogram } from '../api/shapes';
import { useReading, type Reading } from '../api/useReading';
import { countQuery, type View } from '../view/view';

/** More bars than this cannot be told apart, and take long to send. */
const MOST = 480;
const UNITS: readonly BucketUnit[] = ['quarter', 'year', 'decade'];

/** How many events there are over all time, whatever date is asked for. */
export function useHistogram(view: View): Reading<Histogram> {
  return useReading<Histogram>(apiUrl('timeline/histogram', countQuery(view, [], ['date'])), asFineAsCanBeSeen);
}

/** By quarters; where they would be too many, by years, then by decades. */
async function asFineAsCanBeSeen(url: string, signal: AbortSignal): Promise<Answer<Histogram>> {
  for (const unit of UNITS) {
    const answer = await read<Histogram>(`${url}${url.includes('?') ? '&' : '?'}by=${unit}`, signal);
    const fits = answer.ok && answer.value.buckets.length <= MOST;
    const tooMany = answer.ok || (answer.failure.kind === 'refused' && answer.failure.problem.errors.some(({ parameter }) => parameter === 'by'));
    if (fits || !tooMany || unit === 'decade') return answer;
  }
  throw new Error('unreachable');
}
