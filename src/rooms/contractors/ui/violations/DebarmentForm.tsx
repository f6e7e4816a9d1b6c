import { useState } from 'react';
import { type AnswerOf, type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

const NEEDED = ['authority', 'law', 'note'] as const;

/** Records a debarment that another authority made. */
export function DebarmentForm({ one, close }: { one: AnswerOf<'/violations/:violationId'>; close: () => void }) {
  const t = useTranslations(translateViolations);
  const [values, setValues] = useState({ authority: '', law: '', until: '', appeal: '', note: '' });
  const [tried, setTried] = useState(false);
  const save = useViolationWrite(
    (body: BodyOf<'POST /violations/:violationId/debarment'>, key) =>
      send('POST /violations/:violationId/debarment', { violationId: one.id, version: one.version, ...body }, key),
    close,
  );
  const isMissing = (name: keyof typeof values) => NEEDED.some((one) => one === name) && values[name].trim() === '';
  const field = (name: keyof typeof values) => ({
    value: values[name],
    error: tried && isMissing(name) ? t('needed') : undefined,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form
      className="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!NEEDED.some(isMissing)) save.mutate({ ...values, until: values.until || null, appeal: values.appeal.trim() || null });
      }}
    >
      <p className="small muted">{t('debarment.says')}</p>
      <TextField label={t('debarment.authority')} maxLength={200} {...field('authority')} />
      <TextField label={t('debarment.law')} maxLength={200} {...field('law')} />
      <TextField type="date" label={t('debarment.until')} {...field('until')} />
      <TextField label={t('debarment.appeal')} maxLength={500} {...field('appeal')} />
      <TextArea label={t('note')} hint={t('hint.debar')} maxLength={4000} {...field('note')} />
      {save.error && <ProblemNote error={save.error} />}
      <FormFoot action={t('action.debar')} waiting={save.isPending} close={close} />
    </form>
  );
}
