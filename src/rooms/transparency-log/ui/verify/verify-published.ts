import { type Hash, nodeHash, sameHash } from '#kernel/merkle-proof.ts';
import { checkSignature, type NoteKey, parseCheckpoint, parseKey, type SignedCheckpoint } from '#kernel/signed-note.ts';

const [TILE_WIDTH, HASH_BYTES] = [256, 32];

/** Reads a published file below `/log/`; null where there is none. */
export type ReadPublished = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** What does not hold: a signature, a hash, a missing file; and the day of the checkpoint or the path of the file. */
export type VerifyFault = { kind: 'signature' | 'root' | 'file' | 'witness'; at: string };

/** The result: what was checked, and the first fault. `signatures`: false where this browser cannot check them. */
export type PublishedVerdict = {
  size: number;
  day: string;
  days: number;
  witnesses: number;
  signatures: boolean;
  fault: VerifyFault | null;
};

/**
 * Verifies the published log in a browser: the signature of every published day, every leaf hash against every root, and the signatures of outside checks on
 * the newest checkpoint. It does not read the content of entries. Null: nothing is published at this address. `progress` receives a share from 0 to 1.
 */
export async function verifyPublished(
  read: ReadPublished,
  { keys, witnesses }: { keys: readonly string[]; witnesses: readonly string[] },
  progress: (share: number) => void,
): Promise<PublishedVerdict | null> {
  const list = await read('checkpoints.txt');
  const days = textOf(list)
    .split('\n')
    .flatMap((line) => line.split(' ')[0] || []);
  if (list === null || days.length === 0) return null;
  const verdict: PublishedVerdict = { size: 0, day: days.at(-1)!, days: days.length, witnesses: 0, signatures: true, fault: null };
  const fail = (kind: VerifyFault['kind'], at: string) => ({ ...verdict, fault: { kind, at } });
  const logKeys = keys.map(parseKey);
  const checkpoints: (SignedCheckpoint & { day: string })[] = [];
  for (const day of days) {
    const note = await read(`checkpoints/${day}`);
    if (note === null) return fail('file', `checkpoints/${day}`);
    const checkpoint = parseCheckpoint(textOf(note));
    const signed = await signedBy(checkpoint, logKeys);
    if (signed === 'unchecked') verdict.signatures = false;
    else if (!signed) return fail('signature', day);
    checkpoints.push({ ...checkpoint, day });
    progress((0.2 * checkpoints.length) / days.length);
  }
  const newest = checkpoints.at(-1)!;
  verdict.size = newest.size;
  for (const key of witnesses.map(parseKey)) {
    const said = await checkSignature(newest, key);
    if (said === 'wrong') return fail('witness', key.name);
    if (said === 'valid') verdict.witnesses += 1;
  }
  return compareLeaves(read, checkpoints, verdict, (share) => progress(0.2 + 0.8 * share));
}

async function signedBy(checkpoint: SignedCheckpoint, keys: readonly NoteKey[]): Promise<boolean | 'unchecked'> {
  const verdicts = await Promise.all(keys.map((key) => checkSignature(checkpoint, key)));
  if (verdicts.includes('wrong')) return false;
  if (verdicts.includes('valid')) return true;
  return verdicts.includes('unchecked') ? 'unchecked' : false;
}

/** Recomputes the root at the size of every checkpoint, from the smallest to the largest. */
async function compareLeaves(
  read: ReadPublished,
  checkpoints: readonly (SignedCheckpoint & { day: string })[],
  verdict: PublishedVerdict,
  progress: (share: number) => void,
): Promise<PublishedVerdict> {
  const ordered = checkpoints.toSorted((a, b) => a.size - b.size);
  const size = ordered.at(-1)!.size;
  const roots: { width: number; hash: Hash }[] = [];
  let next = 0;
  for (let first = 0; first === 0 || first < size; first += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - first);
    const path = tilePath(first / TILE_WIDTH, width);
    const tile = width === 0 ? new Uint8Array() : await read(path);
    if (tile?.length !== width * HASH_BYTES) return { ...verdict, fault: { kind: 'file', at: path } };
    const leaves = Array.from({ length: width }, (_, at) => tile.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
    // A day may end inside a tile.
    for (; next < ordered.length && ordered[next]!.size <= first + width; next += 1) {
      const { size: upTo, root, day } = ordered[next]!;
      if (!sameHash(await rootOf([...roots.map(({ hash }) => hash), ...(await peaksOf(leaves.slice(0, upTo - first)))]), root))
        return { ...verdict, fault: { kind: 'root', at: day } };
    }
    if (width === TILE_WIDTH) {
      let [grown] = await peaksOf(leaves);
      let span = TILE_WIDTH;
      for (; roots.at(-1)?.width === span; span *= 2) grown = await nodeHash(roots.pop()!.hash, grown!);
      roots.push({ width: span, hash: grown! });
    }
    progress(size === 0 ? 1 : (first + width) / size);
  }
  return verdict;
}

/** The roots of the full subtrees of these leaves, the largest first. */
async function peaksOf(leaves: readonly Hash[]): Promise<Hash[]> {
  if (leaves.length === 0) return [];
  const width = 2 ** Math.floor(Math.log2(leaves.length));
  let level = leaves.slice(0, width);
  while (level.length > 1) {
    const below = level;
    level = await Promise.all(Array.from({ length: below.length / 2 }, (_, at) => nodeHash(below[at * 2]!, below[at * 2 + 1]!)));
  }
  return [level[0]!, ...(await peaksOf(leaves.slice(width)))];
}

async function rootOf(peaks: readonly Hash[]): Promise<Hash> {
  let root = peaks.at(-1);
  if (root === undefined) return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array()));
  for (const peak of peaks.slice(0, -1).toReversed()) root = await nodeHash(peak, root);
  return root;
}

/** Where a tile of leaves is served: `tile/0/x001/234.p/12` (C2SP tlog-tiles). */
function tilePath(number: number, width: number): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').replace(/\d{3}(?=\d)/g, 'x$&/');
  return `tile/0/${groups}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : new TextDecoder().decode(bytes);
}
