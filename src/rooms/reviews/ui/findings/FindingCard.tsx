import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ButtonOf, type CommentedOf, offers } from '#kernel/machine.ts';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { FINDING_MACHINE } from '../../findings/finding.rules.ts';
import type { FindingView } from '../../findings/finding.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const CarryOverForm = later(() => import('./CarryOverForm.tsx').then((file) => file.CarryOverForm));
const CommentForm = later(() => import('../forms/CommentForm.tsx').then((file) => file.CommentForm));
const FindingForm = later(() => import('./FindingForm.tsx').then((file) => file.FindingForm));
const ProgressForm = later(() => import('./ProgressForm.tsx').then((file) => file.ProgressForm));

type Commented = CommentedOf<typeof FINDING_MACHINE>;

/** A finding: the evidence it cites, its owner and due date, its history, and this reader's possible commands. */
export function FindingCard({
  finding,
  participation,
  edition,
}: {
  finding: FindingView;
  participation: ParticipationView;
  edition: EditionData;
}) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const [commenting, setCommenting] = useState(false);
  const items = new Map(
    participation.obligations.flatMap((obligation) => obligation.evidence).map((item) => [item.id, item.title[locale]]),
  );
  const write = useReviewWrite(({ action, reason }: { action: Commented; reason: string }, key) => {
    const on = { findingId: finding.id, version: finding.version, reason };
    if (action === 'withdraw') return send('POST /findings/:findingId/withdraw', on, key);
    return send('POST /findings/:findingId/verify', { ...on, settled: action === 'close' }, key);
  });
  return (
    <article className="panel entry finding" id={finding.id}>
      <h3>
        <span className={`grade is-${finding.grade}`}>{t(`grade.${finding.grade}`)}</span> {finding.title}
      </h3>
      <p>{finding.text}</p>
      <p className="small muted">
        {t('finding.about', { obligations: finding.obligations.map((id) => numberWithDagger(edition, id)).join(', ') })} ·{' '}
        {t('finding.owner-is', { owner: finding.owner })} · {t('finding.due-by')} <DateText date={finding.due} /> ·{' '}
        <b>{t(`finding-state.${finding.state}`)}</b>
      </p>
      <p className="small muted">
        {finding.evidence.length === 0 ? t('finding.rests-on-absence') : t('finding.rests-on')}{' '}
        {finding.evidence.map((id, at) => (
          <span key={id}>
            {at > 0 && ', '}
            <Link to="/evidence/$itemId" params={{ itemId: id }}>
              {items.get(id) ?? t('finding.item')}
            </Link>
          </span>
        ))}
      </p>
      {finding.carriedFrom && <p className="small muted">{t('finding.carried-from', { round: finding.carriedFrom.round[locale] })}</p>}
      {finding.followUp.length > 0 && (
        <ol className="follow-up" aria-label={t('finding.history')}>
          {finding.followUp.map((event) => (
            <li key={`${event.kind} ${event.at}`}>
              <span className="small muted">
                {t(eventKey(event.kind))} · {event.by}, <DateText date={event.at} time />
                {event.samePerson && ` · ${t('finding.same-person')}`}
              </span>
              <p>{event.text}</p>
            </li>
          ))}
        </ol>
      )}
      <Actions
        key={finding.version}
        offered={finding.actions}
        label={(action: ButtonOf<typeof FINDING_MACHINE>) => t(`action.${action}`)}
        comment={(action: Commented) => ({
          label: t('finding.reason'),
          hint: t(action === 'withdraw' ? 'finding.withdraw-hint' : 'verify.second-person'),
        })}
        waiting={write.isPending}
        run={(action: Commented, { reason }) => write.mutate({ action, reason: reason! })}
        forms={{
          'report-progress': (close) => <ProgressForm finding={finding} participation={participation} done={close} />,
          'carry-over': (close) => <CarryOverForm finding={finding} participation={participation} done={close} />,
          revise: (close) => <FindingForm finding={finding} participation={participation} edition={edition} done={close} />,
        }}
      >
        {offers(finding.actions, 'comment') && (
          <Button aria-expanded={commenting} onClick={() => setCommenting(!commenting)}>
            {t('finding.comment')}
          </Button>
        )}
      </Actions>
      {write.error && <ProblemNote error={write.error} />}
      {commenting && (
        <CommentForm
          participationId={participation.participation.id}
          obligationId={null}
          findingId={finding.id}
          done={() => setCommenting(false)}
        />
      )}
    </article>
  );
}

const EVENTS = ['revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over'] as const;

function eventKey(kind: string) {
  const known = EVENTS.find((one) => one === kind);
  return known ? (`event.${known}` as const) : 'event.other';
}
