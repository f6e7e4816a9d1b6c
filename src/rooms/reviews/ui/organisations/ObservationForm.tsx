import { useId, useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { FormView } from '../../organisations/form.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** An organisation's observation on one clause, stored when it saves. */
export function ObservationForm({
  formId,
  clauseId,
  observation,
}: {
  formId: string;
  clauseId: string;
  observation: FormView['clauses'][number]['observation'];
}) {
  const t = useTranslations(translateReviewForms);
  const id = useId();
  const [text, setText] = useState(observation?.text ?? '');
  const save = useReviewWrite((body: { text: string }, key) =>
    send('PUT /review-forms/:formId/observations/:clauseId', { formId, clauseId, version: observation?.version ?? 0, ...body }, key),
  );
  const changed = text.trim() !== '' && text.trim() !== observation?.text;
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) save.mutate({ text });
      }}
    >
      <TextArea id={id} label={t('observe.text')} value={text} maxLength={8000} onChange={(event) => setText(event.target.value)} />
      {save.error && <ProblemNote error={save.error} />}
      <p className="form-actions">
        <Button type="submit" waiting={save.isPending} aria-disabled={!changed}>
          {t('observe.save')}
        </Button>
        <span className="small muted" role="status">
          {observation !== null && !changed && t('observe.saved')}
        </span>
      </p>
    </form>
  );
}
