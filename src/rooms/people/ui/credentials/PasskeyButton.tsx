import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { canUsePasskeys, provePasskey } from './ceremony.ts';
import { translateCredentials } from './texts.ts';

/** Signs in with a passkey, without an address: the passkey identifies its account. Renders nothing where the browser has no passkeys. */
export function PasskeyButton({ onIn }: { onIn: () => void }) {
  const t = useTranslations(translateCredentials);
  const enter = useWrite(async (_: null, key) => send('POST /session/passkey', { assertion: await provePasskey() }, key), {
    onSuccess: onIn,
  });
  if (!canUsePasskeys()) return null;
  return (
    <div className="passkey-button">
      <Button waiting={enter.isPending} onClick={() => enter.mutate(null)}>
        {t('passkey.sign-in')}
      </Button>
      <span role="status" className="small muted">
        {enter.isPending && t('passkey.waiting')}
      </span>
      {enter.error && <ProblemNote error={enter.error} />}
    </div>
  );
}
