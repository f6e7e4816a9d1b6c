import { afterAll, describe, expect, test } from 'vitest';
import { decode, encode } from '../../crypto/bytes.ts';
import { unlockChannelKey } from '../../crypto/channel-key.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { decryptWith, newKeys, publicOf } from '../../crypto/keys.ts';
import { unlockKeys } from '../../crypto/reader-keys.ts';
import { openReport, unwrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, signedList } from '../../fixtures.ts';
import { checkManifest, newestKey } from '../../manifest/manifest.ts';
import { channelCalls } from './channel-calls.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
const readers = await Promise.all([
  givenReader(1, 'XC', ['XC', '1 Bn']),
  givenReader(2, 'XC', ['XC', '2 Bn']),
  givenReader(3, 'XC', ['XC', '3 Bn']),
]);
const calls = channelCalls(() => readers[0]!.keys);
const signed = signedList(
  {
    channel: CHANNEL,
    number: 1,
    validFrom: TODAY,
    validUntil: daysAfter(TODAY, 60),
    readers: readers.map((one) => one.listed),
    former: [],
  },
  channelKey,
);
const list = { channel: CHANNEL, keys: { first: encode(verifyKeyOf(channelKey)), successors: [] }, signed, today: TODAY };

/** A report to the first two readers, as the first of them gets it. */
async function held(about?: object) {
  const content = { answers: about === undefined ? {} : { about }, text: 'They sleep behind the depot.' };
  const to = readers.slice(0, 2).map((one) => one.listed);
  const { sent } = await givenReport(CHANNEL, to, { manifest: 1, channelKey: verifyKeyOf(channelKey), content });
  return { report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes };
}

describe('channelCalls (5e)', () => {
  test('makes keys of a reader that their passphrase and their recovery file open, each with its own', async () => {
    const made = await calls.makeReader({ language: 'fr' });
    const own = await unlockKeys(decode(made.own.locked), made.own.passphrase);
    expect((await publicOf(own!)).recipient).toBe(made.recipient);
    expect(encode(verifyKeyOf(own!.signingKey))).toBe(made.verifyKey);
    expect(await unlockKeys(decode(made.recovery.locked), made.recovery.passphrase)).toEqual(own);
    expect(await unlockKeys(decode(made.recovery.locked), made.own.passphrase)).toBeNull();
    const { recipient } = made;
    expect(await calls.drillRecovery({ ...made.recovery, recipient })).toBe('opens');
    expect(await calls.drillRecovery({ ...made.recovery, passphrase: 'another', recipient })).toBe('wrong-passphrase');
    expect(await calls.drillRecovery({ ...made.recovery, recipient: readers[0]!.listed.recipient })).toBe('other-reader');
    const recovered = await calls.recoverKeys({ ...made.recovery, recipient, language: 'en' });
    if (typeof recovered === 'string') throw new Error(recovered);
    expect(await unlockKeys(decode(recovered.locked), recovered.passphrase)).toEqual(own);
    expect(recovered.passphrase).not.toBe(made.recovery.passphrase);
  });

  test('makes a channel key for two holders, each of whom signs a list and the next key', async () => {
    const { publicKey, files } = await calls.makeChannelKey({ language: 'en' });
    expect(files).toHaveLength(2);
    const keys = await Promise.all(files.map(({ locked, passphrase }) => unlockChannelKey(decode(locked), passphrase)));
    expect(keys[0]).toEqual(keys[1]);
    expect(await unlockChannelKey(decode(files[0]!.locked), files[1]!.passphrase)).toBeNull();
    const manifest = { channel: CHANNEL, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 90), readers: [], former: [] };
    const answer = await calls.signList({ ...files[1]!, key: publicKey, manifest });
    if (typeof answer === 'string') throw new Error(answer);
    const read = checkManifest(decode(answer.signed), { channel: CHANNEL, key: decode(publicKey), today: TODAY });
    expect(read).toMatchObject({ number: 1, channelKey: publicKey });
    expect(await calls.signList({ ...files[0]!, key: encode(verifyKeyOf(channelKey)), manifest })).toBe('other-key');
    expect(await calls.signList({ ...files[0]!, passphrase: 'another', key: publicKey, manifest })).toBe('wrong-passphrase');
    const next = await calls.signSuccessor({ ...files[0]!, key: publicKey, channel: CHANNEL, language: 'en' });
    if (typeof next === 'string') throw new Error(next);
    const newest = newestKey(CHANNEL, { first: decode(publicKey), successors: [decode(next.signed)] }, null);
    const nextKey = await unlockChannelKey(decode(next.files[1]!.locked), next.files[1]!.passphrase);
    expect(newest).toEqual(verifyKeyOf(nextKey!));
  });

  test('is no key of a reader where a file of a channel key is asked, nor the other way', async () => {
    const { files } = await calls.makeChannelKey({ language: 'en' });
    expect(await calls.drillRecovery({ ...files[0]!, recipient: readers[0]!.listed.recipient })).toBe('wrong-passphrase');
    const made = await calls.makeReader({ language: 'en' });
    expect(await unlockChannelKey(decode(made.own.locked), made.own.passphrase)).toBeNull();
  });

  test('encrypts a test report to every reader of a list that the channel key signed, and opens it', async () => {
    const sent = await calls.encryptTest(list);
    if (typeof sent === 'string') throw new Error(sent);
    expect(sent.wraps.map(({ reader }) => reader)).toEqual([1, 2, 3]);
    const opened = await calls.openTest({ channel: CHANNEL, report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes });
    if (typeof opened === 'string') throw new Error(opened);
    expect(encode(new Uint8Array(await crypto.subtle.digest('SHA-256', decode(opened.answer))))).toBe(sent.answerHash);
    expect(await calls.openTest({ channel: CHANNEL, report: sent.report, body: sent.body, wrap: sent.wraps[1]!.bytes })).toBe('damaged');
    const other = { ...list, keys: { first: encode(verifyKeyOf(newKeys().signingKey)), successors: [] } };
    expect(await calls.encryptTest(other)).toBe('list-refused');
    expect(await calls.encryptTest({ ...list, today: daysAfter(TODAY, 61) })).toBe('list-refused');
  });

  test('hands a report over with a wrap that the newcomer alone opens', async () => {
    const report = await held();
    const [handed] = (await calls.handOver({ list, newcomer: 3, reports: [report] })) as [{ report: string; wrap: string }];
    const address = { channel: CHANNEL, report: report.report };
    const key = await unwrapKey(address, decode(handed.wrap), readers[2]!.keys.identity);
    expect((await openReport(address, decode(report.body), key)).text).toBe('They sleep behind the depot.');
    await expect(decryptWith(readers[1]!.keys.identity, decode(handed.wrap))).rejects.toThrow();
  });

  test.each([
    ['of the unit it is about', { units: [['XC', '3 Bn']], readers: [] }],
    ['of a unit above', { units: [['XC', '3 Bn', 'A Coy']], readers: [] }],
    ['of a part of it', { units: [['XC']], readers: [] }],
    ['named by the reporter', { units: [], readers: [3] }],
  ])('keeps a report from a newcomer who is %s', async (_name, about) => {
    const report = await held(about);
    expect(await calls.handOver({ list, newcomer: 3, reports: [report] })).toEqual([{ report: report.report, kept: 'excluded' }]);
  });

  test('keeps a report of which it cannot be seen whom it is about, and one that is damaged', async () => {
    const strange = await held({ units: 'all' });
    const changed = { ...(await held()), body: strange.body };
    const answer = await calls.handOver({ list, newcomer: 3, reports: [strange, changed] });
    expect(answer).toEqual([strange, changed].map(({ report }) => ({ report, kept: 'damaged' })));
  });

  test('hands nothing over to a reader whom the signed list does not name, or under a list of another key', async () => {
    const report = await held();
    expect(await calls.handOver({ list, newcomer: 4, reports: [report] })).toBe('list-refused');
    const forged = signedList(
      { channel: CHANNEL, number: 2, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), readers: [readers[2]!.listed], former: [] },
      newKeys().signingKey,
    );
    expect(await calls.handOver({ list: { ...list, signed: forged }, newcomer: 3, reports: [report] })).toBe('list-refused');
  });
});
