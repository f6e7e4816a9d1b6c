import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { Day } from '#kernel/day.ts';
import { commit, LEAF_FORMAT, leafHash } from '#platform/ledger/leaf.ts';
import { signCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import {
  COSIGNATURE,
  cosignatureBytes,
  cosignedMessage,
  ED25519,
  formatVerifier,
  signatureLine,
  verifierOf,
} from '#platform/ledger/merkle/note.ts';
import { tilesInMemory } from '#platform/ledger/merkle/tiles.ts';
import { Frontier, inclusionProof } from '#platform/ledger/merkle/tree.ts';
import { encode } from '../crypto/bytes.ts';
import { hashOf, type KeyChain } from '../manifest/manifest.ts';
import type { OutsideChecks } from './check-proof.ts';
import { DAY_COMMAND, DAY_SUBJECT, type DayDetail } from './day-leaf.ts';
import type { ChannelProof } from './proof.schema.ts';

const ORIGIN = 'manumit-log/sample';
const [TREE_SIZE, INDEX] = [300, 298];

type Signer = { publicKey: Buffer; sign: (bytes: Uint8Array) => Buffer };

/** A new signing key. */
export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'), sign: (bytes) => sign(null, bytes, privateKey) };
}

/** The key of a log and those of two outside checks, and what a build names that trusts all three. */
export type LogKeys = {
  readonly log: Signer;
  readonly witnesses: readonly { name: string; signer: Signer; vkeyOf?: Signer }[];
  readonly checks: OutsideChecks;
};

/** New keys of a log and its outside checks. */
export function newLogKeys(): LogKeys {
  const log = newSigner();
  const witnesses = ['witness.example/a', 'witness.example/b'].map((name) => ({ name, signer: newSigner() }));
  const vkeyOf = (name: string, { publicKey }: Signer, type: typeof ED25519 | typeof COSIGNATURE) =>
    formatVerifier(verifierOf(name, publicKey, type));
  return {
    log,
    witnesses,
    checks: {
      log: vkeyOf(ORIGIN, log, ED25519),
      witnesses: witnesses.map(({ name, signer }) => vkeyOf(name, signer, COSIGNATURE)),
      quorum: witnesses.length,
    },
  };
}

/** What a proof of the test says, where it is not as the server would say it. */
export type ProofChange = Partial<DayDetail> & { readonly command?: string; readonly subject?: string; readonly origin?: string };

/** A proof as the server makes it, by the server's own code of the log. `change` is what a dishonest server would put into its log. */
export async function makeProof(
  list: { channel: string; keys: KeyChain; key: Uint8Array; signed: Uint8Array; day: Day },
  { log, witnesses }: LogKeys,
  { command = DAY_COMMAND, subject = list.channel, origin = ORIGIN, ...change }: ProofChange = {},
): Promise<ChannelProof> {
  const detail = { day: list.day, key: encode(list.key), manifest: hashOf(list.signed), root: encode(randomBytes(32)), ...change };
  const { salt, commitment } = commit(detail);
  const entry = { id: randomUUID(), at: `${list.day}T03:00:00.500Z`, person: randomUUID(), clauses: ['5e', 'A1.5'] };
  const leaves = Array.from({ length: TREE_SIZE }, () => randomBytes(32));
  leaves[INDEX] = Buffer.from(
    leafHash({
      ...{ format: LEAF_FORMAT, command, operational: null, party: null, subjectKind: DAY_SUBJECT, subject, evidenceKind: null },
      ...entry,
      commitment: commitment.toString('hex'),
    }),
  );
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.add(leaf);
  const checkpoint = signCheckpoint({ origin, size: TREE_SIZE, root: frontier.root() }, log);
  const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
  const lines = witnesses.map(({ name, signer, vkeyOf = signer }) => {
    const time = Date.parse(list.day) / 1000;
    return signatureLine(verifierOf(name, vkeyOf.publicKey, COSIGNATURE), cosignatureBytes(time, signer.sign(cosignedMessage(text, time))));
  });
  const path = await inclusionProof(tilesInMemory(leaves), INDEX, TREE_SIZE);
  return {
    keys: { first: encode(list.keys.first), successors: list.keys.successors.map(encode) },
    manifest: encode(list.signed),
    detail: detail as ChannelProof['detail'],
    salt: salt.toString('hex'),
    entry,
    index: INDEX,
    path: path.map((hash) => hash.toString('base64')),
    checkpoint: checkpoint + lines.join(''),
  };
}
