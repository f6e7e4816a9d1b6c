import { z } from 'zod';
import { Email, Language, LinkToken, Name } from '../people.schema.ts';
import { Opening } from '../sign-in/sign-in.schema.ts';

const Bytes = z.base64url().max(8_000);
const CredentialId = z.base64url().min(1).max(1_400);
const Transports = z.array(z.string().max(20)).max(10);
const Attached = { clientExtensionResults: z.record(z.string(), z.unknown()), authenticatorAttachment: z.string().max(40).optional() };

/** The browser's answer when it created a passkey (WebAuthn level 3, RegistrationResponseJSON). Unused fields are accepted and dropped. */
export const Registration = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  ...Attached,
  response: z.object({ clientDataJSON: Bytes, attestationObject: Bytes, transports: Transports.optional() }),
});

/** The browser's answer when a person proves a passkey (AuthenticationResponseJSON). */
export const Assertion = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  ...Attached,
  response: z.object({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes, userHandle: z.base64url().max(200).optional() }),
});

/** The name by which a person recognises a passkey. */
export const PasskeyName = z.string().trim().min(1).max(60);

export const AddPasskey = z.strictObject({ name: PasskeyName, registration: Registration });
export const SetUpPasskeyAtSignIn = z.strictObject({
  name: PasskeyName,
  registration: Registration,
  attemptToken: z.string(),
  ...Opening,
});
export const RemovePasskey = z.strictObject({ passkeyId: z.uuid() });
export const SignInByPasskey = z.strictObject({ assertion: Assertion, ...Opening });
export const SetUpByPasskey = z.strictObject({
  token: LinkToken,
  name: Name,
  email: Email,
  language: Language,
  passkeyName: PasskeyName,
  registration: Registration,
  ...Opening,
});
export const AcceptByPasskey = z.strictObject({
  token: LinkToken,
  name: Name,
  language: Language,
  passkeyName: PasskeyName,
  registration: Registration,
  ...Opening,
});

/** Options for navigator.credentials, built by the library and passed on unchanged. */
export const Options = z.looseObject({ challenge: z.string() });

export const Passkeys = z.object({
  /** False for a person who signs in by single sign-on. */
  mayAdd: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.string(),
      usedAt: z.string().nullable(),
      /** When a copy of the passkey was detected. */
      copiedAt: z.string().nullable(),
    }),
  ),
});
