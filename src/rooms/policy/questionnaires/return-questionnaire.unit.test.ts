import { expect, test } from 'vitest';
import { currentEdition } from '../current.ts';
import { MAX_ON_PAGE, pagesOf } from './page.rules.ts';
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
  ).toEqual(['law', 'efforts', 'victims', 'plan', 'demand', 'training', 'conduct', 'contracts', 'outreach', 'cooperation']);
  const clauses = new Set(questions().flatMap(({ obligations }) => obligations.map((id) => currentEdition().obligation(id).clause)));
  expect([...clauses]).toEqual(expect.arrayContaining(['1', '2', '3', '5', '5a', '5b', '5c', '5d', '5e', '5f', '6']));
});

test('misconduct can be answered by a nil return, and every question type is used', () => {
  expect(questions().find(({ id }) => id === 'conduct.allegations')?.type).toBe('tally');
  const used = new Set(questions().map(({ type }) => type));
  expect(QUESTION_TYPES.filter((type) => !used.has(type))).toEqual([]);
});

test('answers given to GRETA, the UNTOC review, UNODC and Eurostat are mapped to the return (5a)', () => {
  const reviews = currentEdition().elsewhere('return');
  expect(reviews.map(({ id }) => id)).toEqual(['greta', 'untoc', 'unodc', 'eurostat']);
  const mapped = (id: string) => new Set(reviews.find((one) => one.id === id)!.parts.flatMap((part) => part.questions));
  const articles = questions().filter(({ article }) => article !== undefined);
  expect(articles.filter(({ id }) => !mapped('untoc').has(id) && !mapped('greta').has(id)).map(({ id }) => id)).toEqual([]);
  // Figures are asked by UNODC and Eurostat too: cited means answered.
  const figures = questions().filter(({ id, type }) => /^(efforts|victims)\./.test(id) && type === 'count');
  for (const id of ['unodc', 'eurostat']) expect(figures.filter((one) => !mapped(id).has(one.id))).toEqual([]);
  expect(mapped('greta').size).toBeGreaterThan(40);
});

test('articles 13 to 15 of CETS 197 are asked of its parties only, and figures of victims by person and form are optional (5a)', () => {
  const ofParties = questions().filter(({ partyTo }) => partyTo !== undefined);
  expect(ofParties.map(({ partyTo, article }) => [partyTo, article?.number])).toEqual(
    ['13', '14', '15'].map((number) => ['CETS197', number]),
  );
  const optional = questions().filter((question) => question.optional);
  expect(optional.map(({ id }) => id).filter((id) => !id.startsWith('victims.'))).toEqual([]);
  expect(optional.map(({ id }) => id)).toEqual(expect.arrayContaining(['women', 'men', 'girls', 'boys'].map((id) => `victims.${id}`)));
});

test('no page of any questionnaire has more questions than a screen holds, and no question is on two pages or none (5a)', () => {
  const sections = currentEdition().questionnaires.flatMap((one) => one.sections);
  for (const section of sections) {
    const pages = pagesOf(section);
    expect(pages.flatMap((page) => page.questions)).toEqual(section.questions);
    expect(Math.max(...pages.map((page) => page.questions.length))).toBeLessThanOrEqual(MAX_ON_PAGE);
  }
  const law = currentEdition()
    .questionnaire('return')
    .sections.find(({ id }) => id === 'law')!;
  expect(pagesOf(law)).toHaveLength(6);
});

test('F12: a contributor is asked what it may be expected to do, and neither to encourage others nor to keep Appendix 3', () => {
  const edition = currentEdition();
  const [sent] = edition.questionnaires.filter((one) => one.for.includes('contributor'));
  expect(sent).toMatchObject({ id: 'contributor', for: ['contributor'] });
  const asked = sent!.sections.flatMap((section) => section.questions);
  const obligations = new Set(asked.flatMap((question) => question.obligations));
  for (const id of obligations) {
    const { clause, owners } = edition.obligation(id);
    expect(owners, id).toContain('contributor');
    expect(['5b', 'A3'], id).not.toContain(clause);
  }
  // Each row of the joining list is asked once and shows that list's answer; the treaties are read from the treaty table.
  const shown = asked.filter((question) => question.joining).flatMap((question) => question.obligations);
  expect(shown.toSorted()).toEqual(edition.joining.filter((id) => id !== 'P5.0b').toSorted());
  expect(asked.find(({ id }) => id === 'treaties')).toMatchObject({ reads: 'treaties', obligations: ['P5.0b'] });
  expect(asked.filter(({ type }) => type === 'tally').map(({ id }) => id)).toContain('standards.allegations');
});
