import { useState } from 'react';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReportComment } from '../../drafts/draft.schema.ts';
import { COMMENT_DECISIONS, type CommentDecision } from '../../reviews.rules.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const CommentForm = later(() => import('../forms/CommentForm.tsx').then((file) => file.CommentForm));
const ProseForm = later(() => import('../forms/ProseForm.tsx').then((file) => file.ProseForm));

/** The party's comments on the draft, never deleted, and headquarters' answer to each. */
export function CommentsPlace({ participation, edition }: { participation: ParticipationView; edition: EditionData }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const [writing, setWriting] = useState(false);
  const participationId = participation.participation.id;
  const over = useReviewWrite((_: undefined, key) =>
    send(
      'POST /participations/:participationId/comments',
      { participationId, text: null, obligationId: null, findingId: null, done: true },
      key,
    ),
  );
  const speaks = participation.actions.includes('comment');
  const about = ({ obligation, finding }: ReportComment) => {
    if (finding !== null)
      return t('comment.about-finding', { title: participation.findings.find((one) => one.id === finding)?.title ?? '' });
    if (obligation === null) return t('comment.about-all');
    return t('comment.about-obligation', {
      obligation: numberWithDagger(edition, obligation),
      title: edition.obligations.find((one) => one.id === obligation)?.title[locale] ?? '',
    });
  };
  return (
    <>
      <h2 className="clause-title">{t('nav.comments')}</h2>
      <p className="small muted">{t('comment.kept')}</p>
      {speaks && !writing && (
        <p className="form-actions no-print">
          <Button kind="main" onClick={() => setWriting(true)}>
            {t('comment.on-all')}
          </Button>
          <Button waiting={over.isPending} onClick={() => over.mutate(undefined)}>
            {t(participation.comments.length === 0 ? 'comment.nothing' : 'comment.no-more')}
          </Button>
        </p>
      )}
      {over.error && <ProblemNote error={over.error} />}
      {speaks && writing && (
        <CommentForm participationId={participationId} obligationId={null} findingId={null} done={() => setWriting(false)} />
      )}
      {participation.commentsDoneAt !== null && (
        <p className="small">
          {t('comment.done')} <DateText date={participation.commentsDoneAt} time />
        </p>
      )}
      {participation.comments.length === 0 && participation.commentsDoneAt === null && (
        <Empty>{t(speaks ? 'comment.none-yours' : 'comment.none')}</Empty>
      )}
      {participation.comments.map((comment) => (
        <article key={comment.id} className="panel entry">
          <h3>{about(comment)}</h3>
          <p>{comment.text}</p>
          <p className="small muted">
            {comment.by}, <DateText date={comment.at} time />
          </p>
          {comment.decision !== null && (
            <div className="reply">
              <p>
                <b>{t(`decision.${comment.decision}`)}</b> {comment.reason !== null && t('quote', { text: comment.reason })}
              </p>
            </div>
          )}
          {comment.decision === null &&
            (participation.actions.includes('decide-comment') ? (
              <Decide commentId={comment.id} />
            ) : (
              <p className="small muted">{t('decision.waiting')}</p>
            ))}
        </article>
      ))}
    </>
  );
}

function Decide({ commentId }: { commentId: string }) {
  const t = useTranslations(translateReviewForms);
  const [decision, setDecision] = useState<CommentDecision | null>(null);
  const [tried, setTried] = useState(false);
  const decide = useReviewWrite((body: { decision: CommentDecision; reason: string }, key) =>
    send('POST /comments/:commentId/decision', { commentId, ...body }, key),
  );
  return (
    <ProseForm
      label={t('decision.reason')}
      hint={t('decision.reason-hint')}
      submitLabel={t('decision.save')}
      waiting={decide.isPending}
      problem={decide.error}
      onSubmit={(reason) => {
        setTried(true);
        if (decision !== null) decide.mutate({ decision, reason });
      }}
      before={
        <RadioRow
          label={t('decision.label')}
          name={`decision-${commentId}`}
          choices={COMMENT_DECISIONS.map((value) => ({ value, text: t(`decide.${value}`) }))}
          error={tried && decision === null ? t('choose-one') : undefined}
          onChange={(event) => setDecision(COMMENT_DECISIONS.find((one) => one === event.target.value) ?? null)}
        />
      }
    />
  );
}
