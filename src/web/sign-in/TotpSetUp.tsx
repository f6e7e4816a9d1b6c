import { useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { QrCode } from './QrCode.tsx';
import { translateSignIn } from './texts.ts';
import { appAddress, inGroups, newSecret } from './totp-secret.rules.ts';

/** Shows a new secret as a QR code and in groups of four, and asks for the code that an authenticator app makes from it. */
export function TotpSetUp({
  account,
  waiting,
  problem,
  onSubmit,
}: {
  account: string;
  waiting: boolean;
  problem: Error | null;
  onSubmit: (values: { secret: string; code: string }) => void;
}) {
  const t = useTranslations(translateSignIn);
  // Made in the browser and sent once, with its first code; reloading the page makes another.
  const [secret] = useState(newSecret);
  const labels = { code: t('second.code') };
  const { faults, form } = usePlainForm({ labels, problem, send: ({ code }) => onSubmit({ secret, code }) });
  return (
    <form {...form} className="form totp-set-up">
      <ErrorSummary faults={faults} />
      <ol className="steps">
        <li>{t('second.step-app')}</li>
        <li>
          <p>{t('second.step-scan')}</p>
          <QrCode text={appAddress(secret, account)} name={t('second.picture')} />
          <p>{t('second.step-type')}</p>
          <p className="secret">
            <bdi dir="ltr">{inGroups(secret)}</bdi>
          </p>
          <p>
            <a href={appAddress(secret, account)}>{t('second.open-app')}</a>
          </p>
        </li>
        <li>{t('second.step-code')}</li>
      </ol>
      <TextField
        id="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        spellCheck={false}
        label={labels.code}
        hint={t('second.code-hint')}
        error={faults.of('code')}
        name="code"
      />
      <Button kind="main" type="submit" waiting={waiting}>
        {t('second.set-up-action')}
      </Button>
    </form>
  );
}
