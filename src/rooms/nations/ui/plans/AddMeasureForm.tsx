import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { PlansView, PlanView } from '../../plans/plan.schema.ts';
import { usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** Adds a measure. The first clause without one is chosen. */
export function AddMeasureForm({
  plan,
  clauses,
  chapters,
  close,
  saved,
}: {
  plan: PlanView;
  clauses: PlansView['clauses'];
  chapters: PlansView['chapters'];
  close: () => void;
  saved: () => void;
}) {
  const t = useTranslations(translatePlans);
  const locale = useLocale();
  const [values, setValues] = useState({ clauseId: plan.missing[0] ?? clauses[0]!.id, text: '', owner: '', chapter: '', dueOn: '' });
  const [tried, setTried] = useState(false);
  const save = usePlanWrite(
    (body: BodyOf<'POST /plans/:planId/measures'>, key) =>
      send('POST /plans/:planId/measures', { planId: plan.id, version: plan.version, ...body }, key),
    saved,
  );
  const offered = chapters.filter(({ clauseId }) => clauseId === values.clauseId);
  const field = (name: keyof typeof values, isNeeded = true) => ({
    value: values[name],
    error: tried && isNeeded && values[name].trim() === '' ? t('required') : undefined,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form
      className="form plan-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (values.text.trim() === '' || values.owner.trim() === '') return;
        save.mutate({
          ...values,
          chapter: offered.some(({ key }) => key === values.chapter) ? values.chapter : null,
          dueOn: values.dueOn || null,
        });
      }}
    >
      <SelectField label={t('add.clause')} {...field('clauseId')}>
        {clauses.map(({ id, title }) => (
          <option key={id} value={id}>
            {id.startsWith('A') ? t('measure.appendix', { n: id.slice(1) }) : t('measure.clause', { id })} – {title[locale]}
          </option>
        ))}
      </SelectField>
      <TextArea label={t('add.text')} hint={t('add.text-hint')} maxLength={1000} {...field('text')} />
      <TextField label={t('add.owner')} hint={t('add.owner-hint')} maxLength={200} {...field('owner')} />
      {offered.length > 0 && (
        <SelectField label={t('add.chapter')} hint={t('add.chapter-hint')} {...field('chapter', false)}>
          <option value="">{t('add.no-chapter')}</option>
          {offered.map(({ key, name, note }) => (
            <option key={key} value={key}>
              {name[locale]} – {note[locale]}
            </option>
          ))}
        </SelectField>
      )}
      <TextField label={t('add.due')} hint={t('add.due-hint')} type="date" {...field('dueOn', false)} />
      <FormFoot action={t('action.add-measure')} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
