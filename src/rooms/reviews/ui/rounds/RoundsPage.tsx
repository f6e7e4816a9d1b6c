import '../reviews.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LOCALES } from '#kernel/languages.ts';
import { useAddress } from '#web/client/address.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations, withTexts } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import { roundsQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { AuthorityRegister } from './AuthorityRegister.tsx';

const PlanRoundForm = later(() => import('./PlanRoundForm.tsx').then((file) => file.PlanRoundForm));
const RegisterAuthorityForm = later(() =>
  // It suggests an entry in every language of the desk.
  withTexts(import('./RegisterAuthorityForm.tsx'), LOCALES).then((file) => file.RegisterAuthorityForm),
);

/** Review rounds by state, with the register of competent authorities (5g), and planning and registering for the policy office. */
export default function RoundsPage() {
  const t = useTranslations(translateReviewDesk);
  const [{ view }] = useAddress();
  const office = can(useSession(), 'reviews:direct');
  const authorities = view === 'authorities' || view === 'register';
  return (
    <>
      <PageHead
        title={t('rounds.title')}
        meta={t('rounds.meta')}
        help={[t('rounds.help.1'), t('rounds.help.2'), t('rounds.help.3'), t('rounds.help.4')]}
        actions={
          office && (
            <Link
              to="/rounds"
              search={{ view: authorities ? 'register' : 'plan' }}
              className={buttonClass(view === 'plan' || view === 'register' ? 'plain' : 'main')}
            >
              {t(authorities ? 'authorities.register' : 'rounds.plan')}
            </Link>
          )
        }
      />
      <Tabs
        name={t('rounds.views')}
        items={[
          { to: '/rounds', text: t('rounds.tab'), on: !authorities },
          { to: '/rounds', search: { view: 'authorities' }, text: t('authorities.tab'), on: authorities },
        ]}
      />
      <div className="below-tabs">
        {view === 'plan' && office && <PlanRoundForm />}
        {view === 'register' && office && <RegisterAuthorityForm />}
        {authorities ? <AuthorityRegister /> : <Rounds />}
      </div>
    </>
  );
}

function Rounds() {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const [{ after }, change] = useAddress();
  const rounds = useQuery(roundsQuery(after ?? null));
  const isWhole = after === undefined && rounds.data?.next === null;
  const sort = useSort<AnswerOf<'/rounds'>['items'][number]>(
    isWhole
      ? {
          title: (round) => round.title[locale],
          opened: (round) => round.openedAt,
          due: (round) => round.calendar.selfAssessmentDue,
          adoption: (round) => round.adoptedAt ?? round.calendar.adoptionPlanned,
        }
      : {},
  );
  if (rounds.error) return <ProblemNote error={rounds.error} retry={() => void rounds.refetch()} />;
  if (rounds.data === undefined) return <Skeleton />;
  const { items, next } = rounds.data;
  const day = (date: string | null) => (date === null ? <span className="muted">{t('day.none')}</span> : <DateText date={date} />);
  return (
    <DataTable
      caption={t('rounds.title')}
      rowKey={(round) => round.id}
      sort={sort}
      empty={t('rounds.empty')}
      more={next === null ? undefined : () => change({ after: next })}
      groups={ORDER.map((state) => ({ state, rows: items.filter((round) => round.state === state) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ state, rows }) => ({ key: state, head: `${t(`round-state.${state}`)} · ${rows.length}`, rows }))}
      columns={[
        {
          key: 'title',
          head: t('rounds.round'),
          cell: (round) => (
            <Link to="/rounds/$roundId" params={{ roundId: round.id }}>
              {round.title[locale]}
            </Link>
          ),
        },
        { key: 'authority', head: t('rounds.authority'), cell: (round) => round.authority?.name[locale] ?? t('rounds.no-authority') },
        {
          key: 'scope',
          head: t('rounds.clauses'),
          cell: (round) => (round.scope.length === 0 ? t('round.all-clauses') : round.scope.join(', ')),
        },
        { key: 'opened', head: t('rounds.opened'), cell: (round) => day(round.openedAt) },
        { key: 'due', head: t('rounds.self-assessment-due'), cell: (round) => day(round.calendar.selfAssessmentDue) },
        { key: 'adoption', head: t('rounds.adoption'), cell: (round) => day(round.adoptedAt ?? round.calendar.adoptionPlanned) },
      ]}
    />
  );
}

// Open rounds first, closed ones last.
const ORDER = ['open', 'planned', 'adopted', 'closed'] as const;
