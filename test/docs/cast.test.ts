import { expect, test } from 'vitest';
import { ACCOUNTS } from '#app/exercise/cast.ts';
import { ROLES } from '#kernel/roles.ts';

test('the cast has a person in every role that is offered, so that tests and the exercise can name one', () => {
  expect(ROLES.filter((role) => !ACCOUNTS.some((account) => account.role === role))).toEqual([]);
});
