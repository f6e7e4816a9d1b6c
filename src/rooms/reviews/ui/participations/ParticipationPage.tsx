import '../reviews.css';
import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { WhoSeesLink } from '#rooms/people/ui/access/WhoSeesLink.tsx';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, type Session, useSession } from '#web/client/session.ts';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { PARTICIPATION_VIEWS } from '../participation-places.ts';
import { clausesOf, savedAt, type Work, workOf } from '../participation-view.ts';
import { participationQuery, policyQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { ClauseObligations } from './ClauseObligations.tsx';
import { ParticipationNav } from './ParticipationNav.tsx';

const CommentsPlace = later(() => import('../drafts/CommentsPlace.tsx').then((file) => file.CommentsPlace));
const EarlierPlace = later(() => import('./EarlierPlace.tsx').then((file) => file.EarlierPlace));
const FindingsPlace = later(() => import('../findings/FindingsPlace.tsx').then((file) => file.FindingsPlace));
const LabelPanel = later(() => import('#rooms/parties/ui/LabelPanel.tsx').then((file) => file.LabelPanel));
const ParticipationProgress = later(() => import('./ParticipationProgress.tsx').then((file) => file.ParticipationProgress), null);
const ParticipationSide = later(() => import('./ParticipationSide.tsx').then((file) => file.ParticipationSide));
const QuestionsPlace = later(() => import('../self-assessments/QuestionsPlace.tsx').then((file) => file.QuestionsPlace));
const VisitsPlace = later(() => import('../reviewers/VisitsPlace.tsx').then((file) => file.VisitsPlace));

/** One party in one round. The reader's role and the participation's state decide what it shows: self-assessment, rating, comments or follow-up. */
export default function ParticipationPage() {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { roundId = '', participationId = '' } = useParams({ strict: false });
  const [failed, setFailed] = useState(false);
  const participation = useQuery(participationQuery(participationId));
  const policy = useQuery(policyQuery);
  const error = participation.error ?? policy.error;
  const [view, edition] = [participation.data, policy.data];
  const work = view === undefined ? 'read' : workOf(view);
  const title = view === undefined ? t('participation.title') : `${view.round.title[locale]}, ${view.participation.party.name[locale]}`;
  return (
    <>
      <PageHead
        title={title}
        path={
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {view?.round.title[locale] ?? t('rounds.round')}
          </Link>
        }
        meta={
          view === undefined ? (
            '\u00a0'
          ) : (
            <>
              <ParticipationMeta participation={view} work={work} />
              {!view.round.ratings && ` · ${t('round.findings-only')}`}
            </>
          )
        }
        help={[
          t('participation.help.1'),
          t('participation.help.2'),
          t('participation.help.3'),
          t('participation.help.4'),
          t('participation.help.5'),
        ]}
        actions={
          view && (
            <>
              {work === 'answer' && <Saved participation={view} failed={failed} />}
              <WhoSeesLink kind="participation" id={participationId} partyId={view.participation.party.id} />
            </>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void participation.refetch()} />}
      {!error && !(view && edition) && <Skeleton rows={12} />}
      {view && edition && (
        <ParticipationBody key={view.participation.id} participation={view} edition={edition} work={work} onFail={setFailed} />
      )}
    </>
  );
}

function ParticipationBody(props: {
  participation: ParticipationView;
  edition: EditionData;
  work: Work;
  onFail: (failed: boolean) => void;
}) {
  const { participation, edition, work } = props;
  const session = useSession();
  const queries = useQueryClient();
  const [search] = useAddress();
  const clauses = clausesOf(participation.obligations, work);
  const place = PARTICIPATION_VIEWS.find((one) => one === search.view);
  // Default: the first clause that was open when the page loaded. It must not change while the reader answers.
  const [start] = useState(() => clauses.find(({ open }) => open > 0)?.clause ?? clauses[0]?.clause);
  const chosen = clauses.find(({ clause }) => clause === search.view) ?? clauses.find(({ clause }) => clause === start);
  return (
    <>
      <LabelPanel
        of={{ ...participation, partyId: participation.participation.party.id }}
        change={(wanted, key) =>
          send('PUT /participations/:participationId/label', { participationId: participation.participation.id, ...wanted }, key)
        }
        release={(wanted, key) =>
          send('POST /participations/:participationId/label-release', { participationId: participation.participation.id, ...wanted }, key)
        }
        {...mayLabel(participation, session)}
        changed={() => queries.invalidateQueries()}
      />
      {work !== 'read' && <ParticipationProgress obligations={participation.obligations} work={work} />}
      <div className="participation-columns">
        <ParticipationNav participation={participation} edition={edition} clauses={clauses} chosen={place ?? chosen?.clause} work={work} />
        <div className="participation-main">
          {place === 'questions' && <QuestionsPlace participation={participation} edition={edition} />}
          {place === 'visits' && <VisitsPlace participation={participation} />}
          {place === 'earlier' && <EarlierPlace participation={participation} edition={edition} />}
          {place === 'findings' && <FindingsPlace participation={participation} edition={edition} />}
          {place === 'comments' && <CommentsPlace participation={participation} edition={edition} />}
          {place === undefined && chosen && <ClauseObligations {...props} clause={chosen.clause} obligations={chosen.obligations} />}
        </div>
        <ParticipationSide
          participation={participation}
          work={work}
          edition={edition}
          clause={place === undefined ? chosen?.clause : undefined}
        />
      </div>
    </>
  );
}

// Decides only what the page offers; the server enforces it.
function mayLabel(participation: ParticipationView, session: Session): { mayChange: boolean; mayRelease: boolean } {
  return { mayChange: can(session, 'reviews:label', participation.participation.party.id), mayRelease: can(session, 'reviews:direct') };
}

function ParticipationMeta({ participation, work }: { participation: ParticipationView; work: Work }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const state = t(`state.${participation.participation.state}`);
  if (work !== 'answer' && participation.participation.state === 'overdue')
    return <>{t('participation.late', { day: formatDay(locale, participation.participation.selfAssessmentDue) })}</>;
  if (work !== 'answer')
    return <>{t('participation.state-since', { state, day: formatDay(locale, participation.participation.since.slice(0, 10)) })}</>;
  const due = participation.participation.voluntary
    ? t('participation.no-day')
    : t('participation.due', { day: formatDay(locale, participation.participation.selfAssessmentDue) });
  return <>{`${due} ${t('participation.only-you', { party: participation.participation.party.name[locale] })}`}</>;
}

/** Shows when the last answer was stored, or that one was not. */
function Saved({ participation, failed }: { participation: ParticipationView; failed: boolean }) {
  const t = useTranslations(translateReviewDesk);
  const saving = useIsMutating() > 0;
  const at = savedAt(participation.obligations);
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
