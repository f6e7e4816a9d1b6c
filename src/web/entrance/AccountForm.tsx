import { useForm } from 'react-hook-form';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import { canUsePasskeys } from '#rooms/people/ui/ways-in/ceremony.ts';
import { sayWaysIn } from '#rooms/people/ui/ways-in/texts.ts';
import { chooseLocale, useLocale, useSay } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/ErrorSummary.tsx';
import { useFaults } from '../kit/faults.ts';
import { RadioRow } from '../kit/RadioRow.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { TextField } from '../kit/TextField.tsx';
import { sayEntrance } from './texts.ts';

/** Shortest password the server takes; length is what protects. */
const SHORTEST = 12;

export type Account = { name: string; email: string; password: string; again: string; language: Locale; way: 'password' | 'passkey' };

/** What somebody says who opens an account: name, address where asked for, language, and a password twice or the wish for a passkey. */
export function AccountForm({
  act,
  withEmail,
  name = '',
  waiting,
  problem,
  onSubmit,
}: {
  act: string;
  withEmail: boolean;
  name?: string;
  waiting: boolean;
  problem: Error | null;
  onSubmit: (account: Account) => void;
}) {
  const say = useSay(sayEntrance);
  const sayWays = useSay(sayWaysIn);
  const language = useLocale();
  const form = useForm<Account>({
    values: { name, email: '', password: '', again: '', language, way: 'password' },
    resetOptions: { keepDirtyValues: true },
  });
  const way = form.watch('way');
  const labels = {
    name: say('account.name'),
    ...(withEmail && { email: say('sign-in.email') }),
    password: say('sign-in.password'),
    again: say('account.again'),
    language: say('account.language'),
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem });
  const required = say('form.needed');
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit(onSubmit)}>
      <ErrorSummary faults={faults} />
      <TextField
        id="name"
        autoComplete="name"
        label={labels.name}
        hint={say('account.name-hint')}
        error={faults.of('name')}
        {...form.register('name', { required })}
      />
      {withEmail && (
        <TextField
          id="email"
          type="email"
          autoComplete="username"
          label={labels.email ?? ''}
          error={faults.of('email')}
          {...form.register('email', { required })}
        />
      )}
      {canUsePasskeys() && (
        <RadioRow
          id="way"
          label={sayWays('passkey.way')}
          hint={sayWays('passkey.way-hint')}
          choices={(['password', 'passkey'] as const).map((value) => ({ value, text: sayWays(`passkey.way-${value}`) }))}
          {...form.register('way')}
        />
      )}
      {way === 'password' && (
        <>
          <TextField
            id="password"
            type="password"
            autoComplete="new-password"
            label={labels.password}
            hint={say('account.password-hint')}
            error={faults.of('password')}
            {...form.register('password', {
              required,
              shouldUnregister: true,
              minLength: { value: SHORTEST, message: say('account.too-short') },
            })}
          />
          <TextField
            id="again"
            type="password"
            autoComplete="new-password"
            label={labels.again}
            error={faults.of('again')}
            {...form.register('again', {
              required,
              shouldUnregister: true,
              validate: (value, all) => value === all.password || say('account.differs'),
            })}
          />
        </>
      )}
      <SelectField
        id="language"
        label={labels.language}
        error={faults.of('language')}
        {...form.register('language', { onChange: (event: { target: { value: Locale } }) => chooseLocale(event.target.value) })}
      >
        {LOCALES.map((one) => (
          <option key={one} value={one} lang={one}>
            {say(`language.${one}`)}
          </option>
        ))}
      </SelectField>
      <Button kind="main" type="submit" waiting={waiting}>
        {act}
      </Button>
    </form>
  );
}
