import { parse } from 'uuid';
import type { Platform } from '#platform/platform.ts';
import { type Ceremony, newChallenge } from './challenge.ts';
import { ALGORITHMS, siteOf } from './verify.ts';

// Loaded at the first passkey: it is a seventh of what the web process loads, and most starts see none.
const loadLibrary = () => import('@simplewebauthn/server');

type Credential = { credential_id: Buffer; transports: string[] };

/**
 * What a browser needs to create a passkey. The device stores it, because the server never reveals which keys an address has. The device verifies the person;
 * the server does not ask for its make.
 */
export async function registrationOptions(
  platform: Platform,
  ceremony: Ceremony,
  person: { id: string; name: string; shown: string },
  known: readonly Credential[] = [],
) {
  const { generateRegistrationOptions } = await loadLibrary();
  const options = await generateRegistrationOptions({
    rpName: 'Manumit',
    rpID: siteOf(platform).rpID,
    challenge: await newChallenge(platform, ceremony, person.id),
    userID: new Uint8Array(parse(person.id)),
    userName: person.name,
    userDisplayName: person.shown,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(toDescriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ...options };
}

/** What a browser needs to prove a passkey: any that it stores for this site, or one of the given ones where the account is known. */
export async function signInOptions(platform: Platform, allowed: readonly Credential[] = []) {
  const { generateAuthenticationOptions } = await loadLibrary();
  const options = await generateAuthenticationOptions({
    rpID: siteOf(platform).rpID,
    challenge: await newChallenge(platform, 'sign-in'),
    userVerification: 'required',
    allowCredentials: allowed.map(toDescriptor),
  });
  return { ...options };
}

function toDescriptor({ credential_id, transports }: Credential) {
  return { id: credential_id.toString('base64url'), transports };
}
