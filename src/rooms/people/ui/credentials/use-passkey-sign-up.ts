import { get, type InputOf, send } from '#web/client/api.ts';
import { currentLocale } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { makePasskey } from './ceremony.ts';
import { translateCredentials } from './texts.ts';

/** Creates an account with a one-time link and a passkey in place of a password. `about` holds what the form says of the person. */
export function usePasskeySignUp<Route extends 'POST /set-up/passkey' | 'POST /invitation/passkey'>(
  route: Route,
  token: string,
  onIn: () => void,
) {
  return useWrite(
    async (about: Omit<InputOf<Route>, 'token' | 'passkeyName' | 'registration'>, key) => {
      const registration = await makePasskey(get('/links/:token/passkey-options', { token }));
      const passkeyName = translateCredentials(currentLocale(), 'passkey.name-first');
      return send(route, { ...about, token, passkeyName, registration } as InputOf<Route>, key);
    },
    { onSuccess: onIn },
  );
}
