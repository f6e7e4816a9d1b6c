import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { markedNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import type { FindingView } from '../../findings/finding.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const CarryOverForm = later(() => import('./CarryOverForm.tsx').then((file) => file.CarryOverForm));
const CommentForm = later(() => import('../forms/CommentForm.tsx').then((file) => file.CommentForm));
const FindingForm = later(() => import('./FindingForm.tsx').then((file) => file.FindingForm));
const ProgressForm = later(() => import('./ProgressForm.tsx').then((file) => file.ProgressForm));
const ProseForm = later(() => import('../forms/ProseForm.tsx').then((file) => file.ProseForm));
const VerifyForm = later(() => import('./VerifyForm.tsx').then((file) => file.VerifyForm));

const UNSETTLED = ['open', 'reported'];

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
  const [doing, setDoing] = useState<Act | null>(null);
  const items = new Map(
    participation.obligations.flatMap((obligation) => obligation.evidence).map((item) => [item.id, item.title[locale]]),
  );
  const acts = actsOn(finding, participation);
  const done = () => setDoing(null);
  return (
    <article className="panel entry finding" id={finding.id}>
      <h3>
        <span className={`grade is-${finding.grade}`}>{t(`grade.${finding.grade}`)}</span> {finding.title}
      </h3>
      <p>{finding.text}</p>
      <p className="small muted">
        {t('finding.about', { obligations: finding.obligations.map((id) => markedNumber(edition, id)).join(', ') })} ·{' '}
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
      {acts.length > 0 && (
        <p className="obligation-acts no-print">
          {acts.map((act, at) => (
            <Button
              key={act}
              kind={at === 0 ? 'plain' : 'quiet'}
              aria-expanded={doing === act}
              onClick={() => setDoing(doing === act ? null : act)}
            >
              {t(`finding-act.${act}`)}
            </Button>
          ))}
        </p>
      )}
      {doing === 'revise' && <FindingForm participation={participation} edition={edition} finding={finding} done={done} />}
      {doing === 'withdraw' && <Withdraw finding={finding} done={done} />}
      {doing === 'comment' && (
        <CommentForm participationId={participation.participation.id} obligationId={null} findingId={finding.id} done={done} />
      )}
      {doing === 'report-progress' && <ProgressForm finding={finding} participation={participation} done={done} />}
      {doing === 'verify' && <VerifyForm finding={finding} done={done} />}
      {doing === 'carry-over' && <CarryOverForm finding={finding} participation={participation} done={done} />}
    </article>
  );
}

type Act = 'verify' | 'report-progress' | 'carry-over' | 'comment' | 'revise' | 'withdraw';

function actsOn(finding: FindingView, { actions, commentsDoneAt }: ParticipationView): Act[] {
  const unsettled = UNSETTLED.includes(finding.state);
  const open: Record<Act, boolean> = {
    verify: finding.state === 'reported' && actions.includes('verify'),
    'report-progress': unsettled && actions.includes('report-progress'),
    'carry-over': unsettled && actions.includes('carry-over'),
    comment: finding.state === 'drafted' && actions.includes('comment') && commentsDoneAt === null,
    revise: finding.state === 'drafted' && actions.includes('find'),
    withdraw: finding.state === 'drafted' && actions.includes('find'),
  };
  return (Object.keys(open) as Act[]).filter((act) => open[act]);
}

const EVENTS = ['revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over'] as const;

function eventKey(kind: string) {
  const known = EVENTS.find((one) => one === kind);
  return known ? (`event.${known}` as const) : 'event.other';
}

function Withdraw({ finding, done }: { finding: FindingView; done: () => void }) {
  const t = useTranslations(translateReviewForms);
  const act = useReviewWrite(
    (reason: string, key) => send('POST /findings/:findingId/withdraw', { findingId: finding.id, version: finding.version, reason }, key),
    { onSuccess: done },
  );
  return (
    <ProseForm
      label={t('finding.reason')}
      hint={t('finding.withdraw-hint')}
      act={t('finding-act.withdraw')}
      waiting={act.isPending}
      problem={act.error}
      onSubmit={(reason) => act.mutate(reason)}
      onCancel={done}
    />
  );
}
