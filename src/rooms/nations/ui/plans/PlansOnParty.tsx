import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { plansQuery } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** On a nation's page, for its own people, its reviewers and headquarters: its current action plans and how far they are. */
export default function PlansOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translatePlans);
  const enabled = can(useSession(), 'nations:read-plan', partyId);
  const { data, error, refetch } = useQuery({ ...plansQuery(partyId), enabled });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (data?.party.kind !== 'nation') return null;
  const current = data.plans.filter(({ state }) => state === 'current');
  return (
    <Section title={t('title')}>
      {current.map(({ id, title, counts }) => (
        <p key={id}>
          {t('on-party.plan', { title, done: counts.done, all: counts.all })}{' '}
          {counts.overdue > 0 && <b>{t('plan.overdue', { n: counts.overdue })}</b>}
        </p>
      ))}
      {current.length === 0 && <p className="small muted">{t('on-party.none')}</p>}
      <p>
        <Link to="/plans/$partyId" params={{ partyId }}>
          {t('on-party.open')}
        </Link>
      </p>
    </Section>
  );
}
