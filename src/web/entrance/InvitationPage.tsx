import { useParams } from '@tanstack/react-router';
import { useSay } from '../client/language.ts';
import { sayDesk } from '../texts/texts.ts';
import { type Account, AccountForm } from './AccountForm.tsx';
import { LinkGate } from './LinkGate.tsx';
import { useEnter } from './use-enter.ts';

/** Somebody invited chooses a password with their one-time link. */
export function InvitationPage() {
  const say = useSay(sayDesk);
  const { token } = useParams({ from: '/invitation/$token' });
  const enter = useEnter<Omit<Account, 'again' | 'email'> & { token: string }>('/invitation');
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
            onSubmit={({ again: _, email: __, ...account }) => enter.mutate({ token, ...account })}
          />
        </>
      )}
    </LinkGate>
  );
}
