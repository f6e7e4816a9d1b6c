import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyOf, publish, someSigner } from '#test/log/sample-log.ts';
import { type ReadPublished, verifyPublished } from './verify-published.ts';

const signer = someSigner();
const leaves = Array.from({ length: 1_000 }, (_, at) => createHash('sha256').update(`leaf ${at}`).digest());
const SIZES = [0, 1, 255, 256, 257, 300, 768, 1_000];
const keys = [keyOf(signer)];

/** The published files, some of them changed. */
function reading(files: ReturnType<typeof publish>, changes: (path: string, bytes: Buffer) => Buffer | null = (_, bytes) => bytes) {
  const read: ReadPublished = async (path) => {
    const bytes = await files(path);
    const changed = bytes === undefined ? null : changes(path, Buffer.from(bytes));
    return changed === null ? null : new Uint8Array(changed);
  };
  return read;
}
const verify = (read: ReadPublished, witnesses: string[] = []) => verifyPublished(read, { keys, witnesses }, () => {});

describe('verifyPublished', () => {
  test('finds a log whole whose days end inside tiles, at tiles and between them (5g)', async () => {
    const shares: number[] = [];
    const verdict = await verifyPublished(reading(publish(leaves, signer, SIZES)), { keys, witnesses: [] }, (share) => shares.push(share));
    expect(verdict).toEqual({ size: 1_000, day: '2026-01-08', days: 8, witnesses: 0, signatures: true, fault: null });
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBe(1);
  });

  test('names the first published day that a changed leaf contradicts', async () => {
    const read = reading(publish(leaves, signer, SIZES), (path, bytes) => {
      if (path === 'tile/0/001') bytes[40 * 32] = 255 - bytes[40 * 32]!;
      return bytes;
    });
    expect((await verify(read))?.fault).toEqual({ kind: 'root', at: '2026-01-06' });
  });

  test('finds a log that was written again from a day on, although its newest day is consistent', async () => {
    const [old, forged] = [
      publish(leaves, signer, SIZES),
      publish([...leaves.slice(0, 299), ...leaves.slice(299).reverse()], signer, SIZES),
    ];
    const read = reading(async (path) => (path === 'checkpoints/2026-01-06' ? old(path) : forged(path)));
    expect((await verify(read))?.fault).toEqual({ kind: 'root', at: '2026-01-06' });
  });

  test('refuses a checkpoint that another key signed', async () => {
    expect((await verify(reading(publish(leaves, someSigner(), SIZES))))?.fault).toEqual({ kind: 'signature', at: '2026-01-01' });
  });

  test('refuses a checkpoint whose text was changed after it was signed', async () => {
    const read = reading(publish(leaves, signer, SIZES), (path, bytes) =>
      path === 'checkpoints/2026-01-08' ? Buffer.from(bytes.toString().replace('\n1000\n', '\n999\n')) : bytes,
    );
    expect((await verify(read))?.fault).toEqual({ kind: 'signature', at: '2026-01-08' });
  });

  test('names a published file that is missing', async () => {
    const read = reading(publish(leaves, signer, SIZES), (path, bytes) => (path.startsWith('tile/0/003') ? null : bytes));
    expect((await verify(read))?.fault).toEqual({ kind: 'file', at: 'tile/0/003.p/232' });
  });

  test('does not count an outside check that did not sign, and answers null where nothing is published', async () => {
    const verdict = await verify(reading(publish(leaves, signer, SIZES)), [keyOf(someSigner())]);
    expect([verdict?.witnesses, verdict?.fault]).toEqual([0, null]);
    expect(await verify(async () => null)).toBeNull();
  });
});
