import { bytesOf } from '#kernel/signed-note.ts';
import { decode } from '../../crypto/bytes.ts';
import type { PublicChannel } from '../../intake/intake.schema.ts';
import { checkManifest, type Manifest, type ManifestFault, newestKey } from '../../manifest/manifest.ts';
import { type CheckedProof, checkProof, type OutsideChecks, type ProofFault } from '../../proof/check-proof.ts';
import type { ChannelProof } from '../../proof/proof.schema.ts';

/** Why a list of readers is refused: by its own content, or by its proof from the log. */
export type ListFault = ManifestFault | `proof.${ProofFault}`;

/** A list that its channel key signed, with that key, and what the log says of it. */
export type ProvenList = { readonly manifest: Manifest; readonly key: Uint8Array; readonly proof: CheckedProof };

/**
 * The list of readers of a channel, checked: its newest key signed it, it is valid today, and the poster's fingerprint, where there is one, names a key of the chain.
 * Nothing is kept of lists seen before. `isForReading`: it serves to read answers, also outside of its days.
 */
export function checkedManifest(
  { channel, keys }: Pick<PublicChannel, 'channel' | 'keys'>,
  signed: string,
  fingerprint: string | null,
  today: string,
  isForReading = false,
): { manifest: Manifest; key: Uint8Array } | ManifestFault {
  const key = newestKey(channel, { first: decode(keys.first), successors: keys.successors.map(decode) }, fingerprint);
  if (key === null) return 'other-key';
  const checked = checkManifest(decode(signed), { channel, key, today, isForReading });
  return typeof checked === 'string' ? checked : { manifest: checked, key };
}

/** Checks the list that a proof gives, and that the log names it. A list that was published since comes into force with the next leaf. */
export async function checkedList(
  {
    channel,
    proof,
    fingerprint,
    isKept,
    isForReading = false,
    today,
    now,
  }: {
    channel: string;
    proof: ChannelProof;
    fingerprint: string | null;
    isKept: boolean;
    isForReading?: boolean;
    today: string;
    now: number;
  },
  checks: OutsideChecks,
): Promise<ProvenList | ListFault> {
  // One form of the bytes and no other, so that nothing in a proof can be changed unnoticed.
  if (![proof.manifest, proof.keys.first, ...proof.keys.successors].every(isBase64)) return 'damaged';
  const checked = checkedManifest({ channel, keys: proof.keys }, proof.manifest, fingerprint, today, isForReading);
  if (typeof checked === 'string') return checked;
  const { manifest, key } = checked;
  const proven = await checkProof(proof, { channel, key, manifest: decode(proof.manifest), isKept, now, checks });
  return typeof proven === 'string' ? `proof.${proven}` : { manifest, key, proof: proven };
}

function isBase64(text: string): boolean {
  try {
    return bytesOf(text).length > 0;
  } catch {
    return false;
  }
}
