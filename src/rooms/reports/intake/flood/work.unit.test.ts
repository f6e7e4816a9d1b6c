import { hash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SendReport } from '../intake.schema.ts';
import { SHARE_BITS, WORK_SHARES } from './shares.ts';
import { envelopeHash, solveWork } from './work.ts';

const CHALLENGE = new Uint8Array(32).fill(7);
const REPORT: SendReport = {
  channel: randomUUID(),
  report: randomUUID(),
  manifest: 1,
  body: 'Ym9keQ==',
  wraps: [{ reader: 1, bytes: 'd3JhcA==' }],
  mailbox: { idHash: 'aWQ=', verifyKey: 'a2V5', letter: 'bGV0dGVy' },
  danger: false,
};

/** The zero bits at the beginning of each share, computed apart from the code under test. */
function zeroBits(challenge: Uint8Array, envelope: Uint8Array, answers: readonly number[]): number[] {
  const start = hash('sha256', Buffer.concat([challenge, envelope]), 'buffer');
  return answers.map((answer, at) => {
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(at + 1, 0);
    numbers.writeUInt32BE(answer, 4);
    return Math.clz32(hash('sha256', Buffer.concat([start, numbers]), 'buffer').readUInt32BE(0));
  });
}

describe('solveWork', () => {
  it('finds eight numbers of 13 zero bits each, 2^16 expected tries in all, for one envelope and one challenge', () => {
    const envelope = envelopeHash(REPORT);
    const answers = solveWork(CHALLENGE, envelope);
    expect(answers).toHaveLength(WORK_SHARES);
    expect(Math.min(...zeroBits(CHALLENGE, envelope, answers))).toBeGreaterThanOrEqual(SHARE_BITS);
    expect(WORK_SHARES * 2 ** SHARE_BITS).toBe(2 ** 16);
    const other = envelopeHash({ ...REPORT, report: randomUUID() });
    expect(Math.min(...zeroBits(CHALLENGE, other, answers))).toBeLessThan(SHARE_BITS);
    expect(Math.min(...zeroBits(new Uint8Array(32), envelope, answers))).toBeLessThan(SHARE_BITS);
  });
});

describe('envelopeHash', () => {
  it.each([
    ['channel', { channel: randomUUID() }],
    ['id', { report: randomUUID() }],
    ['list of readers', { manifest: 2 }],
    ['text', { body: 'Ym9keS4=' }],
    ['reader of a wrap', { wraps: [{ reader: 2, bytes: 'd3JhcA==' }] }],
    ['wrap', { wraps: [{ reader: 1, bytes: 'd3JhcC4=' }] }],
    ['mailbox', { mailbox: { ...REPORT.mailbox, idHash: 'aWQu' } }],
    ['key', { mailbox: { ...REPORT.mailbox, verifyKey: 'a2V5Lg==' } }],
    ['letter', { mailbox: { ...REPORT.mailbox, letter: 'bGV0dGVyLg==' } }],
    ['danger', { danger: true }],
    ['container', { container: { bytes: 1, ticketHash: 'aWQ=' } }],
  ])('changes with the %s, and not with the work', (_name, change) => {
    expect(envelopeHash({ ...REPORT, ...change })).not.toEqual(envelopeHash(REPORT));
    expect(envelopeHash({ ...REPORT, work: { hour: 1, answers: [] } } as SendReport)).toEqual(envelopeHash(REPORT));
  });
});
