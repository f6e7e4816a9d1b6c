import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ACCEPTED_SURVIVORS, acceptedArm } from './accepted-survivors.ts';
import type { Mutant } from './mutants.ts';
import { failsWithoutMutant, findFailingCheck, keepSessionsAlive, type Proof } from './proof.ts';

/** Only mutants whose names match this are made: `ONLY='hand_over|end_grant' npm run test:mutation`. */
const ONLY = new RegExp(process.env.ONLY ?? '');
// An error of the statement itself means that the mutant was malformed, so a failed check proves nothing.
const MALFORMED = /^42(?!501)/;

// As many were caught before the migrations were folded (7acce5ba). Fewer means that the search for guards no longer finds them.
const CAUGHT_BEFORE: Readonly<Record<string, number>> = { function: 526, permission: 316, policy: 1060 };

type Verdict = { by?: string; malformed?: string };

/** Removes guards together and returns the check that fails. */
async function removeGuards(proof: Proof, mutants: readonly Mutant[]): Promise<Verdict> {
  try {
    await keepSessionsAlive(proof);
    for (const mutant of mutants) await mutant.apply();
    for (const mutant of mutants) {
      const by = await findFailingCheck(proof, mutant);
      if (by) return /: (42(?!501)\w{3}) /.test(by) ? { by, malformed: by } : { by };
    }
    return {};
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    // A mutant that breaks the program counts as noticed, too.
    return MALFORMED.test(code) ? { malformed: message } : { by: `broke: ${message}` };
  } finally {
    for (const mutant of mutants) await mutant.restore();
  }
}

/**
 * Makes each mutant in turn. Fails if no check notices one, if fewer are caught than `CAUGHT_BEFORE`, if an accepted survivor no longer survives, or if it
 * survives together with the guard that is named behind it, one of its kind or of the `others`. Prints the table.
 */
export async function expectAllCaught(
  kind: string,
  proof: Proof,
  mutants: readonly Mutant[],
  others: readonly Mutant[] = [],
): Promise<void> {
  const all = [...mutants, ...others];
  const chosen = mutants.filter(({ name }) => ONLY.test(name));
  const began = performance.now();
  const faults: string[] = [];
  const count = { caught: 0, equal: 0, SURVIVED: 0 };
  for (const mutant of chosen) {
    const from = performance.now();
    const { by, malformed } = await removeGuards(proof, [mutant]);
    if (malformed) faults.push(`malformed: ${mutant.name}: ${malformed}`);
    if (by && mutant.routes && (await failsWithoutMutant(proof, mutant, by))) faults.push(`a fault without it: ${mutant.name}: ${by}`);
    const accepted =
      ACCEPTED_SURVIVORS.get(mutant.name) ??
      acceptedArm(
        mutant.name,
        all.map(({ name }) => name),
      );
    if (!by && accepted === undefined) faults.push(`survived: ${mutant.name}`);
    if (by && ACCEPTED_SURVIVORS.has(mutant.name)) faults.push(`no longer survives: ${mutant.name}`);
    if (!by && accepted?.behind) {
      const behind = all.filter(({ name }) => accepted.behind!.includes(name));
      const { by: caught, malformed: broken } =
        behind.length === accepted.behind.length ? await removeGuards(proof, [mutant, ...behind]) : {};
      if (!caught || broken) faults.push(`removed together with the guard behind it, and noticed by no check: ${mutant.name}`);
    }
    const verdict = by ? 'caught' : accepted ? 'equal' : 'SURVIVED';
    count[verdict]++;
    const seconds = ((performance.now() - from) / 1_000).toFixed(1).padStart(5);
    console.log(`${verdict.padEnd(8)} ${seconds} s  ${mutant.name}  <- ${(by ?? accepted?.why ?? 'nothing').slice(0, 140)}`);
  }
  if (!process.env.ONLY && !(count.caught >= CAUGHT_BEFORE[kind]!))
    faults.push(`only ${count.caught} caught, ${CAUGHT_BEFORE[kind]} before`);
  // With the last kind, all kinds have been run.
  if (others.length > 0)
    for (const name of ACCEPTED_SURVIVORS.keys()) if (!all.some((one) => one.name === name)) faults.push(`no such mutant: ${name}`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const counted = `${kind}: ${count.caught} of ${chosen.length - count.equal} caught, ${count.equal} equal`;
  console.log(`mutation of ${counted}, ${minutes} min`);
  if (process.env.MANUMIT_COUNTS) appendFileSync(process.env.MANUMIT_COUNTS, `${counted}\n`);
  expect(faults).toEqual([]);
}
