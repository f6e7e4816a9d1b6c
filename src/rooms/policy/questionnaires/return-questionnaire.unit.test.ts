import { expect, test } from 'vitest';
import { currentEdition } from '../current.ts';
import { QUESTION_TYPES } from './question-types.rules.ts';

// The articles that the questionnaire must cover, one question per article, so that a change of wording drops none.
const PALERMO = ['3', '5', '6', '7', '8', '9', '10', '11', '12', '13'];
const UNTOC = ['5', '6', '8', '10', '11', '15', '16', '18', '24', '25', '26', '27', '29'];

const questions = () =>
  currentEdition()
    .questionnaire('return')
    .sections.flatMap((section) => section.questions);

test('the law review asks about every article of the checklist (5a)', () => {
  const asked = (instrument: string) =>
    new Set(questions().flatMap(({ article }) => (article?.instrument === instrument ? [article.number.split(/[. ]/)[0]!] : [])));
  expect([...asked('TIP')]).toEqual(PALERMO);
  expect([...asked('UNTOC')]).toEqual(UNTOC);
});

test('the return asks about every part of the policy that concerns nations (1, 2, 3, 5a to 5f, 6)', () => {
  const ids = new Set(questions().map(({ id }) => id));
  for (const id of ['abroad', 'civilians', 'contractors', 'knowing-use', 'non-punishment', 'reporters']) expect(ids).toContain(`law.${id}`);
  expect(
    currentEdition()
      .questionnaire('return')
      .sections.map(({ id }) => id),
  ).toEqual(['law', 'efforts', 'plan', 'demand', 'training', 'conduct', 'contracts', 'outreach', 'cooperation']);
  const clauses = new Set(questions().flatMap(({ obligations }) => obligations.map((id) => currentEdition().obligation(id).clause)));
  expect([...clauses]).toEqual(expect.arrayContaining(['1', '2', '3', '5', '5a', '5b', '5c', '5d', '5e', '5f', '6']));
});

test('misconduct can be answered by a nil return, and every question type but choice is used', () => {
  expect(questions().find(({ id }) => id === 'conduct.allegations')?.type).toBe('tally');
  const used = new Set(questions().map(({ type }) => type));
  expect(QUESTION_TYPES.filter((type) => !used.has(type))).toEqual(['choice']);
});

test('answers given to GRETA and the UNTOC review are mapped to the law review (5a)', () => {
  const reviews = currentEdition().elsewhere('return');
  expect(reviews.map(({ id }) => id)).toEqual(['greta', 'untoc']);
  const mapped = (id: string) => new Set(reviews.find((one) => one.id === id)!.parts.flatMap((part) => part.questions));
  const articles = questions().filter(({ article }) => article !== undefined);
  expect(articles.filter(({ id }) => !mapped('untoc').has(id)).map(({ id }) => id)).toEqual([]);
  expect(mapped('greta').size).toBeGreaterThan(40);
});
