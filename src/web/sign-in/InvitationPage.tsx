import { useNavigate, useParams } from '@tanstack/react-router';
import { usePasskeySignUp } from '#rooms/people/ui/credentials/use-passkey-sign-up.ts';
import { useTranslations } from '../client/language.ts';
import { later } from '../kit/later.tsx';
import { type Account, AccountForm } from './AccountForm.tsx';
import { LinkGate } from './LinkGate.tsx';
import { translateSignIn } from './texts.ts';
import { useEnterDesk, useFirstStep, useStep } from './use-enter.ts';

// The second factor includes its picture and its texts; the first page does not wait for them.
const NextStep = later(() => import('./NextStep.tsx').then((file) => file.NextStep));

type Given = Omit<Account, 'credential'> & { token: string };

/** An invited person chooses a password with their one-time link, then a second factor. */
export function InvitationPage() {
  const t = useTranslations(translateSignIn);
  const { token } = useParams({ from: '/invitation/$token' });
  const navigate = useNavigate();
  const first = useFirstStep();
  const enter = useStep('POST /invitation', first.pass, ({ email: _, ...body }: Given) => body);
  const byPasskey = usePasskeySignUp('POST /invitation/passkey', token, useEnterDesk());
  if (first.pending) return <NextStep {...first.pending} startAgain={() => void navigate({ to: '/sign-in', search: {} })} />;
  return (
    <LinkGate token={token} purpose="invitation" title={t('invitation.title')} lead={t('invitation.says')}>
      {(link) => (
        <>
          {link.email && <p>{t('invitation.for', { email: link.email })}</p>}
          <AccountForm
            submitLabel={t('invitation.action')}
            withEmail={false}
            name={link.name ?? ''}
            waiting={enter.isPending || byPasskey.isPending}
            problem={enter.error ?? byPasskey.error}
            onSubmit={({ email: _, credential, password, ...about }) =>
              credential === 'passkey' ? byPasskey.mutate(about) : enter.mutate({ token, password, ...about, email: link.email ?? '' })
            }
          />
        </>
      )}
    </LinkGate>
  );
}
