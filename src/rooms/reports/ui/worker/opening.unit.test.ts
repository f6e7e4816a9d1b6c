import { randomUUID } from 'node:crypto';
import { bech32 } from '@scure/base';
import { afterAll, describe, expect, test } from 'vitest';
import { decode, encode, utf8 } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { encryptTo, newKeys, publicOf } from '../../crypto/keys.ts';
import { pad, TEXT_SIZES } from '../../crypto/padding.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import { wrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { encryptMessage } from '../../crypto/thread.ts';
import { daysAfter, givenReader, givenReport, signedList } from '../../fixtures.ts';
import { KeysLocked, OpenKeys } from './open-keys.ts';
import { ReportOpening } from './opening.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const TODAY = '2026-12-01';
const channelKey = newKeys().signingKey;
const readers = await Promise.all([1, 2, 3].map((number) => givenReader(number, 'XC', ['XC', String(number)])));
const listed = readers.slice(0, 2).map((one) => one.listed);
const list = {
  first: encode(verifyKeyOf(channelKey)),
  successors: [],
  manifest: signedList(
    { channel: CHANNEL, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), readers: listed, former: [] },
    channelKey,
  ),
};
const made = await givenReport(CHANNEL, listed, {
  ...{ manifest: 1, channelKey: verifyKeyOf(channelKey) },
  content: { answers: { wishes: ['no-employer', 'ask-first'] }, text: 'Ils dorment derrière le dépôt.' },
});
const fetched = (reader = 1) => ({
  report: made.sent.report,
  body: made.sent.body,
  wrap: made.sent.wraps.find((one) => one.reader === reader)!.bytes,
});

/** The worker of a reader, with their keys open. */
async function opened(reader = 1) {
  let at = 0;
  const open = new OpenKeys(() => at);
  const { keys } = readers[reader - 1]!;
  await open.unlock({ channel: CHANNEL, locked: encode(await lockKeys(keys, 'test only')), passphrase: 'test only' });
  return { worker: new ReportOpening(open), later: (ms: number) => (at += ms) };
}
const thread = (
  worker: ReportOpening,
  messages: { direction: 'to-reader' | 'to-reporter'; place: number; encrypted: string }[] = [],
  number = 1,
) => worker.openThread({ channel: CHANNEL, number, report: fetched(number), thread: { messages, notes: [] }, list });

describe('openReports (5e)', () => {
  test('opens what was encrypted to these keys, and says of each other one why it cannot', async () => {
    const { worker } = await opened();
    const bytes = decode(made.sent.body);
    bytes[bytes.length - 1]! ^= 1;
    const found = await worker.openReports({
      channel: CHANNEL,
      reports: [
        fetched(),
        { ...fetched(), wrap: fetched(2).wrap },
        { ...fetched(), body: encode(bytes) },
        { ...fetched(), report: randomUUID() },
        { ...fetched(), body: '' },
      ],
    });
    expect(found.map((one) => ('fault' in one ? one.fault : one.text))).toEqual([
      'Ils dorment derrière le dépôt.',
      'other-keys',
      'damaged',
      'other-report',
      'damaged',
    ]);
  });

  test('opens the others of a page where a stranger sent one of another shape', async () => {
    const { worker } = await opened();
    const sent = { manifest: 1, channelKey: verifyKeyOf(channelKey), content: { answers: null, text: {} } as never };
    const { sent: odd } = await givenReport(CHANNEL, listed, sent);
    const found = await worker.openReports({
      channel: CHANNEL,
      reports: [{ report: odd.report, body: odd.body, wrap: odd.wraps[0]!.bytes }, fetched()],
    });
    expect(found.map((one) => ('fault' in one ? one.fault : one.text))).toEqual(['damaged', 'Ils dorment derrière le dépôt.']);
  });

  test('opens nothing five minutes after the last touch', async () => {
    const { worker, later } = await opened();
    later(5 * 60_000);
    await expect(worker.openReports({ channel: CHANNEL, reports: [fetched()] })).rejects.toThrow(KeysLocked);
  });

  test('never answers with a key', async () => {
    const { worker } = await opened();
    const answers = JSON.stringify([await worker.openReports({ channel: CHANNEL, reports: [fetched()] }), await thread(worker)]);
    expect(answers).not.toMatch(/AGE-SECRET-KEY/i);
    expect(answers).not.toContain(encode(readers[0]!.keys.signingKey));
  });
});

describe('openThread (5e)', () => {
  test('continues the thread so that another reader and the reporter can check it', async () => {
    const { worker } = await opened();
    expect(await thread(worker)).toMatchObject({ listChecked: true, mayWrite: true, messages: [], faults: [] });
    const first = await worker.encryptAnswer({ report: made.sent.report, content: { phrase: 'are-you-safe', state: 'being-looked-at' } });
    if (typeof first === 'string') throw new Error(first);
    const other = await opened(2);
    const seen = await thread(other.worker, [{ direction: 'to-reporter', ...first }], 2);
    expect(seen).toMatchObject({ faults: [], messages: [{ reader: 1, content: { phrase: 'are-you-safe', state: 'being-looked-at' } }] });
    const long = { report: made.sent.report, content: { text: 'x'.repeat(4096) } };
    expect([await worker.encryptAnswer(long), await other.worker.encryptAnswer(long)]).toMatchObject(['first-too-long', { place: 1 }]);
  });

  test('opens no report whose reporter nobody can encrypt to, nor one that names its own key as theirs', async () => {
    const { worker } = await opened();
    const address = { channel: CHANNEL, report: randomUUID() };
    const ask = async (recipient: string | null) => {
      const { identity, signingKey } = newKeys();
      const own = (await publicOf({ identity, signingKey })).recipient;
      const reporter = { recipient: recipient ?? own, verifyKey: listed[0]!.verifyKey };
      const text = pad(utf8(JSON.stringify({ format: 1, ...address, answers: {}, text: 'x', reporter })), TEXT_SIZES)!;
      const wrap = encode(await wrapKey(address, identity, listed[0]!.recipient));
      const report = { report: address.report, body: encode(await encryptTo([own], text)), wrap };
      return worker.openThread({ channel: CHANNEL, number: 1, report, thread: { messages: [], notes: [] }, list });
    };
    // The right form and length, but a point of X25519 with which nobody shares a secret.
    expect(await ask(bech32.encode('age1pq', bech32.toWords(new Uint8Array(1216)), false))).toEqual({ fault: 'damaged' });
    // An answer to it would have one recipient, and a size that the server refuses.
    expect(await ask(null)).toEqual({ fault: 'damaged' });
    // The same report with another key opens.
    expect(await ask((await publicOf(newKeys())).recipient)).toMatchObject({ text: 'x', mayWrite: true });
  });

  test('shows no message that a stranger signed', async () => {
    const { worker } = await opened();
    const address = { channel: CHANNEL, report: made.sent.report, body: new Uint8Array(32) };
    const { recipient } = await publicOf(newKeys());
    const forged = await encryptMessage(address, {
      ...{ direction: 'to-reporter', reader: 1, content: { text: 'Trust me.' }, stored: [], recipients: [recipient] },
      signingKey: newKeys().signingKey,
    });
    const shown = await thread(worker, [{ direction: 'to-reporter', place: 0, encrypted: encode(forged!.encrypted) }]);
    expect(shown).toMatchObject({ messages: [], faults: [{ fault: 'damaged' }] });
  });

  test('lets nobody write whose keys the list does not name, and trusts no list that the channel did not sign', async () => {
    const { worker } = await opened();
    const foreign = { ...list, first: encode(verifyKeyOf(newKeys().signingKey)) };
    const asked = { channel: CHANNEL, number: 1, report: fetched(), thread: { messages: [], notes: [] } };
    expect(await worker.openThread({ ...asked, list: foreign })).toMatchObject({ listChecked: false, mayWrite: false });
    expect(await worker.openThread({ ...asked, number: 2, list })).toMatchObject({ listChecked: true, mayWrite: false });
    // A server that put another recipient before the signer of the list would read every report and pass it on.
    const { listed: other } = await givenReader(1, 'XC', ['XC', '1']);
    const days = { validFrom: TODAY, validUntil: daysAfter(TODAY, 60) };
    const named = [{ ...listed[0]!, recipient: other.recipient }, listed[1]!];
    const swapped = { ...list, manifest: signedList({ channel: CHANNEL, number: 1, ...days, readers: named, former: [] }, channelKey) };
    expect(await worker.openThread({ ...asked, list: swapped })).toMatchObject({ listChecked: true, mayWrite: false });
  });

  test('encrypts notes that the other readers open and whose writer they can check', async () => {
    const { worker } = await opened();
    await thread(worker);
    const id = randomUUID();
    const note = await worker.encryptNote({ report: made.sent.report, id, content: { kind: 'note', text: 'Safe Shore can help.' } });
    if (note === 'text-too-long') throw new Error(note);
    const other = await opened(2);
    const seen = await other.worker.openThread({
      ...{ channel: CHANNEL, number: 2, report: fetched(2), list },
      thread: { messages: [], notes: [note, { ...note, id: randomUUID() }] },
    });
    expect(seen).toMatchObject({ notes: [{ reader: 1, kind: 'note', text: 'Safe Shore can help.' }, null] });
  });
});
