import type { ClientBase } from 'pg';
import type { Keys } from '#platform/keys.ts';

const SIGNER = 'training-certificates';

/** Signs certificates with the key of a generation, the newest by default. */
export const certificateSigner = (keys: Keys, generation?: number) => keys.signer(SIGNER, generation);

/** Publishes the public keys of certificates, for every master key, because a certificate outlives a rotation. Run as the owner of the tables. */
export async function storeCertificateKeys(client: Pick<ClientBase, 'query'>, keys: Keys): Promise<void> {
  for (let generation = 1; generation <= keys.generation; generation++) {
    const key = ofGeneration(keys, generation);
    if (key)
      await client.query(
        `insert into training.certificate_key (generation, public_key) values ($1, $2)
          on conflict (generation) do update set public_key = excluded.public_key where certificate_key.public_key <> excluded.public_key`,
        [generation, key],
      );
  }
}

// A generation whose key file was lost has signed nothing that could still be checked here.
function ofGeneration(keys: Keys, generation: number): Buffer | undefined {
  try {
    return certificateSigner(keys, generation).publicKey;
  } catch {
    return undefined;
  }
}
