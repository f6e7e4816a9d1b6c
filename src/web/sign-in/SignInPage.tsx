import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { PasskeyButton } from '#rooms/people/ui/credentials/PasskeyButton.tsx';
import { SingleSignOnLinks, SingleSignOnRefusal } from '#rooms/people/ui/credentials/SingleSignOn.tsx';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { later } from '../kit/later.tsx';
import { Sending, StillWorking } from '../kit/ProgressBar.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { translateSignIn } from './texts.ts';
import { type PendingStep, useEnterDesk, useFirstStep } from './use-enter.ts';
import { useSignIn } from './use-sign-in.ts';

// The second factor includes its picture and its texts; the first page does not wait for them.
const NextStep = later(() => import('./NextStep.tsx').then((file) => file.NextStep));

const METHODS: readonly string[] = ['totp', 'recovery-code', 'passkey'];

/** Signs in step by step, then opens the page that the reader wanted. */
export function SignInPage() {
  const t = useTranslations(translateSignIn);
  const { next, step, methods } = useSearch({ strict: false });
  const first = useFirstStep(next);
  const enterDesk = useEnterDesk(next);
  const [again, setAgain] = useState(false);
  const { signIn, work } = useSignIn(first.pass);
  const labels = { email: t('sign-in.email'), password: t('sign-in.password') };
  const { faults, form } = usePlainForm({
    labels,
    problem: signIn.error,
    send: ({ email, password }) => signIn.mutate({ email: email.trim(), password }),
  });
  // Single sign-on returns here where the account also has a second factor of its own.
  if (!first.pending && step === 'second-factor' && !again) {
    const knownMethods = (methods ?? '').split(',').filter((one): one is PendingStep['methods'][number] => METHODS.includes(one));
    return <NextStep step={{ step, methods: knownMethods }} account="" next={next} startAgain={() => setAgain(true)} />;
  }
  if (first.pending) return <NextStep {...first.pending} next={next} startAgain={first.startAgain} />;
  return (
    <SignInFrame title={t('sign-in.title')} lead={t('sign-in.says')}>
      <SingleSignOnRefusal />
      <form {...form}>
        <ErrorSummary faults={faults} />
        <TextField id="email" type="email" autoComplete="username" label={labels.email} error={faults.of('email')} name="email" />
        <TextField
          id="password"
          type="password"
          autoComplete="current-password"
          label={labels.password}
          error={faults.of('password')}
          name="password"
        />
        <Button kind="main" type="submit" waiting={signIn.isPending}>
          {t('sign-in.action')}
        </Button>
        <StillWorking on={signIn.isPending}>{work !== null ? <p className="note">{t('sign-in.work')}</p> : null}</StillWorking>
        {work !== null && <Sending share={work} words={t('sign-in.working')} />}
      </form>
      <PasskeyButton onIn={enterDesk} />
      <SingleSignOnLinks next={next} />
      {document.documentElement.dataset.exercise !== undefined && <p className="muted">{t('sign-in.exercise')}</p>}
      <p className="muted">{t('sign-in.lost')}</p>
      <p>
        <a href="/">{t('sign-in.public')}</a>
      </p>
    </SignInFrame>
  );
}
