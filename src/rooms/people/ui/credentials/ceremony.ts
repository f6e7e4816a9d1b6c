import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { type AnswerOf, send } from '#web/client/api.ts';
import { currentLocale } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { translateCredentials } from './texts.ts';

/** Whether this browser can use passkeys at the open address. Not over plain http from another machine, and not at an IP address. */
export function canUsePasskeys(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Makes the browser create a passkey for the options of the server. Throws Problem. */
export async function makePasskey(options: Promise<AnswerOf<'/passkeys/options'>>) {
  // The server's library built the options; they are passed on unchanged.
  const optionsJSON = (await options) as unknown as PublicKeyCredentialCreationOptionsJSON;
  const { startRegistration } = await import('@simplewebauthn/browser');
  const created = await startRegistration({ optionsJSON }).catch(rethrowWorded);
  return { ...created, clientExtensionResults: { ...created.clientExtensionResults } };
}

/** Makes the browser prove a passkey that it stores for this site, or one of the account whose password was just given. Throws Problem. */
export async function provePasskey() {
  const optionsJSON = await send('POST /session/passkey-options', {});
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const proof = await startAuthentication({ optionsJSON }).catch(rethrowWorded);
  return { ...proof, clientExtensionResults: { ...proof.clientExtensionResults } };
}

const WORDS: Record<string, Parameters<typeof translateCredentials>[1]> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'passkey.already',
  ERROR_INVALID_DOMAIN: 'passkey.wrong-address',
  ERROR_INVALID_RP_ID: 'passkey.wrong-address',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: 'passkey.cannot-verify',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'passkey.cannot-keep',
  ERROR_CEREMONY_ABORTED: 'passkey.cancelled',
};

// On purpose, the browser reports a cancelled, a late and a missing passkey with the same error; so do we.
function rethrowWorded(error: unknown): never {
  const { code = '', name } = error as { code?: string; name?: string };
  const key = WORDS[code] ?? (name === 'NotAllowedError' ? 'passkey.cancelled' : 'passkey.failed');
  throw new Problem(400, { code: 'desk/passkey', title: translateCredentials(currentLocale(), key) });
}
