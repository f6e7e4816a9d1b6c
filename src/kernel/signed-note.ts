// Checkpoints and keys as C2SP signed-note, tlog-checkpoint and tlog-cosignature define them, for browsers: the desk's verification of the log and the code of
// reporters. The server has its own reader (platform/ledger/merkle/note.ts), which needs Node.

type Bytes = Uint8Array<ArrayBuffer>;

/** A key that signs checkpoints. `cosigns`: that of an outside check, which also signs the time. */
export type NoteKey = { name: string; id: string; cosigns: boolean; bytes: Bytes };

/** A checkpoint: the text that was signed, its number of leaves, their root, and the signatures. */
export type SignedCheckpoint = { body: string; origin: string; size: number; root: Bytes; signatures: { name: string; value: Bytes }[] };

/** `unchecked`: this browser does not know the kind of signature. */
export type SignatureVerdict = 'valid' | 'missing' | 'wrong' | 'unchecked';

const KEY_BYTES = 33;
const [LOG_KEY, WITNESS_KEY] = [1, 4];
const [ID_BYTES, TIME_BYTES] = [4, 8];

/** Parses `name+id+base64`. Throws on anything else. */
export function parseKey(vkey: string): NoteKey {
  const [name = '', id = '', ...rest] = vkey.trim().split('+');
  const bytes = bytesOf(rest.join('+'));
  if (bytes.length !== KEY_BYTES || (bytes[0] !== LOG_KEY && bytes[0] !== WITNESS_KEY)) throw new Error('This is no key.');
  return { name, id, cosigns: bytes[0] === WITNESS_KEY, bytes: bytes.slice(1) };
}

/** Parses a signed checkpoint. Throws on anything else. */
export function parseCheckpoint(note: string): SignedCheckpoint {
  const end = note.lastIndexOf('\n\n');
  const body = note.slice(0, end + 1);
  const [origin = '', size = '', root = ''] = body.split('\n');
  if (end < 0 || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new Error('This is no checkpoint.');
  const lines = note.slice(end + 2).split('\n');
  const signatures = lines.filter(Boolean).map((line) => {
    const [dash, name = '', value = '', ...rest] = line.split(' ');
    if (dash !== '—' || rest.length > 0) throw new Error('This is no signature line.');
    return { name, value: bytesOf(value) };
  });
  return { body, origin, size: Number(size), root: bytesOf(root), signatures };
}

/** Whether an Ed25519 key signed a text. Throws where this browser cannot check it. */
export type VerifySignature = (publicKey: Bytes, signature: Bytes, text: Bytes) => boolean | Promise<boolean>;

/** Checks the signature of a key on a checkpoint: with WebCrypto, or as `verify` does. */
export async function checkSignature(
  { body, signatures }: SignedCheckpoint,
  key: NoteKey,
  verify: VerifySignature = verifyWithWebCrypto,
): Promise<SignatureVerdict> {
  const found = signatures.find(({ name, value }) => name === key.name && hexOf(value.slice(0, ID_BYTES)) === key.id)?.value;
  if (found === undefined) return 'missing';
  const signed = found.slice(ID_BYTES);
  const time = key.cosigns ? new DataView(signed.buffer, 0, TIME_BYTES).getBigUint64(0) : null;
  const text = new TextEncoder().encode(time === null ? body : `cosignature/v1\ntime ${time}\n${body}`);
  try {
    return (await verify(key.bytes, key.cosigns ? signed.slice(TIME_BYTES) : signed, text)) ? 'valid' : 'wrong';
  } catch {
    return 'unchecked';
  }
}

async function verifyWithWebCrypto(publicKey: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, signature, text);
}

/** Bytes from base64. Throws on another form of the same bytes, so that a changed letter never goes unnoticed. */
export function bytesOf(base64: string): Bytes {
  const letters = atob(base64);
  if (btoa(letters) !== base64) throw new Error('This is not base64.');
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function hexOf(bytes: Bytes): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
