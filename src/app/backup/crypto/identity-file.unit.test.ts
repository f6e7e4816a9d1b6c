import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { decryptStream, encryptBytes } from './encrypted-file.ts';
import { readIdentity } from './identity-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-identity-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('readIdentity', () => {
  it('reads every identity of a file, and each of them opens what was encrypted to it', async () => {
    const identities = [await generateX25519Identity(), await generateHybridIdentity()];
    const file = join(folder, 'both');
    writeFileSync(file, identities.map((one) => `# made: 2026-12-01T00:00:00.000Z\n${one}\n`).join(''));
    for (const one of identities) {
      const encrypted = await encryptBytes(Readable.from([Buffer.from('words')]), [await identityToRecipient(one)]);
      const plain = await buffer(await decryptStream(Readable.from([encrypted]), 'bytes', readIdentity(file)));
      expect(plain.toString()).toBe('words');
    }
  });

  it('refuses a missing file and a file without an identity', () => {
    expect(() => readIdentity(join(folder, 'missing'))).toThrow(/cannot be read/);
    writeFileSync(join(folder, 'recipient'), 'age1qqqq\n');
    expect(() => readIdentity(join(folder, 'recipient'))).toThrow(/holds no age identity/);
  });
});
