import { describe, expect, it } from 'vitest';
import { changedFields, contentOf, fieldsOf, keepTyped } from './draft-fields.rules.ts';

const QUESTIONS = ['forms', 'places'];
const before = fieldsOf({ asOf: '2026-11-01', answers: { forms: { en: 'Debt bondage.', fr: null } } }, QUESTIONS);

describe('contentOf', () => {
  it('returns what the fields were made of, without questions that have no answer', () => {
    expect(contentOf(before, QUESTIONS)).toEqual({ asOf: '2026-11-01', answers: { forms: { en: 'Debt bondage.', fr: null } } });
    expect(contentOf({ ...before, 'forms.en': '' }, QUESTIONS)).toEqual({ asOf: '2026-11-01', answers: {} });
  });
});

describe('changedFields', () => {
  it('names the fields that differ by more than blanks', () => {
    expect(changedFields(before, { ...before, 'forms.en': 'Debt bondage. ', 'places.fr': 'Le quai.', asOf: '2026-11-02' })).toEqual([
      'places.fr',
      'asOf',
    ]);
  });
});

describe('keepTyped', () => {
  it('keeps what was typed and what another person wrote in other fields', () => {
    const newer = { ...before, 'forms.en': 'Debt bondage in bars.', 'forms.fr': 'Servitude pour dettes.' };
    const typed = { ...before, 'forms.en': 'Debt bondage on boats.', 'places.en': 'The quay.' };
    expect(keepTyped(newer, before, typed)).toEqual({
      ...{ asOf: '2026-11-01', 'forms.en': 'Debt bondage on boats.', 'forms.fr': 'Servitude pour dettes.' },
      ...{ 'places.en': 'The quay.', 'places.fr': '' },
    });
  });

  it('keeps a text that was emptied', () => {
    expect(keepTyped({ ...before, 'forms.en': 'Longer.' }, before, { ...before, 'forms.en': '' })['forms.en']).toBe('');
  });
});
