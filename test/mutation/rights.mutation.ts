import { afterAll, beforeAll, test } from 'vitest';
import { permissionMutants, policyMutants } from './mutants.ts';
import { expectAllMissed, missedByCalls, missedByRows, openProof, type Proof } from './proof.ts';

// Takes every policy and permission away in turn and asks the checks that would have to miss it. A guard nobody misses is either one that holds
// nothing, or one that no test watches: both are findings.
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
}, 300_000);
afterAll(() => proof.bed.close());

test('every policy is missed when it is gone, or lets all through', async () => {
  await expectAllMissed('policies', await policyMutants(proof.bed.deployer), (mutant) => missedByRows(proof, mutant));
}, 1_200_000);

test('every permission of an act, every party it is asked for at, every signing in is missed', async () => {
  await expectAllMissed('permissions', permissionMutants(), (mutant) => missedByCalls(proof, mutant));
}, 1_200_000);
