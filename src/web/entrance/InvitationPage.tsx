import { useNavigate, useParams } from '@tanstack/react-router';
import { useSay } from '../client/language.ts';
import { sayDesk } from '../texts/texts.ts';
import { type Account, AccountForm } from './AccountForm.tsx';
import { LinkGate } from './LinkGate.tsx';
import { NextStep } from './NextStep.tsx';
import { useFirstStep, useStep } from './use-enter.ts';

type Given = Omit<Account, 'again'> & { token: string };

/** Somebody invited chooses a password with their one-time link, then a second factor. */
export function InvitationPage() {
  const say = useSay(sayDesk);
  const { token } = useParams({ from: '/invitation/$token' });
  const navigate = useNavigate();
  const first = useFirstStep();
  const enter = useStep<Given>('/invitation', first.pass, ({ email: _, ...body }) => body);
  if (first.stands) return <NextStep {...first.stands} startAgain={() => void navigate({ to: '/sign-in', search: {} })} />;
  return (
    <LinkGate token={token} purpose="invitation" title={say('invitation.title')} says={say('invitation.says')}>
      {(link) => (
        <>
          {link.email && <p>{say('invitation.for', { email: link.email })}</p>}
          <AccountForm
            act={say('invitation.act')}
            withEmail={false}
            name={link.name ?? ''}
            waiting={enter.isPending}
            problem={enter.error}
            onSubmit={({ again: _, ...account }) => enter.mutate({ token, ...account, email: link.email ?? '' })}
          />
        </>
      )}
    </LinkGate>
  );
}
