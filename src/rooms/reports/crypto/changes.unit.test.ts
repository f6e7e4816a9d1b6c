import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenReader, givenReport } from '../fixtures.ts';
import { sameBytes } from './bytes.ts';
import { mailboxOf } from './code.ts';
import { lockCheaply } from './fixtures.ts';
import { publicOf, type SecretKeys } from './keys.ts';
import { type EncryptedReport, openFiles, openLetter, openReport, unwrapKey } from './report.ts';
import { verifyKeyOf } from './signatures.ts';
import { type Direction, type EncryptedMessage, encryptMessage, openThread } from './thread.ts';

// Each opened part costs a decapsulation of about ten milliseconds: `npm run test:full` tries 1,000 changes. The seed is in the message of a failure.
const CHANGES = Number(process.env.MANUMIT_ENVELOPE_CHANGES ?? 60);
const SEED = Number(process.env.MANUMIT_ENVELOPE_SEED ?? Date.now() % 1_000_000);
const CHANNEL = '11111111-1111-4111-8111-111111111111';
const CHUNK_BYTES = 64 * 1024 + 16;

/** A report with its thread, as the server stores it; a stranger to its channel changed some of it. */
type Stored = { report: EncryptedReport; thread: readonly EncryptedMessage[] };
/** A report with its thread, and what its reporter and its readers open it with. */
type Made = Stored & { code: string; identity: string };
/** Where a change goes: a byte, a bit of it, and which one of several. */
type Draw = { byte: number; bit: number; which: number };
type Part = 'body' | 'wrap' | 'letter' | 'container';
type Change = (draw: Draw) => Stored;

let own: Made;
let other: Made;
let readers: SecretKeys[];

beforeAll(async () => {
  const full = lockCheaply();
  const made = await Promise.all([0, 1].map((number) => givenReader(number, 'XC', ['XC', String(number)])));
  full();
  readers = made.map(({ keys }) => keys);
  const listed = made.map((one) => one.listed);
  const make = async (): Promise<Made> => {
    const files = [{ name: 'gate.jpg', type: 'image/jpeg', bytes: crypto.getRandomValues(new Uint8Array(60_000)) }];
    const list = { manifest: 1, channelKey: verifyKeyOf(made[0]!.keys.signingKey) };
    // Larger than one chunk of age, so that chunks can change places.
    const { encrypted: report, code } = await givenReport(CHANNEL, listed, {
      ...list,
      files: [...files, { ...files[0]!, name: 'hut.jpg' }],
    });
    const identity = await unwrapKey(report.address, report.wraps[0]!.bytes, readers[0]!.identity);
    return { report, code, identity, thread: await writeThread(report, code, identity) };
  };
  [own, other] = [await make(), await make()];
});

const addressOf = async ({ address, body }: EncryptedReport) => ({
  ...address,
  body: new Uint8Array(await crypto.subtle.digest('SHA-256', body)),
});

async function writeThread(report: EncryptedReport, code: string, identity: string): Promise<EncryptedMessage[]> {
  const mailbox = mailboxOf(code);
  const key = (await publicOf({ identity, signingKey: mailbox.signingKey })).recipient;
  const both = [(await publicOf(mailbox)).recipient, key];
  const stored: EncryptedMessage[] = [];
  const write = async (direction: Direction, reader: number | null, text: string) => {
    const signingKey = reader === null ? mailbox.signingKey : readers[reader]!.signingKey;
    const recipients = reader === null ? [key] : both;
    const message = { direction, reader, content: { text }, stored, recipients, signingKey };
    stored.push((await encryptMessage(await addressOf(report), message))!);
  };
  await write('to-reporter', 0, 'Are you safe?');
  await write('to-reader', null, 'Yes.');
  await write('to-reader', null, 'They moved.');
  await write('to-reporter', 1, 'We passed it on.');
  return stored;
}

/** What shows that something was changed: which part cannot be opened, and the faults of the thread. Empty where all is as it was sent. */
async function findChanges({ report, thread }: Stored, opened: readonly (Part | 'thread')[]): Promise<string[]> {
  const faults: string[] = [];
  const { address, body, wraps, container, mailbox } = report;
  const check = async (part: Part, open: () => Promise<unknown>) => {
    if (opened.includes(part)) await open().catch(() => faults.push(part));
  };
  for (const { reader, bytes } of wraps) await check('wrap', () => unwrapKey(address, bytes, readers[reader]!.identity));
  await check('body', () => openReport(address, body, own.identity));
  await check('container', () => openFiles(address, container!, own.identity));
  await check('letter', async () => {
    const letter = await openLetter(address, mailbox.letter, mailboxOf(own.code));
    // The reporter's page continues the thread from the text that the letter names.
    if (!sameBytes(letter.body, (await addressOf(report)).body)) throw new Error('another text');
  });
  if (opened.includes('thread')) {
    const keyOf = (reader: number | null) => verifyKeyOf(reader === null ? mailboxOf(own.code).signingKey : readers[reader]!.signingKey);
    const reads = ['to-reader', 'to-reporter'] as const;
    const { faults: found } = await openThread(await addressOf(report), thread, { identity: own.identity, reads, keyOf });
    faults.push(...found.map(({ fault }) => fault));
  }
  return faults;
}

const bytesOf = ({ report }: Stored, part: Part, which: number): Uint8Array =>
  part === 'body'
    ? report.body
    : part === 'wrap'
      ? report.wraps[which % report.wraps.length]!.bytes
      : part === 'letter'
        ? report.mailbox.letter
        : report.container!;

/** The report with other bytes in one of its parts. */
function withBytes(part: Part, which: number, changed: Uint8Array): Stored {
  const { report, thread } = own;
  const bytes = new Uint8Array(changed);
  const wraps = report.wraps.map((wrap, at) => (part === 'wrap' && at === which % report.wraps.length ? { ...wrap, bytes } : wrap));
  const mailbox = part === 'letter' ? { ...report.mailbox, letter: bytes } : report.mailbox;
  return {
    report: { ...report, wraps, mailbox, ...(part === 'body' && { body: bytes }), ...(part === 'container' && { container: bytes }) },
    thread,
  };
}
const withMessages = (thread: readonly EncryptedMessage[]): Stored => ({ report: own.report, thread });

function flipped(bytes: Uint8Array, { byte, bit }: Draw): Uint8Array {
  const changed = bytes.slice();
  changed[byte % changed.length]! ^= 1 << bit;
  return changed;
}
const cut = (bytes: Uint8Array, { byte }: Draw) => bytes.slice(0, byte % bytes.length);
/** Two chunks of the container in each other's place. */
function chunksSwapped(bytes: Uint8Array): Uint8Array {
  const head = bytes.length - 4 * CHUNK_BYTES;
  const [first, second] = [head, head + CHUNK_BYTES].map((from) => bytes.slice(from, from + CHUNK_BYTES));
  const changed = bytes.slice();
  changed.set(second!, head);
  changed.set(first!, head + CHUNK_BYTES);
  return changed;
}

const PARTS: readonly Part[] = ['body', 'wrap', 'letter', 'container'];
const OF_PARTS = PARTS.flatMap((part): [string, Change, readonly (Part | 'thread')[]][] => [
  [`${part} changed`, (draw) => withBytes(part, draw.which, flipped(bytesOf(own, part, draw.which), draw)), [part]],
  [`${part} cut`, (draw) => withBytes(part, draw.which, cut(bytesOf(own, part, draw.which), draw)), [part]],
  [`${part} of another report`, (draw) => withBytes(part, draw.which, bytesOf(other, part, draw.which)), [part]],
  [`${part} swapped with another part`, (draw) => withBytes(part, draw.which, bytesOf(own, PARTS.find((one) => one !== part)!, 0)), [part]],
]);

const way = ({ which }: Draw): Direction => (which % 2 === 0 ? 'to-reader' : 'to-reporter');
const replaced = ({ which }: Draw, by: (message: EncryptedMessage) => Partial<EncryptedMessage>) =>
  withMessages(own.thread.map((one, at) => (at === which % own.thread.length ? { ...one, ...by(one) } : one)));
const isAt = (one: EncryptedMessage, draw: Draw, place: number) => one.direction === way(draw) && one.place === place;
const OF_THREAD: [string, Change][] = [
  ['message changed', (draw) => replaced(draw, ({ encrypted }) => ({ encrypted: flipped(encrypted, draw) as never }))],
  ['message cut', (draw) => replaced(draw, ({ encrypted }) => ({ encrypted: cut(encrypted, draw) as never }))],
  ['message of another report', (draw) => replaced(draw, () => other.thread[draw.which % other.thread.length]!)],
  ['text of the report as a message', (draw) => replaced(draw, () => ({ encrypted: own.report.body }))],
  ['older message withheld', (draw) => withMessages(own.thread.filter((one) => !isAt(one, draw, 0)))],
  ['message replayed', (draw) => withMessages([...own.thread, { ...own.thread[draw.which % own.thread.length]!, place: 2 }])],
  [
    'message sent the other way',
    (draw) => replaced(draw, ({ direction }) => ({ direction: direction === 'to-reader' ? 'to-reporter' : 'to-reader' })),
  ],
  [
    'messages reordered',
    (draw) => withMessages(own.thread.map((one) => (one.direction === way(draw) ? { ...one, place: 1 - one.place } : one))),
  ],
  [
    'messages numbered again',
    (draw) =>
      withMessages(own.thread.flatMap((one) => (isAt(one, draw, 0) ? [] : one.direction === way(draw) ? [{ ...one, place: 0 }] : [one]))),
  ],
];
const KINDS: readonly [string, Change, readonly (Part | 'thread')[]][] = [
  ...OF_PARTS,
  // Each reader has a wrap of their own.
  [
    'wraps swapped between readers',
    () => ({
      ...own,
      report: { ...own.report, wraps: own.report.wraps.map(({ reader }, at, all) => ({ reader, bytes: all[all.length - 1 - at]!.bytes })) },
    }),
    ['wrap'],
  ],
  ['chunks of the container reordered', () => withBytes('container', 0, chunksSwapped(own.report.container!)), ['container']],
  // With the very text of another report, each message of the thread and the letter of the reporter say that it is another.
  ['text of another report, to its reporter', () => withBytes('body', 0, other.report.body), ['letter']],
  ['text of another report, in its thread', () => withBytes('body', 0, other.report.body), ['thread']],
  ...OF_THREAD.map(([name, change]): [string, Change, readonly (Part | 'thread')[]] => [name, change, ['thread']]),
];

describe('an encrypted report and its thread (5e)', () => {
  it(`show each of ${CHANGES} changes of ${KINDS.length} kinds to who opens them`, async () => {
    expect(await findChanges(own, [...PARTS, 'thread'])).toEqual([]);
    const draws = fc.sample(fc.record({ byte: fc.nat(200_000), bit: fc.nat(7), which: fc.nat(11) }), { numRuns: CHANGES, seed: SEED });
    const unseen: string[] = [];
    for (const [at, draw] of draws.entries()) {
      const [name, change, opened] = KINDS[at % KINDS.length]!;
      if ((await findChanges(change(draw), opened)).length === 0) unseen.push(`${name} ${JSON.stringify(draw)}`);
    }
    expect(unseen, `seed ${SEED}`).toEqual([]);
    expect(CHANGES).toBeGreaterThan(KINDS.length);
  });

  it('show no sign where the newest message is withheld: nothing came after it', async () => {
    expect(await findChanges(withMessages(own.thread.slice(0, -1)), ['thread'])).toEqual([]);
  });
});
