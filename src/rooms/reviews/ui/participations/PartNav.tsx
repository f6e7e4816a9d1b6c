import { Link } from '@tanstack/react-router';
import { mark } from '#rooms/policy/duty-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Icon } from '#web/kit/Icon.tsx';
import type { PartView } from '../../views/participation-view.schema.ts';
import { type clausesOf, type PartPlace, placesOf, type Work } from '../part-view.ts';
import { sayReviewDesk } from '../texts.ts';
import { clauseNumber } from '../words.ts';

/** The clauses of a part, one open at a time, with what is done; below them questions, findings and comments. */
export function PartNav({
  part,
  edition,
  clauses,
  chosen,
  work,
}: {
  part: PartView;
  edition: EditionData;
  clauses: ReturnType<typeof clausesOf>;
  chosen: string | undefined;
  work: Work;
}) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const { roundId, id: partId } = { roundId: part.round.id, id: part.part.id };
  const counts: Record<PartPlace, number> = {
    questions: part.questions.length,
    findings: part.findings.filter((finding) => finding.state !== 'withdrawn').length,
    comments: part.comments.length,
    visits: part.visits.length,
    earlier: part.duties.filter((duty) => duty.before !== null).length,
  };
  const line = (key: string, code: string, name: string, count: string, done: boolean) => (
    <li key={key}>
      <Link
        to="/rounds/$roundId/parts/$partId"
        params={{ roundId, partId }}
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
    <nav className="part-nav no-print" aria-label={t('nav.name')}>
      <ul>
        {clauses.map(({ clause, duties, open }) => {
          const done = work !== 'read' && open === 0;
          const count = work === 'read' ? String(duties.length) : done ? '' : `${duties.length - open}/${duties.length}`;
          return line(
            clause,
            `${clauseNumber(t, clause)}${mark(edition, clause)}`,
            edition.clauses.find((one) => one.id === clause)?.short[locale] ?? '',
            count,
            done,
          );
        })}
      </ul>
      <ul>{placesOf(part).map((place) => line(place, '', t(`nav.${place}`), String(counts[place]), false))}</ul>
    </nav>
  );
}
