import { offers } from '#kernel/machine.ts';
import '../reviews.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { z } from 'zod';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { RoundView } from '../../rounds/round.schema.ts';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { policyQuery, roundQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { useToday } from '../use-today.ts';
import { CalendarStrip } from './CalendarStrip.tsx';

const ParticipationTable = later(() => import('./ParticipationTable.tsx').then((file) => file.ParticipationTable));
const Reports = later(() => import('../reports/Reports.tsx').then((file) => file.Reports), null);
const RoundSide = later(() => import('./RoundSide.tsx').then((file) => file.RoundSide));
const RoundMore = later(() => import('./RoundMore.tsx').then((file) => file.RoundMore));

// Loaded only where there is something to show.
const hasMore = ({ draw, forms, publishedAt, actions }: z.infer<typeof RoundPageView>) =>
  draw !== null ||
  forms.length > 0 ||
  publishedAt !== null ||
  (['invite', 'draw', 'publish'] as const).some((action) => offers(actions, action));

/** A round: the state of each party, what is late, the next step, and the commands of the policy office. */
export default function RoundPage() {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { roundId = '' } = useParams({ strict: false });
  const today = useToday();
  const session = useSession();
  const query = useQuery(roundQuery(roundId));
  const data = query.data;
  return (
    <>
      <PageHead
        title={data?.round.title[locale] ?? t('rounds.round')}
        path={<Link to="/rounds">{t('rounds.title')}</Link>}
        meta={data === undefined ? '\u00a0' : <RoundMeta round={data.round} parties={data.participations.length} />}
        help={[t('round.help.1'), t('round.help.2'), t('round.help.3'), t('round.help.4')]}
        actions={
          data &&
          (data.participations.length > 0 || data.actions.length > 0) && (
            <Reports roundId={roundId} adopted={data.round.adoptedAt !== null} locale={locale} />
          )
        }
      />
      {query.error && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={12} />}
      {data && (
        <>
          <CalendarStrip round={data.round} today={today} />
          <div className="round-columns">
            <div>
              {data.participations.length === 0 ? (
                <Empty>{t(data.round.state === 'planned' ? 'round.nobody-yet' : 'round.nobody')}</Empty>
              ) : (
                <ParticipationTable round={data.round} participations={data.participations} today={today} />
              )}
              {hasMore(data) && <RoundMore page={data} directs={can(session, 'reviews:direct')} />}
            </div>
            <RoundSide page={data} today={today} />
          </div>
        </>
      )}
    </>
  );
}

function RoundMeta({ round, parties }: { round: RoundView; parties: number }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const policy = useQuery(policyQuery);
  const edition = policy.data?.id === round.editionId ? policy.data : undefined;
  const words = [
    round.scope.length === 0 ? t('round.all-clauses') : t('round.clauses', { list: round.scope.join(', ') }),
    edition ? t('round.policy-of', { day: formatDay(locale, edition.adopted) }) : round.editionId,
    round.authority ? t('round.part-of', { authority: round.authority.name[locale] }) : t('rounds.no-authority'),
    ...(!round.ratings
      ? [t('round.findings-only')]
      : round.calendar.cutOff === null
        ? []
        : [t('round.cut-off', { day: formatDay(locale, round.calendar.cutOff) })]),
    ...(parties > 0 ? [t('round.parties', { n: parties })] : []),
  ];
  return <>{words.join(' · ')}</>;
}
