import { afterAll, beforeAll, test } from 'vitest';
import { functionMutants } from './function-mutants.ts';
import { expectNothingMissed, openProof, type Proof } from './proof.ts';
import { expectAllMissed } from './take-away.ts';

// Removes in turn each condition inside a database function that checks a person.
const CHECKS = ['scenarios', 'calls', 'reads'] as const;
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
  await expectNothingMissed(proof, CHECKS);
}, 1_200_000);
afterAll(() => proof.bed.close());

test('tests fail for every removed condition of a function that checks a person', async () => {
  await expectAllMissed('function', proof, await functionMutants(proof.bed.deployer));
  await expectNothingMissed(proof, CHECKS);
}, 3_600_000);
