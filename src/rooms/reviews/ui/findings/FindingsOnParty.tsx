import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { daggerOf } from '#rooms/policy/obligation-number.rules.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { openFindingsQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { clauseNumber } from '../words.ts';
import '../reviews.css';

/** On a party's page: its unsettled findings with grade, owner and due date. */
export default function FindingsOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateReviewDesk);
  const session = useSession();
  const found = useQuery({
    ...openFindingsQuery(partyId),
    enabled: can(session, 'reviews:read-party', partyId),
  });
  const edition = useQuery(editionQuery);
  if (!found.isEnabled || found.isLoading) return null;
  const { findings = [], closedThisYear = 0 } = found.data ?? {};
  return (
    <Section title={t('on-party.title')} side={t('on-party.count', { open: findings.length, closed: closedThisYear })}>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && findings.length === 0 && <p className="muted">{t('on-party.none')}</p>}
      <ul className="side-list">
        {findings.map((finding) => (
          <li key={finding.id}>
            <Link
              to="/rounds/$roundId/participations/$participationId"
              params={{ roundId: finding.roundId, participationId: finding.participationId }}
              search={{ view: 'findings' }}
              hash={finding.id}
            >
              {finding.title}
            </Link>
            <small>
              <b>{t(`grade.${finding.grade}`)}</b> ·{' '}
              {finding.clauses.map((id) => `${clauseNumber(t, id)}${daggerOf(edition.data ?? {}, id)}`).join(', ')} ·{' '}
              <span className={finding.late ? 'is-late' : undefined}>
                {t('finding.due-by')} <DateText date={finding.due} />
              </span>{' '}
              · {finding.owner}
              {finding.reported && ` · ${t('finding-state.reported')}`}
              <LabelBeside label={finding.label} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
