import { sha256 } from '@noble/hashes/sha2.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { mailboxOf, newCode } from './code.ts';
import { encryptTo, newKeys, publicOf } from './keys.ts';
import { pad, TEXT_SIZES } from './padding.ts';
import { type Direction, type EncryptedMessage, encryptMessage, openThread, type ThreadAddress } from './thread.ts';

const ADDRESS: ThreadAddress = {
  channel: 'tideline',
  report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a10',
  body: new Uint8Array(sha256(new Uint8Array([1]))),
};
const reporter = mailboxOf(newCode());
const readers = [newKeys(), newKeys()];
const report = newKeys();
const stranger = newKeys();
const keys = new Map<number | null, Uint8Array>();
let toReader: string[] = [];
let toReporter: string[] = [];
let thread: EncryptedMessage[] = [];

type Writer = { direction: Direction; reader: number | null; signingKey: Uint8Array };
const AS_REPORTER: Writer = { direction: 'to-reader', reader: null, signingKey: reporter.signingKey };
const asReader = (number: number): Writer => ({ direction: 'to-reporter', reader: number, signingKey: readers[number]!.signingKey });
const write = async (stored: readonly EncryptedMessage[], writer: Writer, text: string, address = ADDRESS) => {
  const recipients = writer.direction === 'to-reader' ? toReader : toReporter;
  return (await encryptMessage(address, { ...writer, content: { text }, stored, recipients, signingKey: writer.signingKey }))!;
};
const openAsReader = (stored: readonly EncryptedMessage[], address = ADDRESS) =>
  openThread(address, stored, { identity: report.identity, reads: ['to-reader', 'to-reporter'], keyOf: (one) => keys.get(one) });
const openAsReporter = (stored: readonly EncryptedMessage[], address = ADDRESS) =>
  openThread(address, stored, { identity: reporter.identity, reads: ['to-reporter'], keyOf: (one) => keys.get(one) });

beforeAll(async () => {
  const own = await publicOf(reporter);
  const { recipient } = await publicOf(report);
  toReader = [recipient];
  toReporter = [own.recipient, recipient];
  keys.set(null, own.verifyKey);
  for (const [number, one] of readers.entries()) keys.set(number, (await publicOf(one)).verifyKey);
  const stored: EncryptedMessage[] = [];
  stored.push(await write(stored, asReader(0), 'Are you safe?'));
  stored.push(await write(stored, AS_REPORTER, 'Yes.'));
  stored.push(await write(stored, AS_REPORTER, 'They moved.'));
  stored.push(await write(stored, asReader(1), 'We passed it on.'));
  thread = stored;
});

describe('openThread', () => {
  it('opens both ways for a reader, and for the reporter what readers wrote', async () => {
    const texts = ({ messages }: { messages: { content: { text?: string } }[] }) => messages.map(({ content }) => content.text);
    const [reader, own] = [await openAsReader(thread), await openAsReporter(thread)];
    expect([reader.faults, own.faults]).toEqual([[], []]);
    expect(texts(reader)).toEqual(['Yes.', 'They moved.', 'Are you safe?', 'We passed it on.']);
    expect(texts(own)).toEqual(['Are you safe?', 'We passed it on.']);
  });

  it('shows every message but those of another shape, also where a reader signed them', async () => {
    for (const content of [null, [], { text: {} }, { phrase: 1 }, { text: 'Come.', state: null }]) {
      const asked = { ...asReader(0), content: content as never, stored: thread, recipients: toReporter };
      const stored = [...thread, (await encryptMessage(ADDRESS, asked))!];
      const { messages, faults } = await openAsReporter(stored);
      expect([messages.length, faults]).toEqual([2, [{ direction: 'to-reporter', place: 2, fault: 'damaged' }]]);
    }
  });

  it('shows the other messages next to one that is no record, in both directions: nobody needs to sign it', async () => {
    for (const [direction, recipients, json] of [
      ['to-reporter', toReporter, 'null'],
      ['to-reader', toReader, 'null'],
      ['to-reader', toReader, '[]'],
    ] as const) {
      const padded = pad(new TextEncoder().encode(`${'0'.repeat(64)}${json}`), TEXT_SIZES)!;
      const stored = [...thread, { direction, place: 2, encrypted: await encryptTo(recipients, padded) }];
      const { messages, faults } = await openAsReader(stored);
      expect([messages.length, faults]).toEqual([4, [{ direction, place: 2, fault: 'damaged' }]]);
      expect((await openAsReporter(stored)).messages).toHaveLength(2);
    }
  });

  it('shows every message in one of three sizes for each way', () => {
    const sizes = (direction: Direction) =>
      new Set(thread.filter((one) => one.direction === direction).map(({ encrypted }) => encrypted.length));
    expect([sizes('to-reader').size, sizes('to-reporter').size]).toEqual([1, 1]);
  });

  it('notifies the reporter that readers answer another text than the one that was sent', async () => {
    const { faults } = await openAsReporter(thread, { ...ADDRESS, body: new Uint8Array(32) });
    expect(faults[0]).toEqual({ direction: 'to-reporter', place: 0, fault: 'broken-chain' });
  });

  it('notifies a side that a message it sent was withheld from the other', async () => {
    // The reader had read two messages when they wrote this answer. The server now shows one of them.
    const without = thread.filter(({ direction, place }) => !(direction === 'to-reader' && place === 1));
    expect((await openAsReader(without)).faults).toEqual([{ direction: 'to-reporter', place: 1, fault: 'withheld' }]);
  });

  it('refuses a message that a stranger signed, a reader in the name of another, and the reporter as a reader', async () => {
    for (const writer of [
      { ...asReader(0), signingKey: stranger.signingKey },
      { ...asReader(0), signingKey: readers[1]!.signingKey },
      { ...asReader(0), reader: null },
      { ...asReader(0), reader: 7 },
    ]) {
      const { faults, messages } = await openAsReader([await write([], writer, 'Come to the gate.')]);
      expect(faults).toEqual([{ direction: 'to-reporter', place: 0, fault: 'wrong-signature' }]);
      expect(messages).toEqual([]);
    }
  });

  it('refuses a message of another report, even between the same people', async () => {
    const other = { ...ADDRESS, report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a11' };
    const { faults } = await openAsReader([await write([], asReader(0), 'Come.', other)]);
    expect(faults).toEqual([{ direction: 'to-reporter', place: 0, fault: 'other-thread' }]);
  });
});
