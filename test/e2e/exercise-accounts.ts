import { inject } from 'vitest';
import type { ExerciseAccount } from './browser/setup.ts';

/** An account of the exercise by the name of its person. Throws where the cast has none such. */
export function accountOf(name: string): ExerciseAccount {
  const found = inject('exercise').accounts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The exercise has no account of ${name}.`);
  return found;
}
