import '../reviews.css';
import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { WhoSeesLink } from '#rooms/people/ui/WhoSeesLink.tsx';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, type Session, useSession } from '#web/client/session.ts';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { PartView } from '../../views/participation-view.schema.ts';
import { clausesOf, PART_VIEWS, savedAt, type Work, workOf } from '../part-view.ts';
import { partQuery, policyQuery } from '../reviews-data.ts';
import { sayReviewDesk } from '../texts.ts';
import { useToday } from '../use-today.ts';
import { ClauseDuties } from './ClauseDuties.tsx';
import { PartNav } from './PartNav.tsx';

const CommentsPlace = later(() => import('../drafts/CommentsPlace.tsx').then((file) => file.CommentsPlace));
const EarlierPlace = later(() => import('./EarlierPlace.tsx').then((file) => file.EarlierPlace));
const FindingsPlace = later(() => import('../findings/FindingsPlace.tsx').then((file) => file.FindingsPlace));
const LabelPanel = later(() => import('#rooms/parties/ui/LabelPanel.tsx').then((file) => file.LabelPanel));
const PartProgress = later(() => import('./PartProgress.tsx').then((file) => file.PartProgress), null);
const PartSide = later(() => import('./PartSide.tsx').then((file) => file.PartSide));
const QuestionsPlace = later(() => import('../self-assessments/QuestionsPlace.tsx').then((file) => file.QuestionsPlace));
const VisitsPlace = later(() => import('../reviewers/VisitsPlace.tsx').then((file) => file.VisitsPlace));

/** One party in one round, by the role of the reader and the state of the part: return, rating, comments, follow-up. */
export default function PartPage() {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const { roundId = '', partId = '' } = useParams({ strict: false });
  const today = useToday();
  const [failed, setFailed] = useState(false);
  const part = useQuery(partQuery(partId));
  const policy = useQuery(policyQuery);
  const error = part.error ?? policy.error;
  const [view, edition] = [part.data, policy.data];
  const work = view === undefined ? 'read' : workOf(view, today);
  const title = view === undefined ? t('part.title') : `${view.round.title[locale]}, ${view.part.party.name[locale]}`;
  return (
    <>
      <PageHead
        title={title}
        path={
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {view?.round.title[locale] ?? t('rounds.round')}
          </Link>
        }
        meta={view === undefined ? '\u00a0' : <PartMeta part={view} work={work} />}
        guides
        help={[t('part.help.1'), t('part.help.2'), t('part.help.3'), t('part.help.4'), t('part.help.5')]}
        actions={
          view && (
            <>
              {work === 'answer' && <Saved part={view} failed={failed} />}
              <WhoSeesLink kind="part" id={partId} partyId={view.part.party.id} />
            </>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void part.refetch()} />}
      {!error && !(view && edition) && <Skeleton rows={12} />}
      {view && edition && <PartBody key={view.part.id} part={view} edition={edition} work={work} today={today} onFail={setFailed} />}
    </>
  );
}

function PartBody(props: { part: PartView; edition: EditionData; work: Work; today: string; onFail: (failed: boolean) => void }) {
  const { part, edition, work } = props;
  const session = useSession();
  const queries = useQueryClient();
  const [search] = useAddress();
  const clauses = clausesOf(part.duties, work);
  const place = PART_VIEWS.find((one) => one === search.view);
  // Where nobody has chosen, the clause that waited first when the page was opened: it must not change under somebody who answers.
  const [start] = useState(() => clauses.find(({ open }) => open > 0)?.clause ?? clauses[0]?.clause);
  const chosen = clauses.find(({ clause }) => clause === search.view) ?? clauses.find(({ clause }) => clause === start);
  return (
    <>
      <LabelPanel
        of={{ ...part, path: `/participations/${part.part.id}`, partyId: part.part.party.id }}
        {...mayLabel(part, session)}
        changed={() => queries.invalidateQueries()}
      />
      {work !== 'read' && <PartProgress duties={part.duties} work={work} />}
      <div className="part-columns">
        <PartNav part={part} edition={edition} clauses={clauses} chosen={place ?? chosen?.clause} work={work} />
        <div className="part-main">
          {place === 'questions' && <QuestionsPlace part={part} edition={edition} />}
          {place === 'visits' && <VisitsPlace part={part} />}
          {place === 'earlier' && <EarlierPlace part={part} edition={edition} />}
          {place === 'findings' && <FindingsPlace part={part} edition={edition} />}
          {place === 'comments' && <CommentsPlace part={part} edition={edition} />}
          {place === undefined && chosen && <ClauseDuties {...props} clause={chosen.clause} duties={chosen.duties} />}
        </div>
        <PartSide part={part} work={work} edition={edition} clause={place === undefined ? chosen?.clause : undefined} />
      </div>
    </>
  );
}

// What the page offers; the server decides.
function mayLabel(part: PartView, session: Session): { mayChange: boolean; mayRelease: boolean } {
  const office = holds(session, ['policy-office']);
  const roles = ['focal-point', 'commander', 'contracting-officer', 'reviewer'] as const;
  return { mayChange: office || holds(session, roles, part.part.party.id), mayRelease: office };
}

function PartMeta({ part, work }: { part: PartView; work: Work }) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const state = t(`state.${part.part.state}`);
  if (work !== 'answer' && part.part.state === 'overdue') return <>{t('part.late', { day: formatDay(locale, part.part.returnDue) })}</>;
  if (work !== 'answer') return <>{t('part.state-since', { state, day: formatDay(locale, part.part.since.slice(0, 10)) })}</>;
  const due = part.part.voluntary ? t('part.no-day') : t('part.due', { day: formatDay(locale, part.part.returnDue) });
  return <>{`${due} ${t('part.only-you', { party: part.part.party.name[locale] })}`}</>;
}

/** The saved state is a place: it says when the last answer was stored, or that one was not. */
function Saved({ part, failed }: { part: PartView; failed: boolean }) {
  const t = useSay(sayReviewDesk);
  const saving = useIsMutating() > 0;
  const at = savedAt(part.duties);
  const words = saving
    ? t('saved.now')
    : failed
      ? t('saved.not')
      : at === null
        ? t('saved.never')
        : t('saved.at', { time: at.slice(11, 16) });
  return (
    <span className={failed && !saving ? 'saved is-failed' : 'saved'} role="status">
      {!saving && !failed && at !== null && <Icon name="tick" size={14} />}
      {words}
    </span>
  );
}
