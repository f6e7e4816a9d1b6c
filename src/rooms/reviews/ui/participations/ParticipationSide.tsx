import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { offers } from '#kernel/machine.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { viewOf } from '../participation-places.ts';
import type { Work } from '../participation-view.ts';
import { returnsOfPartyQuery, useReviewWrite } from '../reviews-data.ts';
import { findReturnUnderWay } from '../self-assessments/return-under-way.ts';
import { taskKey } from '../tasks/task-key.ts';
import { translateReviewTasks } from '../tasks/texts.ts';
import { translateReviewDesk } from '../texts.ts';

const ParticipationMore = later(() => import('./ParticipationMore.tsx').then((file) => file.ParticipationMore));
const SendDraftForm = later(() => import('../drafts/SendDraftForm.tsx').then((file) => file.SendDraftForm));
const SubmitForm = later(() => import('../self-assessments/SubmitForm.tsx').then((file) => file.SubmitForm));

/** Next to the obligations: the next step with its date and command, why this is asked, who signed, and who can see it. */
export function ParticipationSide({
  participation,
  work,
  edition,
  clause,
}: {
  participation: ParticipationView;
  work: Work;
  edition: EditionData;
  clause: string | undefined;
}) {
  const t = useTranslations(translateReviewDesk);
  const task = useTranslations(translateReviewTasks);
  const locale = useLocale();
  const session = useSession();
  const { next } = participation.participation;
  // While a finding is open the participation's next step is the party's. For a verifier, reported findings come first.
  const verifies = participation.findings.some(({ actions }) => offers(actions, 'close'));
  const action = verifies && !participation.participation.yours ? 'verify' : next.action;
  const yours = participation.participation.yours || verifies;
  const view = viewOf(action);
  const plain = edition.clauses.find((one) => one.id === clause)?.plain[locale];
  return (
    <aside className="round-side" aria-label={t('side.name')}>
      <section className="panel next-step" aria-labelledby="next-step">
        <h2 id="next-step">{t(yours ? 'next.title' : 'next.round')}</h2>
        <p>
          {yours && view !== undefined ? (
            <Link
              to="/rounds/$roundId/participations/$participationId"
              params={{ roundId: participation.round.id, participationId: participation.participation.id }}
              search={{ view }}
              resetScroll={false}
            >
              {task(taskKey(action))}
            </Link>
          ) : (
            task(taskKey(action))
          )}
          {next.by !== 'nobody' && !yours && ` (${t(`by.${next.by}`)})`}
          {action === next.action && next.due !== null && (
            <>
              {', '}
              {t('next.by-day')} <DateText date={next.due} />
            </>
          )}
        </p>
        {participation.actions.includes('prefill') && <Prefill participation={participation} />}
        {work === 'answer' && <SubmitForm participation={participation} />}
        {participation.actions.includes('send-draft') && <SendDraftForm participation={participation} />}
      </section>
      {plain && (
        <Section title={t('side.why')}>
          <p>{plain}</p>
        </Section>
      )}
      {participation.signer && (
        <Section title={t('side.signed')}>
          <p>
            {t('side.signature', { name: participation.signer.name })}
            <br />
            <span className="small muted">
              {participation.signer.capacity}, <DateText date={participation.signer.at} time />
            </span>
          </p>
        </Section>
      )}
      {participation.unratedReason !== null && (
        <Section title={t('side.unrated')}>
          <p>{participation.unratedReason}</p>
        </Section>
      )}
      <ParticipationMore participation={participation} directs={can(session, 'reviews:direct')} />
      <Section title={t('side.who-sees')}>
        <p className="small muted">{t(readersKey(participation))}</p>
      </Section>
    </aside>
  );
}

function readersKey({ participation, round }: ParticipationView) {
  if (round.release === 'parties') return 'side.sees-all';
  if (participation.submittedAt === null && round.adoptedAt === null) return 'side.sees-party';
  return 'side.sees-review';
}

/** Fills the self-assessment in. While a return of the same year is under way, the party is led there: nothing is answered twice. */
function Prefill({ participation: { participation, round } }: { participation: ParticipationView }) {
  const t = useTranslations(translateReviewDesk);
  const task = useTranslations(translateReviewTasks);
  const participationId = participation.id;
  const prefill = useReviewWrite((_: undefined, key) => send('POST /participations/:participationId/prefill', { participationId }, key));
  const returns = useQuery(returnsOfPartyQuery(participation.party.id));
  // What is not known yet could be answered twice.
  if (returns.error) return <ProblemNote error={returns.error} retry={() => void returns.refetch()} />;
  if (!returns.data) return null;
  const underWay = findReturnUnderWay(returns.data.items, round.openedAt);
  return (
    <>
      {underWay ? (
        <>
          <p>{t('prefill.return-first', { year: underWay.period })}</p>
          <p>
            <Link className={buttonClass('main')} to="/returns/$returnId" params={{ returnId: underWay.id }}>
              {t('prefill.to-return', { year: underWay.period })}
            </Link>
          </p>
        </>
      ) : (
        <p className="small muted">{t('prefill.says')}</p>
      )}
      {prefill.error && <ProblemNote error={prefill.error} />}
      <p>
        <Button kind={underWay ? 'plain' : 'main'} waiting={prefill.isPending} onClick={() => prefill.mutate(undefined)}>
          {task('task.prefill')}
        </Button>
      </p>
    </>
  );
}
