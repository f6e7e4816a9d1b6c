import { createHash } from 'node:crypto';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

/** The complete content of a certificate's token. `h` binds it to its holder without naming them. Names are short, because the token is read from a QR code. */
export type CertificateClaims = {
  /** The number of the certificate. */
  readonly n: string;
  /** The generation of the key it is signed with. */
  readonly k: number;
  /** Module, its version, the day it was passed, and the last day of validity (null: as long as the appointment lasts). */
  readonly m: string;
  readonly v: number;
  readonly d: string;
  readonly u: string | null;
  /** The day on which a practitioner reviewed the content; 0: nobody had when it was issued; null: not known. */
  readonly r: string | 0 | null;
  /** Fingerprint of the certificate number and the service number: knowing both, one can check whether the certificate is that person's. */
  readonly h: string;
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Every signed text begins with this, so that no other signature of the same key is accepted as a certificate. */
export const TOKEN_HEAD = 'manumit-certificate-1.';

/** A number from 20 random bytes, one character for each. */
export function certificateNumber(random: Uint8Array): string {
  return Array.from(random.subarray(0, 20), (byte) => ALPHABET[byte & 31]).join('');
}

/** A number as printed and read aloud. */
export function printedNumber(number: string): string {
  return number.replace(/(.{5})(?=.)/g, '$1-');
}

/** Normalises a typed number: spaces, dashes, lower case and look-alike characters. Undefined if it is invalid. */
export function typedNumber(text: string): string | undefined {
  const number = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(number) ? number : undefined;
}

/** The fingerprint of a certificate's holder. */
export function holderFingerprint(number: string, serviceNumber: string): string {
  return createHash('sha256').update(`${number} ${serviceNumber}`).digest('base64url').slice(0, 16);
}

/** A token: head, claims, signature, separated by dots. The same claims with the same key give the same token. */
export function signToken(claims: CertificateClaims, sign: (bytes: Uint8Array) => Uint8Array): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${TOKEN_HEAD}${payload}.${Buffer.from(sign(Buffer.from(TOKEN_HEAD + payload))).toString('base64url')}`;
}

export const CERTIFICATE_STATES = ['missing', 'valid', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** The certificate of a completion. The public page shows at once that it was revoked; the completion stays. */
export const CERTIFICATE_MACHINE = {
  states: CERTIFICATE_STATES,
  start: 'missing',
  derivedBy: 'certificateState',
  actions: {
    issue: { command: 'training/issue-certificates', permission: 'training:certify', next: { missing: 'valid' }, button: 'plain' },
    revoke: {
      command: 'training/revoke-certificate',
      permission: 'training:revoke-certificate',
      next: { valid: 'revoked' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
} as const satisfies Machine<CertificateState>;
export type CertificateAction = keyof typeof CERTIFICATE_MACHINE.actions;

type CertificateFacts = { readonly number: string | null; readonly revokedOn: string | null };

/** The state of the certificate of a completion. */
export function certificateState({ number, revokedOn }: CertificateFacts): CertificateState {
  if (revokedOn !== null) return 'revoked';
  return number === null ? 'missing' : 'valid';
}

/** What issuing a certificate does: it makes one, or keeps the one that is valid, so that the same one can be printed again. A revoked one is not issued again. */
export function decideIssue(found: CertificateFacts): Decision<'make' | 'keep'> {
  const state = certificateState(found);
  if (transitionOf<CertificateState, CertificateAction>(CERTIFICATE_MACHINE, state, 'issue') !== undefined) return accept('make');
  return state === 'valid' ? accept('keep') : refuse('training/certificate-revoked');
}

/** Whether a certificate can be revoked: once. */
export function decideCertificateRevocation(found: CertificateFacts): Decision<CertificateState> {
  const step = transitionOf<CertificateState, CertificateAction>(CERTIFICATE_MACHINE, certificateState(found), 'revoke');
  return step === undefined ? refuse('training/already-revoked') : accept(step.to);
}
