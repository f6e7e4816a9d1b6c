import { afterAll, beforeAll, test } from 'vitest';
import { expectAllCaught } from './expect-all-caught.ts';
import { policyMutants } from './mutants.ts';
import { expectChecksPass, openProof, type Proof } from './proof.ts';

// Removes every policy in turn and runs the checks that must fail. If none fails, the guard either has no effect or is not tested: both are findings.
const CHECKS = ['scenarios', 'reads', 'writes'] as const;
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
  await expectChecksPass(proof, CHECKS);
}, 1_200_000);
afterAll(() => proof.bed.close());

test('tests fail for every policy that is removed or lets everything through', async () => {
  await expectAllCaught('policy', proof, await policyMutants(proof.bed.deployer));
  await expectChecksPass(proof, CHECKS);
}, 3_600_000);
