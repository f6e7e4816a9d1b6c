import { useState } from 'react';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** Records a plan as it was adopted: title, document, date and period. */
export function RecordPlanForm({ partyId, close }: { partyId: string; close: () => void }) {
  const t = useTranslations(translatePlans);
  const [values, setValues] = useState({ title: '', document: '', adoptedOn: '', from: '', to: '' });
  const [label, setLabel] = useState<RecordLabel>(LOWEST);
  const [tried, setTried] = useState(false);
  const save = usePlanWrite(
    (body: BodyOf<'POST /parties/:partyId/plans'>, key) => send('POST /parties/:partyId/plans', { partyId, ...body }, key),
    close,
  );
  const isReversed = values.to !== '' && values.to < values.from;
  const error = (name: keyof typeof values) => {
    if (!tried) return undefined;
    if (name === 'to') return isReversed ? t('record.order') : undefined;
    return values[name].trim() === '' ? t('required') : undefined;
  };
  const field = (name: keyof typeof values) => ({
    value: values[name],
    error: error(name),
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form
      className="panel form plan-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const { to, ...needed } = values;
        if (Object.values(needed).some((value) => value.trim() === '') || isReversed) return;
        save.mutate({ ...needed, to: to || null, label });
      }}
    >
      <h2>{t('record')}</h2>
      <TextField label={t('record.title')} maxLength={120} {...field('title')} />
      <TextField label={t('record.document')} hint={t('record.document-hint')} maxLength={200} {...field('document')} />
      <TextField label={t('record.adopted')} type="date" {...field('adoptedOn')} />
      <TextField label={t('record.from')} type="date" {...field('from')} />
      <TextField label={t('record.to')} hint={t('record.to-hint')} type="date" {...field('to')} />
      <LabelFields partyId={partyId} value={label} onChange={setLabel} />
      {save.error && <ProblemNote error={save.error} />}
      <p>
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('record')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}
