import { expect, test } from 'vitest';
import type { ReturnView } from '../../../return.schema.ts';
import { nextOpenQuestion } from './next-open.ts';

const question = (id: string, more: object = {}) => ({ id, type: 'extent', text: { en: id, fr: id }, obligations: [], ...more });
const row = (questionId: string, choice: string | null) => ({ questionId, choice, value: null });
const view = {
  sections: [
    { id: 'law', yours: true, questions: [question('a'), question('b'), question('c', { optional: true })] },
    { id: 'others', yours: false, questions: [question('d')] },
    { id: 'plan', yours: true, questions: [question('e', { showIf: { question: 'a', is: ['yes'] } }), question('f')] },
  ],
  answers: [row('a', 'not-known'), row('b', null), row('c', null), row('d', null), row('e', null), row('f', null)],
} as unknown as ReturnView;

test('nextOpenQuestion finds the next question of this reader that needs an answer, and wraps around (5a)', () => {
  const after = (id: string | undefined) => nextOpenQuestion(view, id)?.questionId;
  expect([after(undefined), after('a'), after('b'), after('f')]).toEqual(['b', 'b', 'f', 'b']);
  expect(nextOpenQuestion(view, 'b')?.sectionId).toBe('plan');
  expect(
    nextOpenQuestion({ ...view, answers: view.answers!.map((one) => ({ ...one, choice: 'not-known' as const })) }, 'a'),
  ).toBeUndefined();
});
