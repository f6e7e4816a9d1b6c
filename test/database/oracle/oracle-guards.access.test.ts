import { afterAll, beforeAll, expect, test } from 'vitest';
import { unknownNames } from '../../mutation/accepted-survivors.ts';
import { readDependencies } from '../../mutation/affected.ts';
import { functionMutants } from '../../mutation/function-mutants.ts';
import { permissionMutants, policyMutants } from '../../mutation/mutants.ts';
import { uncoveredConditions } from '../../mutation/uncovered-conditions.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { callsOf } from './check-calls.ts';
import { checkScenarios, createGuardFixture, type GuardFixture } from './guard-scenarios.ts';
import { scenariosOf } from './guard-scenarios-all.ts';
import { buildWorld } from './world.ts';

// Conditions inside functions appear in no table of rights. A person who fails exactly one of them must be refused.
let bed: TestBed;
let fixture: GuardFixture;

beforeAll(async () => {
  bed = await openTestBed();
  fixture = await createGuardFixture(await buildWorld(bed));
});
afterAll(() => bed.close());

test('a person who fails exactly one condition inside a function has no effect', async () => {
  expect(await checkScenarios(fixture)).toEqual([]);
});

test('every condition that checks a person is in the list of conditions that the mutation test removes', async () => {
  expect(await uncoveredConditions(bed.deployer)).toEqual([]);
});

test('every function with such a condition is reached by a scenario, a direct call or a read', async () => {
  const { deployer } = bed;
  const affectedBy = await readDependencies(deployer);
  const reaching = [
    ...(await scenariosOf(fixture)).map(({ sql, look }) => [...sql, look].join(' ')),
    ...(await callsOf(fixture.world)).map(({ sql }) => sql),
  ];
  const guarded = new Set((await functionMutants(deployer)).map(({ of }) => of!));
  const unreached = [...guarded].filter((name) => {
    const { reads, by } = affectedBy(name);
    return reads.size === 0 && !reaching.some(by);
  });
  expect(unreached).toEqual([]);
});

test('every accepted survivor, and every guard behind one, is a mutant of today', async () => {
  const { deployer } = bed;
  const mutants = [...permissionMutants(), ...(await policyMutants(deployer)), ...(await functionMutants(deployer))];
  expect(unknownNames(mutants.map(({ name }) => name))).toEqual([]);
});

test('every scenario is about a function or a policy of today', async () => {
  const { rows } = await bed.deployer.query<{ name: string }>(
    `select proname as name from pg_proc union select 'policy ' || policyname from pg_policies`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const scenarios = await scenariosOf(fixture);
  expect(scenarios.filter(({ of }) => !known.has(of)).map(({ of, says }) => `${of}: ${says}`)).toEqual([]);
});
