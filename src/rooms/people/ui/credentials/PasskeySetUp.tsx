import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { canUsePasskeys, makePasskey } from './ceremony.ts';
import { PasskeyForm } from './PasskeyForm.tsx';
import { translateCredentials } from './texts.ts';

/** Sets up a passkey as the second factor of a pending sign-in. Renders nothing where the browser cannot create one. */
export function PasskeySetUp({ onIn }: { onIn: () => void }) {
  const t = useTranslations(translateCredentials);
  const setUp = useWrite(
    async (name: string, key) =>
      send('POST /session/passkey-set-up', { name, registration: await makePasskey(get('/session/passkey-set-up', {})) }, key),
    { onSuccess: onIn },
  );
  if (!canUsePasskeys()) return null;
  return (
    <div className="panel">
      <p>{t('passkey.instead')}</p>
      <PasskeyForm first waiting={setUp.isPending} problem={setUp.error} onSubmit={(name) => setUp.mutate(name)} />
    </div>
  );
}
