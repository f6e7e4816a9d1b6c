import { afterAll, beforeAll, test } from 'vitest';
import { policyMutants } from './mutants.ts';
import { expectNothingMissed, openProof, type Proof } from './proof.ts';
import { expectAllMissed } from './take-away.ts';

// Takes every policy away in turn and asks the checks that would have to miss it. A guard nobody misses is either one that holds nothing, or one that no
// test watches: both are findings.
const CHECKS = ['scenarios', 'reads', 'writes'] as const;
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
  await expectNothingMissed(proof, CHECKS);
}, 1_200_000);
afterAll(() => proof.bed.close());

test('tests fail for every policy that is removed or lets everything through', async () => {
  await expectAllMissed('policy', proof, await policyMutants(proof.bed.deployer));
  await expectNothingMissed(proof, CHECKS);
}, 3_600_000);
