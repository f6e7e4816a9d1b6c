import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { markedNumber } from '#rooms/policy/duty-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import type { PartDuty, PartView } from '../../views/participation-view.schema.ts';
import { RatingGiven } from '../drafts/RatingGiven.tsx';
import { mayRate, type Work } from '../part-view.ts';
import { AnswerGiven } from '../self-assessments/AnswerGiven.tsx';
import { sayReviewDesk } from '../texts.ts';
import { Known } from './Known.tsx';

const AnswerForm = later(() => import('../self-assessments/AnswerForm.tsx').then((file) => file.AnswerForm));
const AskForm = later(() => import('../self-assessments/AskForm.tsx').then((file) => file.AskForm));
const CommentForm = later(() => import('../forms/CommentForm.tsx').then((file) => file.CommentForm));
const RatingForm = later(() => import('../drafts/RatingForm.tsx').then((file) => file.RatingForm));

/** One duty: what the evidence says, what the party says, what a reviewer says; never merged. Below, what this reader may do with it. */
export function DutyCard({
  duty,
  part,
  edition,
  work,
  today,
  wanted,
  onFail,
}: {
  duty: PartDuty;
  part: PartView;
  edition: EditionData;
  work: Work;
  today: string;
  wanted: boolean;
  onFail: (failed: boolean) => void;
}) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const [doing, setDoing] = useState<'rate' | 'ask' | 'comment' | null>(null);
  const text = edition.obligations.find((one) => one.id === duty.id);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  const rates = mayRate(part, today);
  const comments = part.may.includes('comment') && part.commentsDoneAt === null;
  const done = () => setDoing(null);
  const toggle = (what: 'rate' | 'ask' | 'comment') => setDoing(doing === what ? null : what);
  return (
    <article className="panel duty" aria-labelledby={`duty-${duty.id}`}>
      <h3 id={`duty-${duty.id}`} ref={heading} tabIndex={-1}>
        <span className="duty-id">{markedNumber(edition, duty.id)}</span>
        <span>{text?.title[locale]}</span>
      </h3>
      <div className="duty-body">
        {text && <p className="small muted">{text.statement[locale]}</p>}
        {text?.reconstructed && <p className="small muted">{t('duty.reconstructed')}</p>}
        <Known duty={duty} />
        {work === 'answer' && duty.answer ? (
          <AnswerForm duty={duty} part={part} answer={duty.answer} onFail={onFail} />
        ) : (
          part.part.returnedAt !== null && <AnswerGiven duty={duty} />
        )}
        <RatingGiven duty={duty} />
        {rates && (duty.rating === null || doing === 'rate') && (
          <RatingForm key={duty.rating?.id} duty={duty} partId={part.part.id} done={done} />
        )}
        {doing === 'ask' && <AskForm partId={part.part.id} obligationId={duty.id} done={done} />}
        {doing === 'comment' && <CommentForm partId={part.part.id} obligationId={duty.id} findingId={null} done={done} />}
        <p className="duty-acts no-print">
          {rates && duty.rating !== null && (
            <Button kind="quiet" aria-expanded={doing === 'rate'} onClick={() => toggle('rate')}>
              {t('rate.again')}
            </Button>
          )}
          {part.may.includes('find') && (
            <Link
              to="/rounds/$roundId/parts/$partId"
              params={{ roundId: part.round.id, partId: part.part.id }}
              search={{ view: 'findings', duty: duty.id }}
              className={buttonClass('quiet')}
            >
              {t('finding.new')}
            </Link>
          )}
          {part.may.includes('ask') && (
            <Button kind="quiet" aria-expanded={doing === 'ask'} onClick={() => toggle('ask')}>
              {t('ask.act')}
            </Button>
          )}
          {comments && (
            <Button kind="quiet" aria-expanded={doing === 'comment'} onClick={() => toggle('comment')}>
              {t('comment.act')}
            </Button>
          )}
        </p>
      </div>
    </article>
  );
}
