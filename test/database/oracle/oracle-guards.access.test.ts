import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwatchedConditions } from '../../mutation/unwatched.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkScenarios, createGuardFixture, type GuardFixture } from './guard-scenarios.ts';
import { buildWorld } from './world.ts';

// Conditions inside functions that no table of rights shows: whoever comes just short of one is answered accordingly.
let bed: TestBed;
let fixture: GuardFixture;

beforeAll(async () => {
  bed = await openTestBed();
  fixture = await createGuardFixture(await buildWorld(bed));
});
afterAll(() => bed.close());

test('a person who fails exactly one condition inside a function gets nothing done', async () => {
  expect(await checkScenarios(fixture)).toEqual([]);
});

test('each condition that asks who a person is, is on the list of conditions that are removed', async () => {
  expect(await unwatchedConditions(bed.deployer)).toEqual([]);
});
