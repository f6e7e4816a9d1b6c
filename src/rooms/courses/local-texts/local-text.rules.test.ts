import { expect, test } from 'vitest';
import { decideDraft, decideSigning, decideWithdrawal, draftState, isOld } from './local-text.rules.ts';

const asks = ['forms', 'places'];
const answers = { forms: { en: 'Debt.', fr: null }, places: { en: null, fr: 'Des bars.' } };
const draft = { placeholder: 'operation-brief', kind: 'operation', asOf: '2026-11-01', answers } as const;

test.each([
  [draft, null],
  [{ ...draft, asOf: '2026-11-24' }, null],
  [{ ...draft, asOf: '2026-11-25' }, 'training/day-to-come'],
  [{ ...draft, kind: 'nation' as const }, 'training/placeholder-of-another-kind'],
  [{ ...draft, placeholder: 'law-annex' as const }, 'training/placeholder-of-another-kind'],
  [{ ...draft, answers: { ...answers, rumours: { en: 'x', fr: null } } }, 'training/unknown-question'],
])('decideDraft checks the kind of party, the questions and the date', (content, code) => {
  const decided = decideDraft(content, asks, '2026-11-24');
  expect(decided.accepted ? null : decided.code).toBe(code);
});

test('decideSigning needs every question answered in one language, a change since the last version, and no later version', () => {
  const sign = (...given: Parameters<typeof decideSigning>) => {
    const decided = decideSigning(...given);
    return decided.accepted ? null : decided.code;
  };
  const version = { ...draft, number: 1 };
  expect(sign(draft, asks, [])).toBeNull();
  expect(sign({ ...draft, answers: { forms: { en: null, fr: null }, places: answers.places } }, asks, [])).toBe('training/questions-open');
  expect(sign(draft, asks, [{ ...version, answers: { ...answers } }])).toBe('training/nothing-new');
  expect(sign(draft, asks, [{ ...version, asOf: '2026-10-01' }])).toBeNull();
  expect(sign(draft, asks, [{ ...version, answers: { ...answers, forms: { en: 'Debt.', fr: 'Des dettes.' } } }])).toBeNull();
  expect(sign(draft, asks, [{ ...version, asOf: '2026-11-02' }])).toBe('training/older-than-signed');
  expect(
    sign(draft, asks, [
      { ...version, asOf: '2026-10-01' },
      { ...version, asOf: '2026-11-02' },
    ]),
  ).toBe('training/older-than-signed');
});

test('a brief is old after six months, and a text without a period never', () => {
  expect(isOld('2026-05-24', 6, new Date('2026-11-24T12:00:00Z'))).toBe(false);
  expect(isOld('2026-05-23', 6, new Date('2026-11-24T12:00:00Z'))).toBe(true);
  expect(isOld('1999-01-01', null, new Date('2026-11-24T12:00:00Z'))).toBe(false);
});

test('draftState compares the draft with the version in force, over the questions of today', () => {
  expect(draftState(undefined, draft, asks)).toBe('missing');
  expect(draftState(draft, undefined, asks)).toBe('unsigned');
  expect(draftState(draft, { ...draft, answers: { ...answers, dropped: { en: 'Old.', fr: null } } }, asks)).toBe('signed');
  expect(draftState(draft, { ...draft, asOf: '2026-10-01' }, asks)).toBe('unsigned');
});

test('decideWithdrawal accepts a signed version once', () => {
  expect(decideWithdrawal({ withdrawnAt: null })).toEqual({ accepted: true, value: 'withdrawn' });
  expect(decideWithdrawal({ withdrawnAt: new Date() })).toMatchObject({ code: 'training/already-withdrawn' });
});
