import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { canonicalBytes, commit, LEAF_FORMAT, type Leaf, leafHash } from '#platform/ledger/leaf.ts';
import { signCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import { ED25519, formatVerifier, verifierOf } from '#platform/ledger/merkle/note.ts';
import { parseTilePath, tilesInMemory } from '#platform/ledger/merkle/tiles.ts';
import { Frontier, HASH_BYTES } from '#platform/ledger/merkle/tree.ts';
import { type DumpRow, lineOfDump } from '#rooms/transparency-log/dump.ts';
import type { ReadFile } from '../../tools/verify.mjs';

export const ORIGIN = 'manumit-log/sample';
export type EntryRow = Extract<DumpRow, { leaf: unknown }>;
/** The content of an entry, before it becomes a row of a dump. */
export type SomeEntry = { index: number; leaf: Leaf; salt: Buffer; detail: unknown };
export type Signer = { publicKey: Buffer; sign: (bytes: Uint8Array) => Buffer };

/** A new key that belongs to no log. */
export function someSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'), sign: (bytes) => sign(null, bytes, privateKey) };
}

const uuid = (seed: string) =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-7$3-8$4-$5');

/** An entry with different content at every index. `variant` makes another entry for the same index. */
export function someEntry(index: number, variant = ''): SomeEntry {
  const detail = { says: 'met', obligations: ['P3.2'], note: `Entry ${index}${variant} of a naïve log\n` };
  const { salt, commitment } = commit(detail, createHash('sha256').update(`salt ${index}${variant}`).digest().subarray(0, 16));
  const leaf: Leaf = {
    format: LEAF_FORMAT,
    id: uuid(`id ${index}${variant}`),
    at: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    person: uuid(`person ${index % 7}`),
    command: 'evidence/submit-evidence',
    clauses: ['5g'],
    operational: null,
    party: uuid(`party ${index % 30}`),
    subjectKind: 'evidence-item',
    subject: uuid(`subject ${index}`),
    evidenceKind: index % 2 ? 'EV-CAMP' : null,
    commitment: commitment.toString('hex'),
  };
  return { index, leaf, salt, detail };
}

/** The row of an entry in a dump. */
export function rowOf({ index, leaf, salt, detail }: SomeEntry): EntryRow {
  return { index, leaf: canonicalBytes(leaf).toString(), salt: salt.toString('hex'), detail: canonicalBytes(detail).toString() };
}

/** The row at another index: a forger who alters a log renumbers its entries. */
export function lineAt(index: number, row: EntryRow): Buffer {
  return Buffer.from(lineOfDump({ ...row, index }));
}

/** The first line of a dump. */
export function headOf(openings: boolean): Buffer {
  return Buffer.from(lineOfDump({ openings }));
}

/** The leaf hash of an entry, by the program's own code. */
export function hashOfEntry({ leaf }: SomeEntry): Buffer {
  return leafHash(leaf);
}

/** Publishes leaves: tiles, one signed checkpoint for each of these sizes, the key. Full tiles are the same buffers each time. */
export function publish(leaves: readonly Buffer[], signer: Signer, sizes: readonly number[]): ReadFile {
  const tiles = tilesInMemory(leaves);
  const files = new Map<string, Buffer>();
  const frontier = new Frontier();
  for (const [n, size] of sizes.entries()) {
    while (frontier.size < size) frontier.add(leaves[frontier.size]!);
    const note = Buffer.from(signCheckpoint({ origin: ORIGIN, size, root: frontier.root() }, signer));
    files.set(`checkpoints/2026-01-${String(n + 1).padStart(2, '0')}`, note);
    files.set('checkpoint', note);
  }
  files.set('checkpoints.txt', Buffer.from(sizes.map((size, n) => `2026-01-${String(n + 1).padStart(2, '0')} ${size}\n`).join('')));
  files.set('keys.txt', Buffer.from(`${keyOf(signer)} 0\n`));
  return async (path) => {
    const tile = parseTilePath(path);
    if (!tile || files.has(path)) return files.get(path);
    const bytes = await tiles(tile.level, tile.number);
    if (bytes.length < tile.width * HASH_BYTES) return undefined;
    files.set(path, bytes.subarray(0, tile.width * HASH_BYTES));
    return files.get(path);
  };
}

/** The key of a signer in one line. */
export function keyOf({ publicKey }: Signer): string {
  return formatVerifier(verifierOf(ORIGIN, publicKey, ED25519));
}
