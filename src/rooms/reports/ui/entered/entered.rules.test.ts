import { expect, test } from 'vitest';
import { QUESTIONS } from '../../reporter/questions.ts';
import { CAME, CODES, ENTERED_MARKS, enteredOf, markedAnswers } from './entered.rules.ts';

test('enteredOf reads what markedAnswers wrote, for each way and with a code or none', () => {
  for (const came of CAME) for (const code of CODES) expect(enteredOf(markedAnswers({ age: 'adult' }, came, code))).toEqual({ came, code });
});

test('enteredOf takes no mark from a report that its reporter wrote, nor one that it does not know', () => {
  expect(enteredOf({ age: 'adult' })).toBeNull();
  expect(enteredOf({ came: 'pigeon', code: 'slip' })).toBeNull();
  expect(enteredOf({ came: 'letter' })).toBeNull();
});

test('a mark of an operator has the name of no question of the form', () => {
  for (const { id } of Object.values(QUESTIONS)) expect(ENTERED_MARKS).not.toContain(id);
});
