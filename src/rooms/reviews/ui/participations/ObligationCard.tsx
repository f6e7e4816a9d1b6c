import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import type { ParticipationObligation, ParticipationView } from '../../views/participation-view.schema.ts';
import { RatingGiven } from '../drafts/RatingGiven.tsx';
import type { Work } from '../participation-view.ts';
import { AnswerGiven } from '../self-assessments/AnswerGiven.tsx';
import { translateReviewDesk } from '../texts.ts';
import { Known } from './Known.tsx';

const AnswerForm = later(() => import('../self-assessments/AnswerForm.tsx').then((file) => file.AnswerForm));
const AskForm = later(() => import('../self-assessments/AskForm.tsx').then((file) => file.AskForm));
const CommentForm = later(() => import('../forms/CommentForm.tsx').then((file) => file.CommentForm));
const RatingForm = later(() => import('../drafts/RatingForm.tsx').then((file) => file.RatingForm));

/** One obligation: the evidence, the party's answer and the reviewer's rating, never merged. Below are this reader's possible commands. */
export function ObligationCard({
  obligation,
  participation,
  edition,
  work,
  wanted,
  onFail,
}: {
  obligation: ParticipationObligation;
  participation: ParticipationView;
  edition: EditionData;
  work: Work;
  wanted: boolean;
  onFail: (failed: boolean) => void;
}) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const [doing, setDoing] = useState<'rate' | 'correct' | 'ask' | 'comment' | null>(null);
  const text = edition.obligations.find((one) => one.id === obligation.id);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  const rates = participation.actions.includes('rate');
  const corrects = participation.actions.includes('correct-rating') && obligation.rating !== null;
  const comments = participation.actions.includes('comment');
  const done = () => setDoing(null);
  const toggle = (what: 'rate' | 'correct' | 'ask' | 'comment') => setDoing(doing === what ? null : what);
  return (
    <article className="panel obligation" aria-labelledby={`obligation-${obligation.id}`}>
      <h3 id={`obligation-${obligation.id}`} ref={heading} tabIndex={-1}>
        <span className="obligation-id">{numberWithDagger(edition, obligation.id)}</span>
        <span>{text?.title[locale]}</span>
      </h3>
      <div className="obligation-body">
        {text && <p className="small muted">{text.statement[locale]}</p>}
        {text?.reconstructed && <p className="small muted">{t('obligation.reconstructed')}</p>}
        <Known obligation={obligation} />
        {work === 'answer' && obligation.answer ? (
          <AnswerForm obligation={obligation} participation={participation} answer={obligation.answer} onFail={onFail} />
        ) : (
          participation.participation.submittedAt !== null && <AnswerGiven obligation={obligation} />
        )}
        <RatingGiven obligation={obligation} />
        {rates && (obligation.rating === null || doing === 'rate') && (
          <RatingForm key={obligation.rating?.id} obligation={obligation} participationId={participation.participation.id} done={done} />
        )}
        {corrects && doing === 'correct' && (
          <RatingForm corrects obligation={obligation} participationId={participation.participation.id} done={done} />
        )}
        {doing === 'ask' && <AskForm participationId={participation.participation.id} obligationId={obligation.id} done={done} />}
        {doing === 'comment' && (
          <CommentForm participationId={participation.participation.id} obligationId={obligation.id} findingId={null} done={done} />
        )}
        <p className="obligation-actions no-print">
          {rates && obligation.rating !== null && (
            <Button kind="quiet" aria-expanded={doing === 'rate'} onClick={() => toggle('rate')}>
              {t('rate.again')}
            </Button>
          )}
          {corrects && (
            <Button kind="quiet" aria-expanded={doing === 'correct'} onClick={() => toggle('correct')}>
              {t('rate.correct')}
            </Button>
          )}
          {participation.actions.includes('find') && (
            <Link
              to="/rounds/$roundId/participations/$participationId"
              params={{ roundId: participation.round.id, participationId: participation.participation.id }}
              search={{ view: 'findings', obligation: obligation.id }}
              className={buttonClass('quiet')}
            >
              {t('finding.new')}
            </Link>
          )}
          {participation.actions.includes('ask') && (
            <Button kind="quiet" aria-expanded={doing === 'ask'} onClick={() => toggle('ask')}>
              {t('ask.action')}
            </Button>
          )}
          {comments && (
            <Button kind="quiet" aria-expanded={doing === 'comment'} onClick={() => toggle('comment')}>
              {t('comment.action')}
            </Button>
          )}
        </p>
      </div>
    </article>
  );
}
