import { expect, test } from 'vitest';
import type { ReturnView } from '../../../return.schema.ts';
import { nextOpenQuestion } from './next-open.ts';

const question = (id: string, more: object = {}) => ({ id, type: 'extent', text: { en: id, fr: id }, obligations: [], ...more });
const row = (questionId: string, choice: string | null) => ({ questionId, choice, value: null });
const view = {
  sections: [
    {
      id: 'law',
      yours: true,
      questions: [question('a'), question('b'), question('c', { optional: true })],
      pages: [{ questions: ['a'] }, { questions: ['b', 'c'] }],
    },
    { id: 'others', yours: false, questions: [question('d')], pages: [{ questions: ['d'] }] },
    {
      id: 'plan',
      yours: true,
      questions: [question('e', { showIf: { question: 'a', is: ['yes'] } }), question('f')],
      pages: [{ questions: ['e', 'f'] }],
    },
  ],
  answers: [row('a', 'not-known'), row('b', null), row('c', null), row('d', null), row('e', null), row('f', null)],
} as unknown as ReturnView;

test('nextOpenQuestion finds the next question of this reader that needs an answer, its page, and wraps around (5a)', () => {
  const after = (id: string) => nextOpenQuestion(view, { after: id })?.questionId;
  expect([after('a'), after('b'), after('d'), after('f')]).toEqual(['b', 'f', 'f', 'b']);
  expect(nextOpenQuestion(view, {})).toEqual({ sectionId: 'law', page: 2, questionId: 'b' });
  expect(nextOpenQuestion(view, { from: 'b' })?.questionId).toBe('b');
  expect(nextOpenQuestion(view, { from: 'd' })).toEqual({ sectionId: 'plan', page: 1, questionId: 'f' });
  const answered = { ...view, answers: view.answers!.map((one) => ({ ...one, choice: 'not-known' as const })) };
  expect(nextOpenQuestion(answered, { after: 'a' })).toBeUndefined();
});
