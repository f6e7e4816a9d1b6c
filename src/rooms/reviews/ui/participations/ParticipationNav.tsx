import { Link } from '@tanstack/react-router';
import { daggerOf } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Icon } from '#web/kit/Icon.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import type { ParticipationPlace } from '../participation-places.ts';
import { type clausesOf, placesOf, type Work } from '../participation-view.ts';
import { translateReviewDesk } from '../texts.ts';
import { clauseNumber } from '../words.ts';

/** The clauses of a participation, one open at a time, with their progress. Below them are questions, findings and comments. */
export function ParticipationNav({
  participation,
  edition,
  clauses,
  chosen,
  work,
}: {
  participation: ParticipationView;
  edition: EditionData;
  clauses: ReturnType<typeof clausesOf>;
  chosen: string | undefined;
  work: Work;
}) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { roundId, id: participationId } = { roundId: participation.round.id, id: participation.participation.id };
  const counts: Record<ParticipationPlace, number> = {
    questions: participation.questions.length,
    findings: participation.findings.filter((finding) => finding.state !== 'withdrawn').length,
    comments: participation.comments.length,
    visits: participation.visits.length,
    earlier: participation.obligations.filter((obligation) => obligation.before !== null).length,
  };
  const line = (key: string, code: string, name: string, count: string, done: boolean) => (
    <li key={key}>
      <Link
        to="/rounds/$roundId/participations/$participationId"
        params={{ roundId, participationId }}
        search={{ view: key }}
        aria-current={chosen === key ? 'page' : undefined}
        resetScroll={false}
      >
        <b>{code}</b>
        <span>{name}</span>
        <em>
          {count}
          {done && <Icon name="tick" size={14} />}
          {done && <span className="out-of-sight">{t('nav.done')}</span>}
        </em>
      </Link>
    </li>
  );
  return (
    <nav className="participation-nav no-print" aria-label={t('nav.name')}>
      <ul>
        {clauses.map(({ clause, obligations, open }) => {
          const done = work !== 'read' && open === 0;
          const count = work === 'read' ? String(obligations.length) : done ? '' : `${obligations.length - open}/${obligations.length}`;
          return line(
            clause,
            `${clauseNumber(t, clause)}${daggerOf(edition, clause)}`,
            edition.clauses.find((one) => one.id === clause)?.short[locale] ?? '',
            count,
            done,
          );
        })}
      </ul>
      <ul>{placesOf(participation).map((place) => line(place, '', t(`nav.${place}`), String(counts[place]), false))}</ul>
    </nav>
  );
}
