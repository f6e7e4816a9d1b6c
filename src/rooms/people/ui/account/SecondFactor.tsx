import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { usePeopleWords } from '../people-words.ts';
import { type Account, accountChanged } from './account-data.ts';
import { SignInAgain } from './SignInAgain.tsx';

const FreshRecoveryCodes = later(() => import('#web/sign-in/FreshRecoveryCodes.tsx').then((file) => file.FreshRecoveryCodes));
const TotpSetUp = later(() => import('#web/sign-in/TotpSetUp.tsx').then((file) => file.TotpSetUp));

/** One-time codes and recovery codes: set up, replace, remove. */
export function SecondFactor({ account, email, tell }: { account: Account; email: string; tell: (words: string) => void }) {
  const { t } = usePeopleWords();
  const [open, setOpen] = useState<'set-up' | 'codes' | null>(null);
  const done = async (words: string, next: typeof open = null) => {
    setOpen(next);
    await accountChanged();
    tell(words);
  };
  const setUp = useWrite((input: { secret: string; code: string }, key) => send('PUT /account/totp', input, key), {
    onSuccess: () => done(t('ui.totp-set'), account.recoveryCodes === 0 ? 'codes' : null),
  });
  const remove = useWrite((_: null, key) => send('DELETE /account/totp', {}, key), {
    onSuccess: () => done(t('ui.totp-removed')),
  });
  const isSet = account.totpSetAt !== null;
  if (open === 'codes') return <FreshRecoveryCodes account={email} continueLabel={t('ui.codes-done')} done={() => void done('')} />;
  return (
    <>
      <p>
        {isSet ? (
          <>
            {t('ui.totp-since')} <DateText date={account.totpSetAt!} />.
          </>
        ) : (
          t('ui.totp-none')
        )}
      </p>
      {account.factors.length > 0 && <p>{t('ui.codes-left', { left: account.recoveryCodes })}</p>}
      {!account.fresh && <SignInAgain />}
      {account.fresh && open === null && (
        <p className="form-actions no-print">
          <Button onClick={() => setOpen('set-up')}>{t(isSet ? 'ui.totp-replace' : 'ui.totp-set-up')}</Button>
          {account.factors.length > 0 && <Button onClick={() => setOpen('codes')}>{t('ui.codes-replace')}</Button>}
          {isSet && !account.required && (
            <Button kind="quiet" waiting={remove.isPending} onClick={() => remove.mutate(null)}>
              {t('ui.totp-remove')}
            </Button>
          )}
        </p>
      )}
      {remove.error && <ProblemNote error={remove.error} />}
      {open === 'set-up' && (
        <div className="panel">
          <TotpSetUp account={email} waiting={setUp.isPending} problem={setUp.error} onSubmit={(input) => setUp.mutate(input)} />
          <p>
            <Button kind="quiet" onClick={() => setOpen(null)}>
              {t('ui.leave-it')}
            </Button>
          </p>
        </div>
      )}
    </>
  );
}
