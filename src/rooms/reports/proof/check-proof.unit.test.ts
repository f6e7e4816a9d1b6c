import { randomInt, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../crypto/bytes.ts';
import { newKeys, publicOf } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { signManifest, signSuccessor } from '../manifest/manifest.ts';
import { checkedList, type ListFault } from '../reporter/browser/checked-list.ts';
import { OUTSIDE_CHECKS } from '../reporter/browser/outside-checks.ts';
import type { OutsideChecks } from './check-proof.ts';
import { type LogKeys, makeProof, newLogKeys, type ProofChange } from './fixtures.ts';
import type { ChannelProof } from './proof.schema.ts';

const DAY = '2026-12-01';
const MORNING = Date.parse('2026-12-02T06:00:00Z');
const HOUR = 3_600_000;
const channel = randomUUID();
const [first, next] = [newKeys().signingKey, newKeys().signingKey];
const keys = { first: verifyKeyOf(first), successors: [signSuccessor(channel, verifyKeyOf(next), first)] };
let log: LogKeys;
let proof: ChannelProof;

/** A list of readers, signed by the newest channel key. */
async function listOf(number: number): Promise<Uint8Array> {
  const readers = await Promise.all(
    [1, 2].map(async (reader) => {
      const { recipient, verifyKey } = await publicOf(newKeys());
      const unit = ['XC', `${reader} Bn`];
      return { number: reader, function: 'reader' as const, nation: 'XC', unit, recipient, verifyKey: encode(verifyKey) };
    }),
  );
  return signManifest({ channel, number, validFrom: '2026-11-01', validUntil: '2027-01-15', readers, former: [] }, next);
}
const proofOf = (signed: Uint8Array, change?: ProofChange, of: LogKeys = log) =>
  makeProof({ channel, keys, key: verifyKeyOf(next), signed, day: DAY }, of, change);
/** What the page learns about a proof: the day and the outside checks, or why it is refused. */
async function check(
  of: ChannelProof,
  { now = MORNING, checks = log.checks, isKept = false }: { now?: number; checks?: OutsideChecks; isKept?: boolean } = {},
) {
  const today = new Date(now).toISOString().slice(0, 10);
  const checked = await checkedList({ channel, proof: of, fingerprint: null, isKept, today, now }, checks).catch(
    (): ListFault => 'damaged',
  );
  return typeof checked === 'string' ? checked : checked.proof;
}

beforeAll(async () => {
  log = newLogKeys();
  proof = await proofOf(await listOf(4));
});

describe('a proof of the list of readers (5e)', () => {
  it('is accepted as the server makes it, with the outside checks that signed', async () => {
    expect(await check(proof)).toEqual({ day: DAY, outsideChecks: 2 });
  });

  it('counts no outside check where the code trusts none, and says so', async () => {
    expect(OUTSIDE_CHECKS).toEqual({ log: null, witnesses: [], quorum: 0 });
    expect(await check(proof, { checks: OUTSIDE_CHECKS })).toEqual({ day: DAY, outsideChecks: null });
    expect(await check(proof, { checks: { ...log.checks, witnesses: [] } })).toEqual({ day: DAY, outsideChecks: null });
  });

  it('is accepted for two days after the end of its day, by the clock of the phone', async () => {
    const at = async (now: number) => check(proof, { now });
    const end = Date.parse('2026-12-02T00:00:00Z');
    expect(await at(end + 48 * HOUR)).toEqual({ day: DAY, outsideChecks: 2 });
    expect(await at(end + 48 * HOUR + 1)).toBe('proof.stale');
    expect(await at(end - 14 * HOUR)).toEqual({ day: DAY, outsideChecks: 2 });
    expect(await at(end - 14 * HOUR - 1)).toBe('proof.clock');
  });

  it('may be older where it was kept on the phone, while its list is valid', async () => {
    const at = async (now: string, of = proof) => check(of, { now: Date.parse(now), isKept: true });
    expect(await at('2027-01-15T12:00:00Z')).toEqual({ day: DAY, outsideChecks: 2 });
    expect(await at('2027-01-16T12:00:00Z')).toBe('expired');
    expect(await at('2026-12-01T06:00:00Z')).toBe('proof.clock');
    const other = await proofOf(await listOf(4));
    expect(await at('2027-01-15T12:00:00Z', { ...other, checkpoint: proof.checkpoint })).toBe('proof.not-in-log');
    expect(await at('2027-01-15T12:00:00Z', { ...proof, manifest: other.manifest })).toBe('proof.other-list');
  });

  it('is refused for an older list, another list of the same number, and another key', async () => {
    const [older, fork] = [await listOf(3), await listOf(4)];
    for (const other of [older, fork]) expect(await check({ ...proof, manifest: encode(other) })).toBe('proof.other-list');
    expect(await check(await proofOf(older, { manifest: proof.detail.manifest }))).toBe('proof.other-list');
    expect(await check(await proofOf(older, { key: encode(verifyKeyOf(first)) }))).toBe('proof.other-list');
    expect(await check({ ...proof, keys: { ...proof.keys, successors: [] } })).toBe('other-key');
  });

  it('is refused where the leaf is of another channel or another command, or not in the tree', async () => {
    const list = await listOf(4);
    expect(await check(await proofOf(list, { subject: randomUUID() }))).toBe('proof.not-in-log');
    expect(await check(await proofOf(list, { command: 'reports/publish-manifest' }))).toBe('proof.not-in-log');
    const other = await proofOf(list);
    expect(await check({ ...other, checkpoint: proof.checkpoint })).toBe('proof.not-in-log');
    expect(await check({ ...other, index: other.index - 1 })).toBe('proof.not-in-log');
    expect(await check({ ...other, salt: other.salt.toUpperCase().replace(/^\d*$/, 'x') })).toBe('proof.not-in-log');
    // An old day, shown as a later one.
    const later = { ...proof, detail: { ...proof.detail, day: '2026-12-02' } };
    expect(await check(later, { now: MORNING + 24 * HOUR })).toBe('proof.not-in-log');
  });

  it('is refused where a key that the code trusts did not sign, or signed something else', async () => {
    const list = await listOf(4);
    const signedBy = (change: Partial<LogKeys>) => proofOf(list, {}, { ...log, ...change });
    const stranger = newLogKeys();
    for (const change of [
      { log: stranger.log },
      { witnesses: [] },
      { witnesses: log.witnesses.slice(1) },
      { witnesses: stranger.witnesses },
    ])
      expect(await check(await signedBy(change))).toBe('proof.not-signed');
    // Signed by the same outside checks, for another log.
    expect(await check(await proofOf(list, { origin: 'manumit-log/other' }))).toBe('proof.not-signed');
    expect(await check(await signedBy({ witnesses: log.witnesses.slice(1) }), { checks: { ...log.checks, quorum: 1 } })).toEqual({
      day: DAY,
      outsideChecks: 1,
    });
    // Enough signed, and one signature of a trusted key is wrong.
    const forged = await signedBy({ witnesses: [log.witnesses[0]!, { ...stranger.witnesses[1]!, vkeyOf: log.witnesses[1]!.signer }] });
    expect(await check(forged, { checks: { ...log.checks, quorum: 1 } })).toBe('proof.not-signed');
    // A build that names outside checks without the log, or without a number, trusts nobody.
    for (const checks of [
      { ...log.checks, log: null },
      { ...log.checks, quorum: 0 },
    ])
      expect(await check(proof, { checks })).toBe('proof.not-signed');
  });

  it('is refused with any letter changed, in a thousand tries', async () => {
    const text = JSON.stringify(proof);
    const accepted: string[] = [];
    let tried = 0;
    while (tried < 1_000) {
      const changed = mutate(text);
      const parsed = parse(changed);
      if (parsed === null) continue;
      tried += 1;
      const verdict = await check(parsed);
      if (typeof verdict !== 'string') accepted.push(changed);
    }
    expect(accepted).toEqual([]);
  });
});

const LETTERS = 'ABCDEFabcdef0123456789+/= \n-';

/** One letter of the JSON replaced, removed or repeated. */
function mutate(text: string): string {
  const at = randomInt(text.length);
  const letter = LETTERS[randomInt(LETTERS.length)]!;
  const put = [letter, '', text[at]! + letter][randomInt(3)]!;
  const changed = text.slice(0, at) + put + text.slice(at + 1);
  return changed === text ? mutate(text) : changed;
}

/** A changed proof that a browser would read; null where it is no JSON, or says the same. */
function parse(text: string): ChannelProof | null {
  try {
    const parsed = JSON.parse(text) as ChannelProof;
    return JSON.stringify(parsed) === JSON.stringify(proof) ? null : parsed;
  } catch {
    return null;
  }
}
