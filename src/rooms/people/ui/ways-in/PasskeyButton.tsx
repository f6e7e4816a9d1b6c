import { answerOf, send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import type { Stands } from '#web/entrance/use-enter.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { canUsePasskeys, provePasskey } from './ceremony.ts';
import { sayWaysIn } from './texts.ts';

/** Signs in with a passkey: of the address typed so far, or without any. Nothing where the browser has none to offer. */
export function PasskeyButton({ email = () => '', onIn }: { email?: () => string; onIn: () => void }) {
  const say = useSay(sayWaysIn);
  const enter = useWrite(
    async (address: string, key) =>
      send('POST', '/session/passkey', { assertion: await provePasskey(address) }, { key, answer: answerOf<Stands>() }),
    { onSuccess: onIn },
  );
  if (!canUsePasskeys()) return null;
  return (
    <div className="passkey-button">
      <Button waiting={enter.isPending} onClick={() => enter.mutate(email().trim())}>
        {say('passkey.sign-in')}
      </Button>
      <span role="status" className="small muted">
        {enter.isPending && say('passkey.waiting')}
      </span>
      {enter.error && <ProblemNote error={enter.error} />}
    </div>
  );
}
