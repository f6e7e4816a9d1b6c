import { useSearch } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useSay } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/ErrorSummary.tsx';
import { useFaults } from '../kit/faults.ts';
import { TextField } from '../kit/TextField.tsx';
import { sayDesk } from '../texts/texts.ts';
import { Entrance } from './Entrance.tsx';
import { useEnter } from './use-enter.ts';

/** Signs in with address and password, then goes on to where the reader wanted to go. */
export function SignInPage() {
  const say = useSay(sayDesk);
  const { next } = useSearch({ strict: false });
  const enter = useEnter<{ email: string; password: string }>('/session', next);
  const form = useForm({ defaultValues: { email: '', password: '' } });
  const labels = { email: say('sign-in.email'), password: say('sign-in.password') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: enter.error });
  const required = say('form.needed');
  return (
    <Entrance title={say('sign-in.title')} says={say('sign-in.says')}>
      <form className="form" noValidate onSubmit={form.handleSubmit((values) => enter.mutate(values))}>
        <ErrorSummary faults={faults} />
        <TextField
          id="email"
          type="email"
          autoComplete="username"
          label={labels.email}
          error={faults.of('email')}
          {...form.register('email', { required })}
        />
        <TextField
          id="password"
          type="password"
          autoComplete="current-password"
          label={labels.password}
          error={faults.of('password')}
          {...form.register('password', { required })}
        />
        <Button kind="main" type="submit" waiting={enter.isPending}>
          {say('sign-in.act')}
        </Button>
      </form>
      <p className="muted">{say('sign-in.lost')}</p>
      <p>
        <a href="/">{say('sign-in.public')}</a>
      </p>
    </Entrance>
  );
}
