import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { ProseForm } from './ProseForm.tsx';
import { translateReviewForms } from './texts.ts';

/** A comment of the party on the draft: on one obligation, on one finding, or on all of it. It is never deleted. */
export function CommentForm({
  participationId,
  obligationId,
  findingId,
  done,
}: {
  participationId: string;
  obligationId: string | null;
  findingId: string | null;
  done: () => void;
}) {
  const t = useTranslations(translateReviewForms);
  const save = useReviewWrite(
    (text: string, key) =>
      send('POST /participations/:participationId/comments', { participationId, text, obligationId, findingId, done: false }, key),
    { onSuccess: done },
  );
  return (
    <ProseForm
      label={t(findingId !== null ? 'comment.on-finding' : obligationId !== null ? 'comment.on-obligation' : 'comment.on-all')}
      hint={t('comment.hint')}
      submitLabel={t('comment.save')}
      waiting={save.isPending}
      problem={save.error}
      onSubmit={(text) => save.mutate(text)}
      onCancel={done}
    />
  );
}
