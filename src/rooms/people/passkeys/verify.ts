import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { type Vouched, vouchFor } from '../sign-in/sign-in-tokens.ts';
import { type Ceremony, type Challenge, readChallenge } from './challenge.ts';
import type { Assertion, Registration } from './passkey.schema.ts';
import { findPasskey, noteCopy } from './passkey.store.ts';
import '../errors.ts';

// Loaded at the first passkey, as in options.ts.
const loadLibrary = () => import('@simplewebauthn/server');

/** Accepted signature algorithms, the best first: Ed25519, ECDSA on P-256, RSA. */
export const ALGORITHMS = [-8, -7, -257];

/** The site to which passkeys are bound: the host of the desk. A passkey of another site is invalid here, which defeats a false sign-in page. */
export function siteOf({ deskUrl }: Pick<Platform, 'deskUrl'>): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(deskUrl);
  return { rpID: hostname, origin };
}

/**
 * Verifies a registration: our challenge for this ceremony, our site, and that the device verified the person. It asks for no attestation, so the make of the
 * device stays unknown. Returns the input of identity.store_passkey; the database checks that it is for the person of the challenge. Throws
 * people/passkey-refused.
 */
export async function checkRegistration(
  platform: Platform,
  ceremony: Ceremony,
  { name, registration }: { name: string; registration: z.output<typeof Registration> },
): Promise<Record<string, unknown>> {
  const { rpID, origin } = siteOf(platform);
  const { verifyRegistrationResponse } = await loadLibrary();
  const checked = await withChallenge(platform, ceremony, (expectedChallenge) =>
    verifyRegistrationResponse({
      response: registration as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  const info = checked?.result.registrationInfo;
  if (!checked || !info) throw new AppError('people/passkey-refused');
  const { id, publicKey, counter, transports = [] } = info.credential;
  return {
    passkey: newId(),
    person: checked.challenge.person,
    challenge: checked.challenge.hash.toString('hex'),
    credential: Buffer.from(id, 'base64url').toString('hex'),
    publicKey: Buffer.from(publicKey).toString('hex'),
    counter,
    transports,
    name,
  };
}

/**
 * Verifies a proof of a passkey and returns the input of identity.sign_in_by_passkey. A counter that went back means that two devices hold the key: the proof is
 * refused, recorded for its person and logged. Throws people/passkey-refused or people/passkey-copied.
 */
export async function checkAssertion(platform: Platform, assertion: z.output<typeof Assertion>): Promise<Vouched> {
  const credentialId = Buffer.from(assertion.id, 'base64url');
  const known = await findPasskey(platform.pool, credentialId);
  if (!known) throw new AppError('people/passkey-refused');
  const { rpID, origin } = siteOf(platform);
  const { verifyAuthenticationResponse } = await loadLibrary();
  const checked = await withChallenge(platform, 'sign-in', (expectedChallenge) =>
    verifyAuthenticationResponse({
      response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      // The library checks the counter before the signature. We pass 0 and check the counter later, once the signature has proved the key.
      credential: { id: assertion.id, publicKey: new Uint8Array(known.public_key), counter: 0 },
    }),
  );
  if (!checked?.result.verified) throw new AppError('people/passkey-refused');
  const counter = checked.result.authenticationInfo.newCounter;
  const what = { challenge: checked.challenge.hash.toString('hex'), credential: credentialId.toString('hex'), counter };
  if (known.counter > 0 && counter <= known.counter) {
    const { payload, voucher } = await vouchFor(platform, 'people/record-copied-passkey', what);
    const passkey = await noteCopy(platform.pool, payload, voucher);
    if (passkey === null) throw new AppError('people/passkey-refused');
    platform.log({ event: 'passkey-counter-went-back', passkey });
    throw new AppError('people/passkey-copied');
  }
  return vouchFor(platform, 'people/sign-in-by-passkey', what);
}

async function withChallenge<Result>(
  platform: Platform,
  ceremony: Ceremony,
  verify: (expected: (challenge: string) => Promise<boolean>) => Promise<Result>,
): Promise<{ result: Result; challenge: Challenge } | undefined> {
  let challenge: Challenge | undefined;
  let lost: unknown;
  try {
    const result = await verify(async (came) => {
      challenge = await readChallenge(platform, ceremony, came).catch((error: unknown) => {
        lost = error;
        return undefined;
      });
      return challenge !== undefined;
    });
    return challenge && { result, challenge };
  } catch {
    // The library says what was wrong; the caller gets one answer for all of it. An unavailable database is rethrown, because it is no fault of the passkey.
    if (lost) throw lost;
    return undefined;
  }
}
