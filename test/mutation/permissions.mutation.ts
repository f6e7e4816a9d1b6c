import { afterAll, beforeAll, test } from 'vitest';
import { expectAllCaught } from './expect-all-caught.ts';
import { functionMutants } from './function-mutants.ts';
import { permissionMutants, policyMutants } from './mutants.ts';
import { openProof, type Proof } from './proof.ts';

// The same for the checks before the database: permissions, the party at which they are checked, and sign-in.
let proof: Proof;
beforeAll(async () => {
  proof = await openProof();
}, 1_200_000);
afterAll(() => proof.bed.close());

test('tests fail for every removed permission, party check and sign-in requirement', async () => {
  const { deployer } = proof.bed;
  await expectAllCaught('permission', proof, permissionMutants(), [
    ...(await policyMutants(deployer)),
    ...(await functionMutants(deployer)),
  ]);
}, 3_600_000);
