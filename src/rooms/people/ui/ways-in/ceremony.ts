import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { answerOf, get, send } from '#web/client/api.ts';
import { currentLocale } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { sayWaysIn } from './texts.ts';

/** Whether this browser can use passkeys at the address that is open. Not over plain http from another machine, and not under a bare number. */
export function canUsePasskeys(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Has the browser make a passkey for the options at an address. Throws Problem. */
export async function makePasskey(path: string) {
  const optionsJSON = await get(path, answerOf<PublicKeyCredentialCreationOptionsJSON>());
  const { startRegistration } = await import('@simplewebauthn/browser');
  return startRegistration({ optionsJSON }).catch(inOurWords);
}

/** Has the browser prove a passkey it keeps for this site, or one of the account whose password was just given. Throws Problem. */
export async function provePasskey() {
  const optionsJSON = await send('POST', '/session/passkey-options', {}, { answer: answerOf<PublicKeyCredentialRequestOptionsJSON>() });
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return startAuthentication({ optionsJSON }).catch(inOurWords);
}

const WORDS: Record<string, Parameters<typeof sayWaysIn>[1]> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'passkey.already',
  ERROR_INVALID_DOMAIN: 'passkey.wrong-address',
  ERROR_INVALID_RP_ID: 'passkey.wrong-address',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: 'passkey.cannot-verify',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'passkey.cannot-keep',
  ERROR_CEREMONY_ABORTED: 'passkey.cancelled',
};

// The browser tells a cancelled, a late and a missing passkey by one and the same error, on purpose; so do we.
function inOurWords(error: unknown): never {
  const { code = '', name } = error as { code?: string; name?: string };
  const key = WORDS[code] ?? (name === 'NotAllowedError' ? 'passkey.cancelled' : 'passkey.failed');
  throw new Problem(400, { code: 'desk/passkey', title: sayWaysIn(currentLocale(), key) });
}
