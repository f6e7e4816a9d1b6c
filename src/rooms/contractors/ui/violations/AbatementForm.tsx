import { useState } from 'react';
import { type AnswerOf, type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

/** Orders the firm to end a violation by a day. */
export function AbatementForm({ one, close }: { one: AnswerOf<'/violations/:violationId'>; close: () => void }) {
  const t = useTranslations(translateViolations);
  const [values, setValues] = useState({ abateBy: '', note: '' });
  const [tried, setTried] = useState(false);
  const save = useViolationWrite(
    (body: BodyOf<'POST /violations/:violationId/abatement'>, key) =>
      send('POST /violations/:violationId/abatement', { violationId: one.id, version: one.version, ...body }, key),
    close,
  );
  const field = (name: keyof typeof values) => ({
    value: values[name],
    error: tried && values[name].trim() === '' ? t('needed') : undefined,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form
      className="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (values.abateBy !== '' && values.note.trim() !== '') save.mutate(values);
      }}
    >
      <TextField type="date" label={t('abatement.day')} {...field('abateBy')} />
      <TextArea label={t('note')} hint={t('hint.order-abatement')} maxLength={4000} {...field('note')} />
      {save.error && <ProblemNote error={save.error} />}
      <FormFoot action={t('action.order-abatement')} waiting={save.isPending} close={close} />
    </form>
  );
}
