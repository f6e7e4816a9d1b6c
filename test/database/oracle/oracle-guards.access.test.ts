import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwatchedConditions } from '../../mutation/unwatched.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkStories, type Stage, setStage } from './guard-stories.ts';
import { buildWorld } from './world.ts';

// Conditions inside functions that no table of rights shows: whoever comes just short of one is answered accordingly.
let bed: TestBed;
let stage: Stage;

beforeAll(async () => {
  bed = await openTestBed();
  stage = await setStage(await buildWorld(bed));
});
afterAll(() => bed.close());

test('whoever comes just short of a condition inside a function gets nothing done', async () => {
  expect(await checkStories(stage)).toEqual([]);
});

test('each condition that asks who somebody is has a place in the list of those that are taken away', async () => {
  expect(await unwatchedConditions(bed.deployer)).toEqual([]);
});
