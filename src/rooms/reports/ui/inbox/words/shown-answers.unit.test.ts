import { describe, expect, test } from 'vitest';
import { toShownAnswers } from './shown-answers.ts';

const said = (key: string, values: object = {}) => [key, ...Object.values(values)].join(' ');
const shown = (answers: Record<string, unknown>) =>
  toShownAnswers(answers, said, said).map(({ question, answers: [answer] }) => [question, answer]);

describe('the answers of a report (5e)', () => {
  test('name every mark of an interview that no note shows, also one that is no text', () => {
    const interview = { came: 'interview', code: 'none', 'interview-contract': 'C-7' };
    expect(shown({ ...interview, 'interview-wages': 7 })).toEqual([['unknown-mark interview-wages', '7']]);
    expect(shown({ 'interview-contract': 'C-7' })).toEqual([['unknown-mark interview-contract', 'C-7']]);
    expect(shown({ 'interview-x': 'a'.repeat(201) })).toEqual([['unknown-mark interview-x', `${'a'.repeat(200)}…`]]);
  });

  test('name a question and a choice that this version does not know by its code', () => {
    expect(shown({ where: 'Hut 3', 'asked-later': 'no' })).toEqual([
      ['where', 'Hut 3'],
      ['unknown-code asked-later', 'no'],
    ]);
  });
});
