import { useNavigate, useParams } from '@tanstack/react-router';
import { useSay } from '../client/language.ts';
import { sayDesk } from '../texts/texts.ts';
import { type Account, AccountForm } from './AccountForm.tsx';
import { LinkGate } from './LinkGate.tsx';
import { NextStep } from './NextStep.tsx';
import { useFirstStep, useStep } from './use-enter.ts';

/** The first person of an installation signs up with the one-time link, then sets up a second factor. */
export function SetUpPage() {
  const say = useSay(sayDesk);
  const { token } = useParams({ from: '/set-up/$token' });
  const navigate = useNavigate();
  const first = useFirstStep();
  const enter = useStep<Omit<Account, 'again'> & { token: string }>('/set-up', first.pass);
  if (first.stands) return <NextStep {...first.stands} startAgain={() => void navigate({ to: '/sign-in', search: {} })} />;
  return (
    <LinkGate token={token} purpose="set-up" title={say('set-up.title')} says={say('set-up.says')}>
      {() => (
        <AccountForm
          act={say('set-up.act')}
          withEmail
          waiting={enter.isPending}
          problem={enter.error}
          onSubmit={({ again: _, ...account }) => enter.mutate({ token, ...account })}
        />
      )}
    </LinkGate>
  );
}
