import { expect, test } from 'vitest';
import { draftOf, isAsked, NOTHING } from './entry-state.ts';

const READERS = [
  { number: 1, function: 'reader', nation: 'XC', unit: ['XC', '1 Bn'] },
  { number: 2, function: 'reader', nation: 'XE', unit: ['XE'] },
] as const;

test('draftOf leaves out what a question hid again, and spaces around words', () => {
  const answers = { way: 'code', contact: '+44 1632 960000', name: 'leave-out', 'name-text': 'Ana', where: ' Depot ' };
  expect(draftOf({ ...NOTHING, answers, text: ' They wait. ' }, READERS)).toEqual({
    answers: { way: 'code', name: 'leave-out', where: 'Depot' },
    text: 'They wait.',
    about: { units: [], readers: [] },
  });
});

test('draftOf names units from the party down, and readers by number', () => {
  const { about } = draftOf({ ...NOTHING, units: ['1'], readers: ['2'] }, READERS);
  expect(about).toEqual({ units: [['XC', '1 Bn']], readers: [2] });
});

test('isAsked asks without a code only for another way to answer', () => {
  expect(isAsked('way', { answers: {}, code: 'slip' })).toBe(true);
  expect(isAsked('contact', { answers: {}, code: 'slip' })).toBe(false);
  expect(isAsked('contact', { answers: { way: 'also' }, code: 'slip' })).toBe(true);
  expect(isAsked('way', { answers: {}, code: 'none' })).toBe(false);
  expect(isAsked('contact', { answers: {}, code: 'none' })).toBe(true);
});
