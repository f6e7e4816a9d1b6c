import { expect, test } from 'vitest';
import { isExcluded } from '../../manifest/readers.rules.ts';
import { namesNew } from '../../reporter/browser/draft.ts';
import { draftOf, isAsked, NOTHING, readerChoices, unitChoices } from './entry-state.ts';

const READERS = [
  { number: 1, function: 'reader', nation: 'XC', unit: ['XC', '1 Bn'] },
  { number: 2, function: 'reader', nation: 'XE', unit: ['XE'] },
] as const;

test('draftOf leaves out what a question hid again, and spaces around words', () => {
  const answers = { way: 'code', contact: '+44 1632 960000', name: 'leave-out', 'name-text': 'Ana', where: ' Depot ' };
  expect(draftOf({ ...NOTHING, answers, text: ' They wait. ' })).toEqual({
    answers: { way: 'code', name: 'leave-out', where: 'Depot' },
    text: 'They wait.',
    about: { units: [], readers: [] },
  });
});

test('draftOf names units from the party down, and readers by number', () => {
  const { about } = draftOf({ ...NOTHING, units: ['["XC","1 Bn"]'], readers: ['2'] });
  expect(about).toEqual({ units: [['XC', '1 Bn']], readers: [2] });
});

test('draftOf excludes the same readers after the list of readers changed', () => {
  const chosen = unitChoices([], READERS).find(({ text }) => text === 'XC / 1 Bn')!;
  const { about } = draftOf({ ...NOTHING, units: [chosen.value] });
  // A unit that sorts first moves every other one to another place of the list.
  const changed = [{ number: 3, function: 'reader', nation: 'XA', unit: ['XA'] }, ...READERS] as const;
  expect(changed.filter((one) => isExcluded(one, about)).map(({ number }) => number)).toEqual([1]);
  expect(unitChoices([chosen.value], changed)).toContainEqual(chosen);
});

test('unitChoices keeps a chosen unit that the new list no longer names', () => {
  const gone = '["XC","1 Bn"]';
  expect(unitChoices([gone], [READERS[1]]).map(({ text }) => text)).toEqual(['XE', 'XC / 1 Bn']);
  // A reader of the unit above it is excluded all the same.
  const { about } = draftOf({ ...NOTHING, units: [gone] });
  expect(isExcluded({ number: 4, unit: ['XC'] }, about)).toBe(true);
});

test('readerChoices keeps a chosen reader whom the new list no longer names', () => {
  expect(readerChoices(['1', '2'], [READERS[1]])).toEqual([
    { value: '2', reader: READERS[1] },
    { value: '1', reader: null },
  ]);
});

test('isAsked asks without a code only for another way to answer', () => {
  expect(isAsked('way', { answers: {}, code: 'slip' })).toBe(true);
  expect(isAsked('contact', { answers: {}, code: 'slip' })).toBe(false);
  expect(isAsked('contact', { answers: { way: 'also' }, code: 'slip' })).toBe(true);
  expect(isAsked('way', { answers: {}, code: 'none' })).toBe(false);
  expect(isAsked('contact', { answers: {}, code: 'none' })).toBe(true);
});

test('namesNew is true for a reader, or a reader’s unit, that the list before did not name', () => {
  const [first, second] = READERS;
  expect(namesNew(READERS, READERS)).toBe(false);
  expect(namesNew(READERS, [second])).toBe(false);
  expect(namesNew([first], READERS)).toBe(true);
  expect(namesNew(READERS, [{ ...first, unit: ['XC', '2 Bn'] }])).toBe(true);
});
