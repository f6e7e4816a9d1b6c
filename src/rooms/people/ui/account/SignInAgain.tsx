import { useNavigate } from '@tanstack/react-router';
import { send } from '#web/client/api.ts';
import { queryClient } from '#web/client/query-client.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { useKeptFirst } from '#web/sign-out/use-kept-first.tsx';
import { usePeopleWords } from '../people-words.ts';

/** A second factor can be changed only soon after signing in. This link leads to sign-in and back to the account. */
export function SignInAgain() {
  const { t } = usePeopleWords();
  const navigate = useNavigate();
  const leave = useWrite((_: null, key) => send('DELETE /session', {}, key), {
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: { next: '/desk/account' } });
      queryClient.clear();
    },
  });
  const { ask, note } = useKeptFirst(() => leave.mutate(null));
  return (
    <div className="note no-print">
      <p>{t('ui.not-fresh')}</p>
      <Button waiting={leave.isPending} onClick={() => void ask()}>
        {t('ui.sign-in-again')}
      </Button>
      {note}
      {leave.error && <ProblemNote error={leave.error} />}
    </div>
  );
}
