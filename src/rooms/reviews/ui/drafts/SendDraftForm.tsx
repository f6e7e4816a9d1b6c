import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { translateReviewTasks } from '../tasks/texts.ts';

/** Sends the draft to the party for comment. Unrated obligations need one reason. */
export function SendDraftForm({ participation }: { participation: ParticipationView }) {
  const t = useTranslations(translateReviewForms);
  const task = useTranslations(translateReviewTasks);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { ratings } = participation.round;
  const unrated = ratings ? participation.obligations.filter((obligation) => obligation.rating === null).length : 0;
  const draft = useReviewWrite((body: { unratedReason: string | null }, key) =>
    send(
      'POST /participations/:participationId/draft',
      { participationId: participation.participation.id, version: participation.version, ...body },
      key,
    ),
  );
  const go = () => {
    setTried(true);
    if (unrated === 0 || reason.trim() !== '') draft.mutate({ unratedReason: unrated === 0 ? null : reason.trim() });
  };
  return (
    <div className="form">
      <p>{!ratings ? t('draft.no-ratings') : unrated === 0 ? t('draft.all-rated') : t('draft.unrated', { n: unrated })}</p>
      {unrated > 0 && (
        <TextArea
          label={t('draft.reason')}
          error={tried && reason.trim() === '' ? t('draft.reason-needed') : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {draft.error && <ProblemNote error={draft.error} />}
      <p>
        <Button kind="main" waiting={draft.isPending} onClick={go}>
          {task('task.send-draft')}
        </Button>
      </p>
    </div>
  );
}
