import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProseForm } from '../forms/ProseForm.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** A question to the party, on one obligation or on the whole self-assessment, with a due date (default: the edition's time for answers). */
export function AskForm({
  participationId,
  obligationId,
  done,
}: {
  participationId: string;
  obligationId: string | null;
  done: () => void;
}) {
  const t = useTranslations(translateReviewForms);
  const [due, setDue] = useState('');
  const ask = useReviewWrite(
    (body: { question: string; due?: string }, key) =>
      send('POST /participations/:participationId/questions', { participationId, ...body, obligationId }, key),
    { onSuccess: done },
  );
  return (
    <ProseForm
      label={t('ask.question')}
      submitLabel={t('ask.send')}
      waiting={ask.isPending}
      problem={ask.error}
      onSubmit={(question) => ask.mutate({ question, ...(due !== '' && { due }) })}
      onCancel={done}
    >
      <TextField type="date" label={t('ask.due')} hint={t('ask.due-hint')} value={due} onChange={(event) => setDue(event.target.value)} />
    </ProseForm>
  );
}
