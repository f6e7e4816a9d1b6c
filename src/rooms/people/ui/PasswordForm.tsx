import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/ErrorSummary.tsx';
import { useFaults } from '#web/kit/faults.ts';
import { TextField } from '#web/kit/TextField.tsx';
import { sayDesk } from '#web/texts/texts.ts';
import { accountChanged } from './account-data.ts';
import { usePeopleWords } from './people-words.ts';

const SHORTEST = 12;

/** When the password was set, and a form to change it for the present one. */
export function PasswordForm({ changedAt, tell }: { changedAt: string; tell: (words: string) => void }) {
  const { say } = usePeopleWords();
  const desk = useSay(sayDesk);
  const [open, setOpen] = useState(false);
  const form = useForm({ defaultValues: { present: '', password: '', again: '' } });
  const save = useWrite((given: { present: string; password: string }, key) => send('PUT', '/account/password', given, { key }), {
    onSuccess: async () => {
      setOpen(false);
      form.reset();
      await accountChanged();
      tell(say('ui.password-changed'));
    },
  });
  const labels = { present: say('ui.password-present'), password: say('ui.password-new'), again: desk('account.again') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  const required = desk('form.needed');
  if (!open)
    return (
      <>
        <p>
          {say('ui.password-since')} <DateText date={changedAt} />.
        </p>
        <p className="no-print">
          <Button onClick={() => setOpen(true)}>{say('ui.password-change')}</Button>
        </p>
      </>
    );
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit(({ present, password }) => save.mutate({ present, password }))}>
      <ErrorSummary faults={faults} />
      <TextField
        id="present"
        type="password"
        autoComplete="current-password"
        label={labels.present}
        error={faults.of('present')}
        {...form.register('present', { required })}
      />
      <TextField
        id="password"
        type="password"
        autoComplete="new-password"
        label={labels.password}
        hint={desk('account.password-hint')}
        error={faults.of('password')}
        {...form.register('password', { required, minLength: { value: SHORTEST, message: desk('account.too-short') } })}
      />
      <TextField
        id="again"
        type="password"
        autoComplete="new-password"
        label={labels.again}
        error={faults.of('again')}
        {...form.register('again', { required, validate: (value, all) => value === all.password || desk('account.differs') })}
      />
      <p className="form-acts">
        <Button kind="main" type="submit" waiting={save.isPending}>
          {say('ui.password-change')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('ui.leave-it')}</Button>
      </p>
    </form>
  );
}
