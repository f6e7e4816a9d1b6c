import { inject } from 'vitest';
import type { ExerciseAccount } from './browser/setup.ts';

/** An account of the exercise by the name of its person. Throws if the cast has no such person. */
export function accountOf(name: string): ExerciseAccount {
  const found = inject('exercise').accounts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The exercise has no account of ${name}.`);
  return found;
}
