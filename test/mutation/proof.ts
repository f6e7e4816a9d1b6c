import { expect } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed } from '../database/harness.ts';
import { checkCalls } from '../database/oracle/check-calls.ts';
import { checkRoutes } from '../database/oracle/check-routes.ts';
import { checkReads, checkWrites, type Done } from '../database/oracle/check-rows.ts';
import type { Scenario } from '../database/oracle/guard-scenario.ts';
import { checkScenarios, createGuardFixture, type GuardFixture } from '../database/oracle/guard-scenarios.ts';
import { type Asker, makeAskers, planAskers } from '../database/oracle/subjects.ts';
import { findTargets } from '../database/oracle/targets.ts';
import { buildWorld, type World } from '../database/oracle/world.ts';
import { type Affected, readDependencies } from './affected.ts';
import type { Mutant } from './mutants.ts';

/** The test data with every subject. */
export type Proof = {
  bed: TestBed;
  world: World;
  fixture: GuardFixture;
  askers: Asker[];
  targets: Awaited<ReturnType<typeof findTargets>>;
  affectedBy: (name: string) => Affected;
  /** The successful writes of each subject with all guards in place. */
  before: Done;
};

export async function openProof(): Promise<Proof> {
  const bed = await openTestBed();
  const world = await buildWorld(bed);
  const fixture = await createGuardFixture(world);
  const targets = await findTargets(world);
  const near = / of (nation|firm|the labelled)$|^commander of operation$/;
  const all = await makeAskers(
    world,
    planAskers(world).filter(({ name }) => near.test(name) || !name.includes(' of ')),
  );
  // Subjects with the fewest rights come first, because they notice a removed guard soonest.
  const first = [
    'signed out',
    'nobody yet',
    ROLE.platformAdmin,
    'partner-contact of nation',
    'reviewer of nation',
    'session ended, policy office',
  ];
  const rank = ({ name }: Asker) => (first.includes(name) ? first.indexOf(name) : first.length);
  const askers = all.sort((a, b) => rank(a) - rank(b));
  return { bed, world, fixture, askers, targets, before: new Map(), affectedBy: await readDependencies(bed.deployer) };
}

type Check = 'scenarios' | 'calls' | 'reads' | 'writes';

/**
 * Runs all checks with every guard in place: before the first guard is removed, because otherwise every mutant would count as
 * caught, and after the last one is restored, because otherwise a leftover of a mutant could have been caught in its place.
 */
export async function expectChecksPass(proof: Proof, checks: readonly Check[]): Promise<void> {
  const { bed, world, fixture, askers, before } = proof;
  await keepSessionsAlive(proof);
  const faults: Record<Check, () => Promise<string[]>> = {
    scenarios: () => checkScenarios(fixture),
    calls: () => checkCalls(bed, world, askers),
    reads: async () => (await checkReads(bed, askers)).deviations,
    writes: async () => {
      const { deviations, done } = await checkWrites(bed, world, askers, { before });
      proof.before = done;
      return deviations;
    },
  };
  for (const check of checks) expect({ check, faults: await faults[check]() }).toEqual({ check, faults: [] });
}

/** Keeps sessions from expiring during a long run. */
export async function keepSessionsAlive({ bed }: Proof): Promise<void> {
  await bed.deployer.query(`update identity.session set seen_at = now() where seen_at between now() - interval '12 hours' and now()`);
}

/** The check that fails without a guard, or undefined. Only checks that reach the guard are run. */
export function findFailingCheck(proof: Proof, mutant: Mutant): Promise<string | undefined> {
  if (mutant.of) return findFailingFunctionCheck(proof, mutant.of);
  return mutant.tables ? findFailingRowCheck(proof, mutant) : findFailingCall(proof, mutant);
}

/** Whether a subject finds the same fault at an address with every guard in place: then the fault is not due to the removed guard. Checking all of them beforehand would take too long. */
export async function failsWithoutMutant({ world, askers, targets }: Proof, { routes = [] }: Mutant, by: string): Promise<boolean> {
  const who = askers.filter(({ name }) => by.startsWith(`${name}: `));
  return (await checkRoutes(world, who, targets, addressesOf(routes), true)).faults.includes(by);
}

/** A removed policy is noticed by a scenario about it, by reads of its table, or by writes to it. */
async function findFailingRowCheck(
  { bed, world, fixture, askers, before }: Proof,
  { name, tables = [] }: Mutant,
): Promise<string | undefined> {
  const only = { firstOnly: true, tables };
  const [explanation] = await checkScenarios(fixture, ({ of }) => of.startsWith('policy ') && name.includes(` ${of.slice(7)} `));
  if (explanation) return explanation;
  const [seen] = (await checkReads(bed, askers, only)).deviations;
  if (seen) return seen;
  return (await checkWrites(bed, world, askers, { ...only, before })).deviations[0];
}

/**
 * The removal of a condition in a function is noticed by a scenario about it, by a call that it guards, or by reads. Only checks that reach
 * the function are run, the scenarios about it first.
 */
async function findFailingFunctionCheck(proof: Proof, of: string): Promise<string | undefined> {
  const { bed, world, fixture, askers } = proof;
  const { reads, by } = proof.affectedBy(of);
  const about = (scenario: Scenario): boolean => of.endsWith(`.${scenario.of}`);
  const [explanation] = await checkScenarios(fixture, about);
  if (explanation) return explanation;
  const [called] = await checkCalls(bed, world, askers, { firstOnly: true, only: ({ sql }) => by(sql) });
  if (called) return called;
  const [unexpected] = await checkScenarios(fixture, (scenario) => !about(scenario) && by([...scenario.sql, scenario.look].join(' ')));
  if (unexpected) return unexpected;
  return (await checkReads(bed, askers, { firstOnly: true, tables: [...reads] })).deviations[0];
}

/** Permissions and their party are checked before the database, so only calls can notice their removal. */
async function findFailingCall({ world, askers, targets }: Proof, { routes = [] }: Mutant): Promise<string | undefined> {
  return (await checkRoutes(world, askers, targets, addressesOf(routes), true)).faults[0];
}

const addressesOf = (routes: NonNullable<Mutant['routes']>) => routes.map(({ method, url }): [string, string] => [method, url]);
