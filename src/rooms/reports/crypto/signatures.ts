import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, joinBytes, utf8 } from './bytes.ts';

// Apart from keys.ts: the server checks signatures and encrypts nothing, so it need not load what encrypts.

const SIGNATURE_BYTES = 64;

/** The public key that checks what a signing key signed. */
export function verifyKeyOf(signingKey: Uint8Array): Bytes {
  return new Uint8Array(ed25519.getPublicKey(signingKey));
}

/**
 * Signs content for one purpose: the signature comes first, then the content. A signature for one purpose is none for another, so what signs a message can never
 * be shown as the signature of a list of readers.
 */
export function sign(purpose: SignedPurpose, content: Uint8Array, signingKey: Uint8Array): Bytes {
  return joinBytes(ed25519.sign(signedBytes(purpose, content), signingKey), content);
}

/** What is signed in this room. */
export type SignedPurpose = 'message' | 'note' | 'shift-note' | 'letter' | 'manifest' | 'successor' | 'succession' | 'inherited';

/** The content of signed bytes; null where the signature is not by this key for this purpose. */
export function verified(purpose: SignedPurpose, signed: Uint8Array, verifyKey: Uint8Array): Bytes | null {
  const content = signed.slice(SIGNATURE_BYTES);
  try {
    // Strict: a key or a signature with more than one encoding is refused (RFC 8032, 5.1.7).
    const isValid = ed25519.verify(signed.slice(0, SIGNATURE_BYTES), signedBytes(purpose, content), verifyKey, { zip215: false });
    return isValid ? content : null;
  } catch {
    return null;
  }
}

function signedBytes(purpose: SignedPurpose, content: Uint8Array): Bytes {
  return joinBytes(utf8(`manumit/reports/${purpose}/1\n`), content);
}
