import { useNavigate, useParams } from '@tanstack/react-router';
import { usePasskeySignUp } from '#rooms/people/ui/credentials/use-passkey-sign-up.ts';
import { useTranslations } from '../client/language.ts';
import { later } from '../kit/later.tsx';
import { AccountForm } from './AccountForm.tsx';
import { LinkGate } from './LinkGate.tsx';
import { translateSignIn } from './texts.ts';
import { useEnterDesk, useFirstStep, useStep } from './use-enter.ts';

// The second factor includes its picture and its texts; the first page does not wait for them.
const NextStep = later(() => import('./NextStep.tsx').then((file) => file.NextStep));

/** The first person of an installation signs up with the one-time link, then sets up a second factor. */
export function SetUpPage() {
  const t = useTranslations(translateSignIn);
  const { token } = useParams({ from: '/set-up/$token' });
  const navigate = useNavigate();
  const first = useFirstStep();
  const enter = useStep('POST /set-up', first.pass);
  const byPasskey = usePasskeySignUp('POST /set-up/passkey', token, useEnterDesk());
  if (first.pending) return <NextStep {...first.pending} startAgain={() => void navigate({ to: '/sign-in', search: {} })} />;
  return (
    <LinkGate token={token} purpose="set-up" title={t('set-up.title')} lead={t('set-up.says')}>
      {() => (
        <AccountForm
          submitLabel={t('set-up.action')}
          withEmail
          waiting={enter.isPending || byPasskey.isPending}
          problem={enter.error ?? byPasskey.error}
          onSubmit={({ credential, password, ...about }) =>
            credential === 'passkey' ? byPasskey.mutate(about) : enter.mutate({ token, password, ...about })
          }
        />
      )}
    </LinkGate>
  );
}
