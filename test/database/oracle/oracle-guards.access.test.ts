import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwatchedConditions } from '../../mutation/unwatched.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkScenarios, createGuardFixture, type GuardFixture } from './guard-scenarios.ts';
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
  expect(await unwatchedConditions(bed.deployer)).toEqual([]);
});
