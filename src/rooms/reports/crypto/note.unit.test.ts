import { describe, expect, test } from 'vitest';
import { mailboxOf, newCode } from './code.ts';
import { newKeys, publicOf } from './keys.ts';
import { encryptNote, openNote } from './note.ts';
import { encryptedBytes } from './sizes.ts';

const ADDRESS = { channel: 'tideline', report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a10' };
const ID = '0a4f6a2e-6c1f-4b7e-9a52-3f1f2a10b7a3';
const reader = newKeys();
const report = newKeys();
const { recipient } = await publicOf(report);
const { verifyKey } = await publicOf(reader);
const content = { kind: 'close' as const, choice: 'handled', text: 'Safe Shore has them.' };
const encrypted = (await encryptNote(ADDRESS, { id: ID, reader: 2, content, recipient, signingKey: reader.signingKey }))!;
const open = (
  address = ADDRESS,
  id = ID,
  bytes: Uint8Array = encrypted,
  identity = report.identity,
  key: Uint8Array | undefined = verifyKey,
) => openNote(address, { id, encrypted: bytes }, { identity, keyOf: (number) => (number === 2 ? key : undefined) });

describe('openNote (5e)', () => {
  test('opens a note with the key of its report, and names the reader who signed it', async () => {
    expect(encrypted.length).toBe(encryptedBytes(4096));
    expect(await open()).toEqual({ ...content, reader: 2 });
  });

  test('opens no note of another shape', async () => {
    for (const shape of [{ kind: {} }, { kind: 'constructor' }, { choice: 1 }, { text: null }]) {
      const made = await encryptNote(ADDRESS, {
        id: ID,
        reader: 2,
        content: { ...content, ...shape } as never,
        recipient,
        signingKey: reader.signingKey,
      });
      expect(await open(ADDRESS, ID, made!)).toBeNull();
    }
  });

  test('opens nothing with the code of the reporter, or for another report, another note or another writer', async () => {
    expect(await open(ADDRESS, ID, encrypted, mailboxOf(newCode()).identity)).toBeNull();
    expect(await open({ ...ADDRESS, report: ID })).toBeNull();
    expect(await open({ ...ADDRESS, channel: 'other' })).toBeNull();
    expect(await open(ADDRESS, ADDRESS.report)).toBeNull();
    expect(await open(ADDRESS, ID, encrypted, report.identity, (await publicOf(newKeys())).verifyKey)).toBeNull();
    const changed = encrypted.slice();
    changed[changed.length - 1]! ^= 1;
    expect(await open(ADDRESS, ID, changed)).toBeNull();
  });
});
