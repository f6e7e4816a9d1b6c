import { answerOf, send } from '#web/client/api.ts';
import { currentLocale } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import type { Stands } from '#web/entrance/use-enter.ts';
import { makePasskey } from './ceremony.ts';
import { sayWaysIn } from './texts.ts';

/** Opens an account with a one-time link and a passkey in place of a password: `about` is what the form says of the person. */
export function usePasskeySignUp(path: '/set-up/passkey' | '/invitation/passkey', token: string, onIn: () => void) {
  return useWrite(
    async (about: Record<string, string>, key) => {
      const registration = await makePasskey(`/links/${encodeURIComponent(token)}/passkey-options`);
      const body = { ...about, token, passkeyName: sayWaysIn(currentLocale(), 'passkey.name-first'), registration };
      return send('POST', path, body, { key, answer: answerOf<Stands>() });
    },
    { onSuccess: onIn },
  );
}
