import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StillWorking } from '#web/kit/ProgressBar.tsx';
import { PasswordPair, usePasswordCheck } from '#web/password/PasswordPair.tsx';
import { translatePassword } from '#web/password/texts.ts';
import { usePeopleWords } from '../people-words.ts';
import { accountChanged } from './account-data.ts';

/** When the password was set, and a form that changes it after asking for the present one. */
export function PasswordForm({ changedAt, tell }: { changedAt: string; tell: (words: string) => void }) {
  const { t } = usePeopleWords();
  const choose = useTranslations(translatePassword);
  const [open, setOpen] = useState(false);
  const check = usePasswordCheck();
  const save = useWrite((input: { present: string; password: string }, key) => send('PUT /account/password', input, key), {
    onSuccess: async () => {
      setOpen(false);
      await accountChanged();
      tell(t('ui.password-changed'));
    },
  });
  const labels = { present: t('ui.password-present'), password: t('ui.password-new'), again: choose('again') };
  const { faults, form } = usePlainForm({
    labels,
    problem: save.error,
    check,
    send: ({ present, password }) => save.mutate({ present, password }),
  });
  if (!open)
    return (
      <>
        <p>
          {t('ui.password-since')} <DateText date={changedAt} />.
        </p>
        <p className="no-print">
          <Button onClick={() => setOpen(true)}>{t('ui.password-change')}</Button>
        </p>
      </>
    );
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField
        id="present"
        type="password"
        autoComplete="current-password"
        label={labels.present}
        error={faults.of('present')}
        name="present"
      />
      <PasswordPair label={labels.password} faults={faults} />
      <p className="form-actions">
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('ui.password-change')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('ui.leave-it')}</Button>
      </p>
      <StillWorking on={save.isPending} />
    </form>
  );
}
