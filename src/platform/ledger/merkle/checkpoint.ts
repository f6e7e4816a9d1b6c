import { decode, ED25519, type Note, NoteFault, parseNote, signatureLine, verifierOf } from './note.ts';
import { HASH_BYTES } from './tree.ts';

/** What a log states about itself at one size (C2SP tlog-checkpoint). */
export type Checkpoint = { origin: string; size: number; root: Buffer };

/** The text of a checkpoint, which is what gets signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Parses the text of a checkpoint. Lines after the third are allowed and ignored. */
export function parseCheckpointText(text: string): Checkpoint {
  const [origin = '', digits = '', hash = '', ...rest] = text.split('\n');
  const root = decode(hash);
  const wellFormed = origin !== '' && /^(0|[1-9]\d*)$/.test(digits) && root?.length === HASH_BYTES;
  if (!wellFormed || rest.at(-1) !== '' || rest.slice(0, -1).includes('') || !Number.isSafeInteger(Number(digits)))
    throw new NoteFault('malformed', 'This is not a checkpoint of a log.');
  return { origin, size: Number(digits), root: root! };
}

/** A received checkpoint whose signatures are not yet checked. */
export function parseCheckpoint(signed: string): Checkpoint & { note: Note } {
  const note = parseNote(signed);
  return { ...parseCheckpointText(note.text), note };
}

/** Signs a checkpoint under the log's own name. */
export function signCheckpoint(checkpoint: Checkpoint, signer: { publicKey: Buffer; sign: (bytes: Uint8Array) => Buffer }): string {
  const text = checkpointText(checkpoint);
  return `${text}\n${signatureLine(verifierOf(checkpoint.origin, signer.publicKey, ED25519), signer.sign(Buffer.from(text)))}`;
}
