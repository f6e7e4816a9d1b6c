import { afterAll, beforeAll, test } from 'vitest';
import { expectAllCaught } from './expect-all-caught.ts';
import { functionMutants } from './function-mutants.ts';
import { expectChecksPass, openProof, type Proof } from './proof.ts';

// Removes in turn each condition inside a database function that checks a person.
const CHECKS = ['scenarios', 'calls', 'reads'] as const;
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
  await expectChecksPass(proof, CHECKS);
}, 1_200_000);
afterAll(() => proof.bed.close());

test('tests fail for every removed condition of a function that checks a person', async () => {
  await expectAllCaught('function', proof, await functionMutants(proof.bed.deployer));
  await expectChecksPass(proof, CHECKS);
}, 3_600_000);
