import { useState } from 'react';
import { LANGUAGES, type Locale } from '#kernel/languages.ts';
import { canUsePasskeys } from '#rooms/people/ui/credentials/ceremony.ts';
import { translateCredentials } from '#rooms/people/ui/credentials/texts.ts';
import { chooseLocale, useLocale, useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { RadioRow } from '../kit/fields/RadioRow.tsx';
import { SelectField } from '../kit/fields/SelectField.tsx';
import { TextField } from '../kit/fields/TextField.tsx';
import { StillWorking } from '../kit/ProgressBar.tsx';
import { PasswordPair, usePasswordCheck } from '../password/PasswordPair.tsx';
import { translatePassword } from '../password/texts.ts';
import { translateSignIn } from './texts.ts';

export type Account = { name: string; email: string; password: string; language: Locale; way: 'password' | 'passkey' };

/** The form that opens an account: name, address where required, language, and a password typed twice or the choice of a passkey. */
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
  const t = useTranslations(translateSignIn);
  const tCredentials = useTranslations(translateCredentials);
  const language = useLocale();
  const password = useTranslations(translatePassword);
  const checkPassword = usePasswordCheck();
  const [way, setWay] = useState<Account['way']>('password');
  const labels = {
    name: t('account.name'),
    ...(withEmail && { email: t('sign-in.email') }),
    ...(way === 'password' && { password: t('sign-in.password'), again: password('again') }),
    language: t('account.language'),
  };
  const { faults, form } = usePlainForm<'name' | 'email' | 'password' | 'again' | 'language'>({
    labels: labels as Record<keyof typeof labels & string, string>,
    problem,
    check: checkPassword,
    send: ({ name, email = '', password = '' }) => onSubmit({ name, email, password, language, way }),
  });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField
        id="name"
        autoComplete="name"
        label={labels.name}
        hint={t('account.name-hint')}
        error={faults.of('name')}
        name="name"
        defaultValue={name}
      />
      {withEmail && (
        <TextField id="email" type="email" autoComplete="username" label={labels.email ?? ''} error={faults.of('email')} name="email" />
      )}
      {canUsePasskeys() && (
        <RadioRow
          id="way"
          label={tCredentials('passkey.way')}
          hint={tCredentials('passkey.way-hint')}
          choices={(['password', 'passkey'] as const).map((value) => ({ value, text: tCredentials(`passkey.way-${value}`) }))}
          name="way"
          chosen="password"
          onChange={(event) => setWay(event.target.value as Account['way'])}
        />
      )}
      {way === 'password' && <PasswordPair label={t('sign-in.password')} faults={faults} />}
      <SelectField
        id="language"
        label={labels.language}
        error={faults.of('language')}
        name="language"
        value={language}
        onChange={(event) => chooseLocale(event.target.value as Locale)}
      >
        {LANGUAGES.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button kind="main" type="submit" waiting={waiting}>
        {act}
      </Button>
      <StillWorking on={waiting && way === 'password'} />
    </form>
  );
}
