import { type Bytes, joinBytes, textOf, utf8 } from '../crypto/bytes.ts';
import { sign, verified } from '../crypto/signatures.ts';

const FORMAT = 1;
const SIGNATURE_BYTES = 64;

/** Who takes over the reports of a reader who is gone: numbers of the channel's list, and the key (base64) that checks what the successor signs. */
export type Succession = {
  readonly channel: string;
  readonly predecessor: number;
  readonly successor: number;
  readonly verifyKey: string;
};

/** Signs it with the signing key of the predecessor, in their browser. */
export function signSuccession({ channel, predecessor, successor, verifyKey }: Succession, signingKey: Uint8Array): Bytes {
  return sign('succession', utf8(JSON.stringify({ format: FORMAT, channel, predecessor, successor, verifyKey })), signingKey);
}

/** Whether the key of the predecessor signed this very succession. Without `verifyKey` any key of the successor will do. */
export function isSuccession(signed: Uint8Array, wanted: Omit<Succession, 'verifyKey'> & { verifyKey?: string }, key: Uint8Array): boolean {
  const content = verified('succession', signed, key);
  if (content === null) return false;
  const { channel, predecessor, successor, verifyKey } = wanted;
  try {
    const named = JSON.parse(textOf(content));
    const isSame = named.channel === channel && named.predecessor === predecessor && named.successor === successor;
    return isSame && named.format === FORMAT && (verifyKey === undefined || named.verifyKey === verifyKey);
  } catch {
    return false;
  }
}

/** Wraps that a successor made for themselves (base64). */
export type Inherited = Omit<Succession, 'verifyKey'> & { readonly wraps: readonly { readonly report: string; readonly bytes: string }[] };

/**
 * The signature of a successor's wraps with the signing key of the predecessor, which is in the recovery file. It shows the server that the file was opened: without
 * it, a successor could become a holder of reports that they cannot read, and close them.
 */
export function signInherited(inherited: Inherited, signingKey: Uint8Array): Bytes {
  return sign('inherited', contentOf(inherited), signingKey).slice(0, SIGNATURE_BYTES);
}

/** Whether the key of the predecessor made this signature of these wraps. */
export function isSignatureOf(signature: Uint8Array, inherited: Inherited, key: Uint8Array): boolean {
  return verified('inherited', joinBytes(signature, contentOf(inherited)), key) !== null;
}

function contentOf({ channel, predecessor, successor, wraps }: Inherited): Bytes {
  return utf8([channel, predecessor, successor, ...wraps.map(({ report, bytes }) => `${report} ${bytes}`)].join('\n'));
}
