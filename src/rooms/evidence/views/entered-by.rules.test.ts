import { expect, test } from 'vitest';
import { enteredBy } from './entered-by.rules.ts';

test.each([
  [null, true, 'installation'],
  [null, false, 'installation'],
  ['Olga Office', true, 'policy-office'],
  ['Fay Focal', false, 'person'],
] as const)('an item entered by %s, by the office: %s, was entered by the %s', (name, byPolicyOffice, who) => {
  expect(enteredBy({ enteredBy: name, byPolicyOffice })).toBe(who);
});
