import { expect, test } from 'vitest';
import { blames, failureOf, pause, sentences } from './problem';

const DATE = {
  type: 'https://example.org/docs/problems#unreadable-date', title: 'Unreadable date', status: 400,
  detail: "'2013-13' is not an EDTF date.", instance: '/api/v1/events',
  errors: [{ parameter: 'date', value: '2013-13', message: "'2013-13' is not an EDTF date." }],
};

test('a refusal keeps the words of the service and marks the field to blame', () => {
  const failure = failureOf(400, DATE, null);
  expect(failure.kind).toBe('refused');
  expect(blames(failure, 'date')).toBe(true);
  expect(blames(failure, 'q')).toBe(false);
  expect(failure.kind === 'refused' && sentences(failure.problem)).toEqual(["'2013-13' is not an EDTF date."]);
});

test('further messages follow the general one', () => {
  const errors = [{ parameter: 'q', message: 'Too long.' }, { parameter: 'date', message: 'Not a date.' }];
  const failure = failureOf(400, { ...DATE, detail: 'Two parameters cannot be read.', errors }, null);
  expect(failure.kind === 'refused' && sentences(failure.problem))
    .toEqual(['Two parameters cannot be read.', 'Too long.', 'Not a date.']);
});

test('the page of a proxy is no answer of the service', () => {
  expect(failureOf(502, null, null)).toEqual({ kind: 'unreachable' });
  expect(failureOf(500, '<html>', null)).toMatchObject({ kind: 'refused', problem: { status: 500, title: '', detail: null } });
});

test('a busy service is asked again when it says, an unreachable one ever more rarely', () => {
  expect(pause(failureOf(503, DATE, '12'), 0)).toBe(12);
  expect(pause(failureOf(429, DATE, null), 0)).toBe(1);
  expect([0, 1, 2, 3, 9].map((attempt) => pause({ kind: 'unreachable' }, attempt))).toEqual([1, 2, 4, 8, 30]);
});
