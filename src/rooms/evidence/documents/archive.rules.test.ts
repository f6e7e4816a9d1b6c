import { expect, it } from 'vitest';
import { ARCHIVE_LIMITS, faultOfDirectory } from './archive.rules.ts';

const entry = (name: string, compressedBytes: number, expandedBytes: number) => ({
  name,
  encrypted: false,
  compressedBytes,
  expandedBytes,
});
const MB = 1024 * 1024;

it.each([
  ['what people write', [entry('a', 1 * MB, 10 * MB), entry('b', 100, 900)], 2 * MB, undefined],
  ['entries that lie over each other', [entry('a', 1 * MB, 2 * MB), entry('b', 1 * MB, 2 * MB)], 1.5 * MB, 'damaged'],
  ['as much as may be', [entry('a', 5 * MB, ARCHIVE_LIMITS.expandedBytes)], 6 * MB, undefined],
  ['more than may be, over all entries', [entry('a', 5 * MB, 150 * MB), entry('b', 5 * MB, 150 * MB)], 11 * MB, 'oversized'],
  ['a small part that shrinks well', [entry('a', 1_000, MB)], MB, undefined],
  ['a large part that shrinks too well', [entry('a', 1_000, 2 * MB)], MB, 'oversized'],
])('faultOfDirectory judges a directory that declares %s', (_, entries, bytes, fault) => {
  expect(faultOfDirectory(entries, bytes)).toBe(fault);
});
