import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COSIGNATURE, verifierOf } from '#platform/ledger/merkle/note.ts';
import { StartRefused } from '../start-refused.ts';
import type { WitnessSigner } from './witness.ts';

/** The witness's own key, created at its first start and stored in its folder, closed to others. Throws StartRefused where others can read it. */
export function openWitnessKey(folder: string, name: string): WitnessSigner {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'key.pem');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new StartRefused(`Other users can read the key of this witness. Close it: chmod 600 ${path}`);
  const key = createPrivateKey(readFileSync(path));
  const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url');
  return { verifier: verifierOf(name, publicKey, COSIGNATURE), sign: (bytes) => sign(null, bytes, key) };
}
