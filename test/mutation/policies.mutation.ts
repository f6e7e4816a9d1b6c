import { afterAll, beforeAll, test } from 'vitest';
import { policyMutants } from './mutants.ts';
import { expectNothingMissed, openProof, type Proof } from './proof.ts';
import { expectAllMissed } from './take-away.ts';

// Removes every policy in turn and runs the checks that must fail. If none fails, the guard either has no effect or is not tested: both are findings.
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
