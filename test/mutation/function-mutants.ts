import type pg from 'pg';
import { GUARDS } from './guards.ts';
import type { Mutant } from './mutants.ts';
import { functionsOf } from './uncovered-conditions.ts';

/** One mutant for each condition of a function that checks a person, with that condition removed. */
export async function functionMutants(deployer: pg.Client): Promise<Mutant[]> {
  const rows = await functionsOf(deployer);
  return rows.flatMap(({ name, body }) =>
    GUARDS.flatMap(([guard, instead]) =>
      // The head of the function, which contains its name, is not changed.
      [...body.matchAll(guard)]
        .filter(({ index }) => index > body.indexOf('AS $'))
        .map(
          (found, n): Mutant => ({
            name: `function ${name.replace(/\(.*/, '')}: ${found[0].slice(0, 60)} (${n + 1})`,
            apply: () => deployer.query(body.slice(0, found.index) + instead + body.slice(found.index + found[0].length)),
            restore: () => deployer.query(body),
            of: name.replace(/\(.*/, ''),
          }),
        ),
    ),
  );
}
