import { describe, expect, test } from 'vitest';
import { mailboxOf, newCode } from './code.ts';
import { areOtherFiles, type FoundFiles, findFiles } from './found-files.ts';
import { encryptTo, newKeys, publicOf } from './keys.ts';
import { encryptReport, openReport, type ReportFile, unwrapKey } from './report.ts';

const ADDRESS = { channel: '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01', report: '7f3c1a52-9d0b-4a76-8c3e-2b1f0d4e5a60' };
const OTHER = { ...ADDRESS, report: '11111111-2222-4333-8444-555555555555' };
const FILES = [10_000, 90_000, 5_000].map((size, at) => ({
  name: `${at}.txt`,
  type: 'text/plain',
  bytes: new Uint8Array(size).fill(at + 1),
}));

/** A container of three files, and the key that opens it. */
async function given(files: readonly ReportFile[] = FILES) {
  const reader = newKeys();
  const { recipient } = await publicOf(reader);
  const report = await encryptReport(ADDRESS, {
    ...{ content: { answers: {}, text: '' }, files, mailbox: mailboxOf(newCode()) },
    ...{ readers: [1, 2].map((number) => ({ number, recipient })), channelKey: new Uint8Array(32), manifest: 1 },
  });
  if (typeof report === 'string') throw new Error(report);
  const key = await unwrapKey(ADDRESS, report.wraps[0]!.bytes, reader.identity);
  return { container: report.container!, key, announced: (await openReport(ADDRESS, report.body, key)).announced };
}

describe('findFiles (5e)', () => {
  test('opens every file of a whole container', async () => {
    const { container, key } = await given();
    expect(await findFiles(ADDRESS, container, key)).toEqual({
      files: FILES.map((file) => ({ ...file, size: file.bytes.length })),
      isWhole: true,
    });
  });

  test('keeps the files before a damage, and never returns a byte that was changed', async () => {
    const { container, key } = await given();
    container[80_000]! ^= 1;
    const { files: found, isWhole } = await findFiles(ADDRESS, container, key);
    expect(isWhole).toBe(false);
    expect(found.map(({ name, size, bytes }) => [name, size, bytes !== null])).toEqual([
      ['0.txt', 10_000, true],
      ['1.txt', 90_000, false],
      ['2.txt', 5_000, false],
    ]);
    expect(found[0]!.bytes).toEqual(FILES[0]!.bytes);
  });

  test('opens what has arrived of a container that is not whole', async () => {
    const { container, key } = await given();
    const arrived = async (bytes: number) =>
      (await findFiles(ADDRESS, container.subarray(0, bytes), key)).files.map((file) => file.bytes !== null);
    expect(await arrived(130_000)).toEqual([true, false, false]);
    // Only padding is missing.
    expect(await arrived(140_000)).toEqual([true, true, true]);
  });

  test('opens nothing of another report, nothing where the index is damaged, and nothing with another key', async () => {
    const { container, key } = await given();
    await expect(findFiles(OTHER, container, key)).rejects.toThrow();
    await expect(findFiles(ADDRESS, container, newKeys().identity)).rejects.toThrow();
    await expect(findFiles(ADDRESS, container.subarray(0, 20_000), key)).rejects.toThrow();
  });

  test('refuses an index that nobody could have written honestly', async () => {
    const { identity, signingKey } = newKeys();
    const { recipient } = await publicOf({ identity, signingKey });
    const empty = { name: '', type: '', size: 0 };
    for (const files of [[{ name: 'a', type: '', size: -1 }], [{ name: 7, type: '', size: 1 }], 'many', Array(5_001).fill(empty)]) {
      const index = new TextEncoder().encode(JSON.stringify({ format: 1, ...ADDRESS, files }));
      const padded = new Uint8Array(256 * 1024);
      new DataView(padded.buffer).setUint32(0, index.length + 4);
      new DataView(padded.buffer).setUint32(4, index.length);
      padded.set(index, 8);
      await expect(findFiles(ADDRESS, await encryptTo([recipient], padded), identity)).rejects.toThrow(/index/);
    }
  });
});

const found = FILES.map((file) => ({ ...file, size: file.bytes.length }));
const WHOLE: FoundFiles = { files: found, isWhole: true };
const CUT: FoundFiles = { files: found, isWhole: false };

describe('areOtherFiles (5e)', () => {
  test('accepts the container that the text announces, and as much of it as has arrived', async () => {
    const { container, announced } = await given();
    expect(announced).toMatchObject({ count: FILES.length, bytes: container.length });
    expect(areOtherFiles(announced, container, WHOLE)).toBe(false);
    expect(areOtherFiles(announced, container.subarray(0, 80_000), CUT)).toBe(false);
    // A text of an earlier version announces nothing.
    expect(areOtherFiles(null, container, WHOLE)).toBe(false);
  });

  test('names another container of the same size, a longer one, fewer files, and one where none is announced', async () => {
    const { container, announced } = await given();
    const changed = container.slice();
    changed[changed.length - 1]! ^= 1;
    expect(areOtherFiles(announced, changed, CUT)).toBe(true);
    expect(areOtherFiles(announced, new Uint8Array(container.length + 1), CUT)).toBe(true);
    expect(areOtherFiles(announced, container.subarray(0, 80_000), { ...CUT, files: CUT.files.slice(1) })).toBe(true);
    const { announced: none } = await given([]);
    expect(none).toEqual({ count: 0, bytes: 0, hash: null });
    expect(areOtherFiles(none, container, WHOLE)).toBe(true);
  });

  test('names a whole container of a smaller size with as many files', async () => {
    const { announced } = await given();
    const small = await given(FILES.map((file) => ({ ...file, bytes: new Uint8Array(10) })));
    expect(small.container.length).toBeLessThan(announced!.bytes);
    const found = await findFiles(ADDRESS, small.container, small.key);
    expect(found).toMatchObject({ isWhole: true, files: { length: FILES.length } });
    expect(areOtherFiles(announced, small.container, found)).toBe(true);
  });
});
