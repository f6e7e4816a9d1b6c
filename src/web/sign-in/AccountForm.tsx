import { type ReactNode, useState } from 'react';
import { LANGUAGES, type Locale } from '#kernel/languages.ts';
import { canUsePasskeys } from '#rooms/people/ui/credentials/ceremony.ts';
import { translateCredentials } from '#rooms/people/ui/credentials/texts.ts';
import { chooseLocale, useLocale, useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { FieldRows, labelsOf, visibleFields } from '../kit/fields/FieldRows.tsx';
import type { FieldTable, TextKey } from '../kit/fields/field-table.ts';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { RadioRow } from '../kit/fields/RadioRow.tsx';
import { SelectField } from '../kit/fields/SelectField.tsx';
import { StillWorking } from '../kit/ProgressBar.tsx';
import { PasswordPair, usePasswordCheck } from '../password/PasswordPair.tsx';
import { translatePassword } from '../password/texts.ts';
import { translateSignIn } from './texts.ts';

export type Account = { name: string; email: string; password: string; language: Locale; credential: 'password' | 'passkey' };

type Name = 'name' | 'email' | 'credential' | 'password' | 'language';
type Facts = {
  tCredentials: (key: TextKey<typeof translateCredentials>) => string;
  withEmail: boolean;
  name: string;
  credential: Account['credential'];
  setCredential: (credential: Account['credential']) => void;
  language: Locale;
  pair?: ReactNode;
};

const FIELDS: FieldTable<Name, TextKey<typeof translateSignIn>, Facts> = [
  {
    ...{ name: 'name', kind: 'line', label: 'account.name', hint: 'account.name-hint' },
    attributes: ({ name }) => ({ autoComplete: 'name', defaultValue: name }),
  },
  {
    ...{ name: 'email', kind: 'line', label: 'sign-in.email', attributes: { type: 'email', autoComplete: 'username' } },
    when: ({ withEmail }) => withEmail,
  },
  {
    ...{ name: 'credential', kind: 'own', label: 'sign-in.password' },
    when: canUsePasskeys,
    draw: ({ id }, { tCredentials, setCredential }) => (
      <RadioRow
        id={id}
        label={tCredentials('passkey.kind')}
        hint={tCredentials('passkey.kind-hint')}
        choices={(['password', 'passkey'] as const).map((value) => ({ value, text: tCredentials(`passkey.kind-${value}`) }))}
        name={id}
        chosen="password"
        onChange={(event) => setCredential(event.target.value as Account['credential'])}
      />
    ),
  },
  {
    name: 'password',
    kind: 'own',
    label: 'sign-in.password',
    when: ({ credential }) => credential === 'password',
    draw: (_, { pair }) => pair,
  },
  {
    ...{ name: 'language', kind: 'own', label: 'account.language' },
    draw: (field, { language }) => (
      <SelectField {...field} name={field.id} value={language} onChange={(event) => void chooseLocale(event.target.value as Locale)}>
        {LANGUAGES.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </SelectField>
    ),
  },
];

/** The form that opens an account: name, address where required, language, and a password typed twice or the choice of a passkey. */
export function AccountForm({
  submitLabel,
  withEmail,
  name = '',
  waiting,
  problem,
  onSubmit,
}: {
  submitLabel: string;
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
  const [credential, setCredential] = useState<Account['credential']>('password');
  const facts: Facts = { tCredentials, withEmail, name, credential, setCredential, language };
  const visible = visibleFields(FIELDS, facts);
  const labels = { ...labelsOf(visible, t), ...(credential === 'password' && { again: password('again') }) } as Record<
    Name | 'again',
    string
  >;
  const { faults, form } = usePlainForm({
    labels,
    problem,
    check: checkPassword,
    send: ({ name, email = '', password = '' }) => onSubmit({ name, email, password, language, credential }),
  });
  facts.pair = <PasswordPair label={t('sign-in.password')} faults={faults} />;
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <FieldRows fields={visible} t={t} facts={facts} faults={faults} wire={({ name }) => ({ name })} />
      <Button kind="main" type="submit" waiting={waiting}>
        {submitLabel}
      </Button>
      <StillWorking on={waiting && credential === 'password'} />
    </form>
  );
}
