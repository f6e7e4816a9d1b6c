import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Day } from '#kernel/day.ts';
import { verifyInclusion } from '#kernel/merkle-proof.ts';
import { bytesOf, checkSignature, parseCheckpoint, parseKey, type SignatureVerdict } from '#kernel/signed-note.ts';
import { type Bytes, encode, joinBytes, utf8 } from '../crypto/bytes.ts';
import { hashOf } from '../manifest/manifest.ts';
import { detailText, leafText } from './day-leaf.ts';
import type { ChannelProof } from './proof.schema.ts';

/** The keys that the code of reporters trusts, as it was built: that of the log, those of outside checks, and how many of these must have signed. */
export type OutsideChecks = { readonly log: string | null; readonly witnesses: readonly string[]; readonly quorum: number };

/**
 * Why a proof is refused. `other-list`: the log names another list or another channel key. `stale`: older than two days, or the phone's date is wrong. `clock`: it is of a
 * day to come, so the phone's date is wrong. `not-in-log`: the leaf is not in the log, or something was changed. `not-signed`: a key that this code trusts did not sign.
 */
export type ProofFault = 'other-list' | 'stale' | 'clock' | 'not-in-log' | 'not-signed';

/** A checked proof: the day of its leaf, and how many outside checks signed; null where this code trusts none. */
export type CheckedProof = { readonly day: Day; readonly outsideChecks: number | null };

const HOUR_MS = 3_600_000;
/** The longest time since the end of the day of a leaf. */
export const MAX_AGE_HOURS = 48;
// A phone whose clock or time zone is wrong by hours may be before the end of the day.
const CLOCK_TOLERANCE_HOURS = 14;
const SALT_BYTES = 16;

/** Why the day of a leaf is refused at this time; null where it is not. */
export function faultOfDay(day: Day, now: number): 'stale' | 'clock' | null {
  const hours = (now - Date.parse(day)) / HOUR_MS - 24;
  // Neither holds for a day that is none.
  if (hours >= -CLOCK_TOLERANCE_HOURS && hours <= MAX_AGE_HOURS) return null;
  return hours < 0 ? 'clock' : 'stale';
}

/**
 * Checks that the log names a list of readers and the key that signed it, on a day of the last two, under a checkpoint that the trusted keys signed. The list itself is
 * checked by `checkManifest`. `isKept`: the proof may be of an earlier day, because it was kept on the phone, or its channel is closed or its list late; nothing is sent on its
 * strength.
 */
export async function checkProof(
  proof: ChannelProof,
  {
    channel,
    key,
    manifest,
    isKept,
    now,
    checks,
  }: { channel: string; key: Uint8Array; manifest: Uint8Array; isKept: boolean; now: number; checks: OutsideChecks },
): Promise<CheckedProof | ProofFault> {
  const { detail } = proof;
  if (detail.key !== encode(key) || detail.manifest !== hashOf(manifest)) return 'other-list';
  const late = faultOfDay(detail.day, now);
  if (late !== null && !(isKept && late === 'stale')) return late;
  try {
    const checkpoint = parseCheckpoint(proof.checkpoint);
    const path = proof.path.map(bytesOf);
    if (!(await verifyInclusion(proof.index, checkpoint.size, leafHashOf(proof, channel), path, checkpoint.root))) return 'not-in-log';
    const signed = (vkey: string) => checkSignature(checkpoint, parseKey(vkey), verifyEd25519);
    // An outside check may check several logs: it vouches for this one only under its name.
    if (checks.log !== null && (parseKey(checks.log).name !== checkpoint.origin || (await signed(checks.log)) !== 'valid'))
      return 'not-signed';
    if (checks.witnesses.length === 0) return { day: detail.day, outsideChecks: null };
    const verdicts: SignatureVerdict[] = [];
    for (const witness of checks.witnesses) verdicts.push(await signed(witness));
    const outsideChecks = verdicts.filter((verdict) => verdict === 'valid').length;
    const isEnough = checks.log !== null && checks.quorum > 0 && outsideChecks >= checks.quorum;
    return isEnough && !verdicts.includes('wrong') ? { day: detail.day, outsideChecks } : 'not-signed';
  } catch {
    return 'not-in-log';
  }
}

/** The hash of the leaf that a proof speaks of: RFC 9162 over the leaf, which commits to the detail with the salt. Throws on a salt of another form. */
function leafHashOf({ salt, detail, entry }: ChannelProof, channel: string): Bytes {
  const saltBytes = new Uint8Array(SALT_BYTES).map((_, at) => Number.parseInt(salt.slice(2 * at, 2 * at + 2), 16));
  if (hexOf(saltBytes) !== salt) throw new Error('This is no salt.');
  const commitment = sha256(joinBytes(saltBytes, utf8(detailText(detail))));
  return new Uint8Array(sha256(joinBytes(new Uint8Array(1), utf8(leafText(entry, channel, hexOf(commitment))))));
}

// Phones of 2023 have no Ed25519 in WebCrypto. Strict, as all signatures of this room (crypto/keys.ts).
function verifyEd25519(publicKey: Bytes, signature: Bytes, text: Bytes): boolean {
  try {
    return ed25519.verify(signature, text, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
