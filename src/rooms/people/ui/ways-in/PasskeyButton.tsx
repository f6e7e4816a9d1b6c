import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { canUsePasskeys, provePasskey } from './ceremony.ts';
import { sayWaysIn } from './texts.ts';

/** Signs in with a passkey, without an address: the passkey identifies its account. Renders nothing where the browser has no passkeys. */
export function PasskeyButton({ onIn }: { onIn: () => void }) {
  const say = useSay(sayWaysIn);
  const enter = useWrite(async (_: null, key) => send('POST /session/passkey', { assertion: await provePasskey() }, key), {
    onSuccess: onIn,
  });
  if (!canUsePasskeys()) return null;
  return (
    <div className="passkey-button">
      <Button waiting={enter.isPending} onClick={() => enter.mutate(null)}>
        {say('passkey.sign-in')}
      </Button>
      <span role="status" className="small muted">
        {enter.isPending && say('passkey.waiting')}
      </span>
      {enter.error && <ProblemNote error={enter.error} />}
    </div>
  );
}
