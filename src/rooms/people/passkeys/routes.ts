import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { addPasskey, setUpPasskeyAtSignIn } from './add-passkey.command.ts';
import { listPasskeys, optionsAtSignIn, optionsToAdd, optionsToSignIn, optionsToSignUp } from './passkeys.query.ts';
import { removePasskey } from './remove-passkey.command.ts';
import { signInByPasskey } from './sign-in-by-passkey.command.ts';
import { acceptByPasskey, setUpByPasskey } from './sign-up-by-passkey.command.ts';

export const passkeyRoutes: Route[] = [
  queryRoute({ url: '/desk/api/passkeys', query: listPasskeys }),
  queryRoute({ url: '/desk/api/passkeys/options', query: optionsToAdd }),
  commandRoute({ url: '/desk/api/passkeys', command: addPasskey }),
  commandRoute({ method: 'DELETE', url: '/desk/api/passkeys/:passkeyId', command: removePasskey }),
  // A read by POST: each answer is a new challenge, and browsers must not prefetch one.
  fileRoute({
    method: 'POST',
    url: '/desk/api/session/passkey-options',
    permission: 'public',
    bodyType: 'json',
    maxBytes: 4 * 1024,
    summary: 'people/passkey-options-to-sign-in',
    json: optionsToSignIn,
    handle: (platform, { token }) => runQuery(platform, optionsToSignIn, { token: null, input: { attemptToken: token ?? '' } }),
  }),
  commandRoute({ url: '/desk/api/session/passkey', command: signInByPasskey, session: 'opens' }),
  queryRoute({ url: '/desk/api/session/passkey-set-up', query: optionsAtSignIn }),
  commandRoute({ url: '/desk/api/session/passkey-set-up', command: setUpPasskeyAtSignIn, session: 'opens' }),
  queryRoute({ url: '/desk/api/links/:token/passkey-options', query: optionsToSignUp }),
  commandRoute({ url: '/desk/api/set-up/passkey', command: setUpByPasskey, session: 'opens' }),
  commandRoute({ url: '/desk/api/invitation/passkey', command: acceptByPasskey, session: 'opens' }),
];
