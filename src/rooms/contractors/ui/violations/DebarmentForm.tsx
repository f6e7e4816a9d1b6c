import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { STEP_INPUTS } from '../../violations/violation.schema.ts';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

type Values = z.output<typeof STEP_INPUTS.debar>;

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateViolations>> = [
  { name: 'authority', kind: 'line', label: 'debarment.authority', attributes: { maxLength: 200 } },
  { name: 'law', kind: 'line', label: 'debarment.law', attributes: { maxLength: 200 } },
  { name: 'until', kind: 'day', label: 'debarment.until', hint: 'debarment.if-any' },
  { name: 'appeal', kind: 'line', label: 'debarment.appeal', hint: 'debarment.if-any', attributes: { maxLength: 500 } },
  { name: 'selfCleaning', kind: 'lines', label: 'debarment.self-cleaning', hint: 'debarment.if-any', attributes: { maxLength: 4000 } },
  { name: 'note', kind: 'lines', label: 'note', hint: 'hint.debar', attributes: { maxLength: 4000 } },
];
const resolver = zodResolver(STEP_INPUTS.debar) as unknown as Resolver<Values>;

/** Records a debarment that another authority made. */
export function DebarmentForm({ one, close }: { one: AnswerOf<'/violations/:violationId'>; close: () => void }) {
  const t = useTranslations(translateViolations);
  const form = useForm<Values>({
    resolver,
    defaultValues: {
      ...{ violationId: one.id, version: one.version, authority: '', law: '', until: null, appeal: null, selfCleaning: null, note: '' },
    },
  });
  const save = useViolationWrite((input: Values, key) => send('POST /violations/:violationId/debarment', input, key), close);
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: STEP_INPUTS.debar, t, facts: null, problem: save.error });
  return (
    <form className="form panel" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <p className="small muted">{t('debarment.says')}</p>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('action.debar')} waiting={save.isPending} close={close} />
    </form>
  );
}
