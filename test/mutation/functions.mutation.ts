import { afterAll, beforeAll, test } from 'vitest';
import { functionMutants } from './function-mutants.ts';
import { expectAllMissed, missedByFunction, openProof, type Proof } from './proof.ts';

// The same of each condition inside a function of the database that asks who somebody is.
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
}, 300_000);
afterAll(() => proof.bed.close());

test('every condition of a function that asks who somebody is, is missed', async () => {
  await expectAllMissed('functions', await functionMutants(proof.bed.deployer), (mutant) => missedByFunction(proof, mutant));
}, 1_200_000);
