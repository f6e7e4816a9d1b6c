import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SendReport } from '../../../intake/intake.schema.ts';
import { decideKept, parseKept } from './kept.rules.ts';

const report = {
  report: randomUUID(),
  channel: randomUUID(),
  manifest: 4,
  body: 'AA==',
  wraps: [2, 3, 5].map((reader) => ({ reader, bytes: 'AA==' })),
  mailbox: { idHash: '', verifyKey: '', letter: '' },
  danger: false,
} as SendReport;
const kept = { slug: 'tideline', fingerprint: 'A'.repeat(22), report };
const listOf = (number: number, ...readers: number[]) => ({ number, readers: readers.map((reader) => ({ number: reader })) });

describe('a report that waited (5e)', () => {
  it.each([
    ['is sent to its own list', listOf(4, 1, 2, 3, 5), 'send'],
    ['is sent where two of its readers are left on a later list', listOf(9, 1, 3, 5, 8), 'send'],
    ['must be written again where one is left', listOf(5, 1, 3, 8), 'write-again'],
    ['must be written again where none is left', listOf(5, 8, 9), 'write-again'],
    ['is not sent where the site shows an older list', listOf(3, 2, 3, 5), 'older'],
  ] as const)('%s', (_title, list, decided) => {
    expect(decideKept(report, list)).toBe(decided);
  });
});

describe('a saved file (5e)', () => {
  it('is read as it was saved, without what another person added', () => {
    expect(parseKept(JSON.stringify({ ...kept, more: 1 }))).toEqual(kept);
  });

  it.each([
    ['no document', 'kestrel'],
    ['null', 'null'],
    ['another shape', '{}'],
    ['another name of a channel', JSON.stringify({ ...kept, slug: '../desk' })],
    ['no fingerprint', JSON.stringify({ ...kept, fingerprint: '' })],
    ['an id that is none', JSON.stringify({ ...kept, report: { ...report, report: 'x' } })],
    ['no wraps', JSON.stringify({ ...kept, report: { ...report, wraps: 7 } })],
    ['a danger that is no answer', JSON.stringify({ ...kept, report: { ...report, danger: 'yes' } })],
  ])('is refused with %s', (_what, text) => {
    expect(parseKept(text)).toBeNull();
  });
});
