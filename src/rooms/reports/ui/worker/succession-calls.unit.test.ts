import { afterAll, describe, expect, test } from 'vitest';
import { decode, encode } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { newKeys, publicOf } from '../../crypto/keys.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import { openReport, unwrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, signedList } from '../../fixtures.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isSignatureOf, signSuccession } from '../../manifest/succession.ts';
import { successionCalls } from './succession-calls.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
const readers = await Promise.all(['1 Bn', '2 Bn', '3 Bn'].map((unit, at) => givenReader(at + 1, 'XC', ['XC', unit])));
const [gone, successor, other] = readers as [(typeof readers)[0], (typeof readers)[0], (typeof readers)[0]];
const file = { locked: encode(await lockKeys(gone.keys, 'six words')), passphrase: 'six words' };

/** The list of three readers, and the next one, from which the first reader is gone. `change`: what the channel key signed of it. */
function listOf(change: Partial<Manifest> = {}, key = channelKey) {
  const content = { number: 2, readers: [successor.listed, other.listed], former: [{ ...gone.listed, until: TODAY }], ...change };
  const signed = signedList({ channel: CHANNEL, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), ...content }, key);
  return { channel: CHANNEL, keys: { first: encode(verifyKeyOf(channelKey)), successors: [] }, signed, today: TODAY };
}
const whole = listOf({ number: 1, readers: readers.map(({ listed }) => listed), former: [] });
const ofSuccessor = successionCalls(() => successor.keys);

async function named(number = 2): Promise<string> {
  const made = await successionCalls(() => gone.keys).nameSuccessor({ list: whole, successor: number });
  if (typeof made === 'string') throw new Error(made);
  return made.signed;
}

/** A report to the first and the third reader, as the server has it for the first one. */
async function held(about?: object) {
  const content = { answers: about === undefined ? {} : { about }, text: 'They sleep behind the depot.' };
  const { sent } = await givenReport(CHANNEL, [gone.listed, other.listed], { manifest: 1, channelKey: verifyKeyOf(channelKey), content });
  return { report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes };
}
const input = async (reports: Awaited<ReturnType<typeof held>>[], change: object = {}) => ({
  ...{ ...file, list: listOf(), predecessor: 1, named: await named(), reports, ...change },
});

describe('successionCalls (5e)', () => {
  test('wraps reports of a reader who is gone for their successor, with a signature of the file that was opened', async () => {
    const report = await held();
    const made = await ofSuccessor.inheritReports(await input([report]));
    if (typeof made === 'string') throw new Error(made);
    const address = { channel: CHANNEL, report: report.report };
    const key = await unwrapKey(address, decode(made.wraps[0]!.bytes), successor.keys.identity);
    expect((await openReport(address, decode(report.body), key)).text).toBe('They sleep behind the depot.');
    const inherited = { channel: CHANNEL, predecessor: 1, successor: 2, wraps: made.wraps };
    const signature = decode(made.signature);
    expect(isSignatureOf(signature, inherited, decode(gone.listed.verifyKey))).toBe(true);
    for (const changed of [{ successor: 3 }, { predecessor: 3 }, { channel: 'another' }, { wraps: [] }])
      expect(isSignatureOf(signature, { ...inherited, ...changed }, decode(gone.listed.verifyKey))).toBe(false);
  });

  test('keeps reports about the unit of the successor, one above or below it, and about them, and does not count these', async () => {
    const about = [
      { units: [['XC', '2 Bn']], readers: [] },
      { units: [['XC', '2 Bn', 'A Coy']], readers: [] },
      { units: [['XC']], readers: [] },
      { units: [], readers: [2] },
    ];
    const reports = await Promise.all(about.map(held));
    const changed = { ...(await held()), body: reports[0]!.body };
    // Only what is damaged is counted.
    expect(await ofSuccessor.inheritReports(await input([...reports, changed]))).toMatchObject({ wraps: [], damaged: 1 });
  });

  test('opens nothing with another passphrase, and nothing with the file of another reader', async () => {
    const reports = [await held()];
    expect(await ofSuccessor.inheritReports(await input(reports, { passphrase: 'other words' }))).toBe('wrong-passphrase');
    const locked = encode(await lockKeys(other.keys, 'six words'));
    expect(await ofSuccessor.inheritReports(await input(reports, { locked }))).toBe('other-reader');
  });

  test('believes no server about who named whom: the reader who is gone signed it, for these keys and this channel', async () => {
    const reports = [await held()];
    const own = { channel: CHANNEL, predecessor: 1, successor: 2, verifyKey: successor.listed.verifyKey };
    const signed = (change: object, key = gone.keys.signingKey) => encode(signSuccession({ ...own, ...change }, key));
    for (const lie of [
      await named(3),
      signed({}, successor.keys.signingKey),
      signed({ channel: 'another' }),
      signed({ predecessor: 3 }),
      signed({ verifyKey: other.listed.verifyKey }),
    ])
      expect(await ofSuccessor.inheritReports(await input(reports, { named: lie }))).toBe('not-named');
  });

  test('believes no server about who is gone, or about its own keys: the channel key signed it', async () => {
    const reports = [await held()];
    const others = (await publicOf(newKeys())).recipient;
    for (const list of [
      whole,
      listOf({ readers: readers.map(({ listed }) => listed) }),
      listOf({ former: [] }),
      listOf({}, newKeys().signingKey),
      listOf({ validUntil: daysAfter(TODAY, -1) }),
      listOf({ readers: [{ ...successor.listed, recipient: others }, other.listed] }),
      listOf({ readers: [other.listed] }),
    ])
      expect(await ofSuccessor.inheritReports(await input(reports, { list }))).toBe('list-refused');
  });

  test('names nobody whom the signed list does not name, and not oneself', async () => {
    for (const number of [1, 4])
      expect(await successionCalls(() => gone.keys).nameSuccessor({ list: whole, successor: number })).toBe('list-refused');
    expect(await successionCalls(() => newKeys()).nameSuccessor({ list: whole, successor: 2 })).toBe('list-refused');
  });
});
