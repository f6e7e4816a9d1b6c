import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecryptionFailed, keysOf, type MasterKey, masterKey, noKeys } from './keys.ts';

const NOW = new Date('2026-01-01');
const ring: MasterKey[] = [masterKey(1, NOW)];
const keys = keysOf(() => ring);
const bytes = Buffer.from('a secret');

function publicKeyOf(raw: Buffer) {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
}

describe('encryption', () => {
  test('returns a value that can be decrypted and differs each time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (content) => {
        const encrypted = keys.encrypt('people/totp', content);
        expect(keys.decrypt('people/totp', encrypted)).toEqual(Buffer.from(content));
        expect(keys.encrypt('people/totp', content)).not.toEqual(encrypted);
      }),
    );
  });

  test('detects a changed or missing byte', () => {
    const encrypted = keys.encrypt('people/totp', bytes);
    for (let at = 0; at < encrypted.length; at += 1) {
      const changed = Buffer.from(encrypted);
      changed[at]! ^= 1;
      expect(() => keys.decrypt('people/totp', changed), `byte ${at}`).toThrow(DecryptionFailed);
      expect(() => keys.decrypt('people/totp', encrypted.subarray(0, at)), `cut at ${at}`).toThrow(DecryptionFailed);
    }
  });

  test('binds a value to its purpose', () => {
    const encrypted = keys.encrypt('people/totp:1', bytes);
    expect(() => keys.decrypt('people/totp:2', encrypted)).toThrow(DecryptionFailed);
    expect(encrypted.includes(bytes)).toBe(false);
  });

  test('fails without revealing the value or the key', () => {
    const foreign = keysOf(() => [masterKey(1, NOW)]).encrypt('people/totp', bytes);
    expect(() => keys.decrypt('people/totp', foreign)).toThrow(
      /^Encrypted with the master key [0-9a-f]{16}, which the key file does not hold\.$/,
    );
  });
});

test('after a rotation old values can still be decrypted, new ones use the new key, and re-encryption converts old ones', () => {
  const turning: MasterKey[] = [masterKey(1, NOW)];
  const keys = keysOf(() => turning);
  const old = keys.encrypt('people/totp', bytes);
  turning.push(masterKey(2, NOW));
  expect(keys.decrypt('people/totp', old)).toEqual(bytes);
  const moved = keys.reencrypt('people/totp', old)!;
  expect(keys.reencrypt('people/totp', moved)).toBeUndefined();
  expect(keys.generation).toBe(2);
  turning.shift();
  expect(keys.decrypt('people/totp', moved)).toEqual(bytes);
  expect(() => keys.decrypt('people/totp', old)).toThrow(DecryptionFailed);
});

describe('signing', () => {
  test('gives a signature that only the public key of its name and generation verifies', () => {
    const signer = keys.signer('log');
    const signature = signer.sign(bytes);
    expect(signer.publicKey).toHaveLength(32);
    expect(verify(null, bytes, publicKeyOf(signer.publicKey), signature)).toBe(true);
    expect(verify(null, Buffer.from('another'), publicKeyOf(signer.publicKey), signature)).toBe(false);
    expect(verify(null, bytes, publicKeyOf(keys.signer('witness').publicKey), signature)).toBe(false);
  });

  test('uses the same key at every start, and keeps the keys of older generations', () => {
    const older = keys.signer('log').publicKey;
    const later = keysOf(() => [...ring, masterKey(2, NOW)]);
    expect(later.signer('log', 1).publicKey).toEqual(older);
    expect(later.signer('log').publicKey).not.toEqual(older);
    expect(later.signer('log').generation).toBe(2);
    expect(() => later.signer('log', 3)).toThrow('generation 3');
  });
});

test('the derivation never changes, so every later version opens values stored today', () => {
  const known = masterKey(1, NOW, Buffer.alloc(32, 7));
  const fixed = keysOf(() => [known]);
  expect(known.id).toMatchInlineSnapshot(`"7d561f81cb69dadb"`);
  expect(fixed.signer('log').publicKey.toString('hex')).toMatchInlineSnapshot(
    `"212b79a6791c21e8aa8bcc77c01b2033dc7d8dd2d74c4678360cb36fd3dc172b"`,
  );
  expect(
    fixed
      .decrypt(
        'people/totp',
        Buffer.from('017d561f81cb69dadb77645a269040e1ab5bc8aa51835274c624f156f4c992cf23ba1f902fac968033285951b0', 'hex'),
      )
      .toString(),
  ).toBe('a secret');
});

test('a process that serves only public pages holds no keys', () => {
  const none = noKeys();
  expect(none.isHeld).toBe(false);
  expect(() => none.encrypt('people/totp', bytes)).toThrow('holds no keys');
  expect(() => none.generation).toThrow('holds no keys');
});
