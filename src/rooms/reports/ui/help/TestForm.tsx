import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { TEST_RESULTS } from '../../help/help.rules.ts';
import { RecordHelpTest } from '../../help/help.schema.ts';
import { type HelpEntry, useHelpWrite } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';

const Fields = RecordHelpTest.pick({ on: true, by: true, result: true });
type Values = z.output<typeof Fields>;

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateHelpDesk>, { results: Option[]; today: string }> = [
  { name: 'on', kind: 'day', label: 'test.on', attributes: ({ today }) => ({ max: today }) },
  { name: 'by', kind: 'line', label: 'test.by', hint: 'test.by-hint', attributes: { maxLength: 100 } },
  { name: 'result', kind: 'radio', label: 'test.what', options: ({ results }) => results },
];

/** Records a call to a number: when, in which function, and what was heard. Nothing is preset but the date. */
export function TestForm({ entry, close, done }: { entry: HelpEntry; close: () => void; done: () => void }) {
  const t = useTranslations(translateHelpDesk);
  const today = localToday();
  const form = useForm<Values>({ resolver: zodResolver(Fields), defaultValues: { on: today, by: '' } });
  const save = useHelpWrite(
    (input: Values, key) => send('POST /help-entries/:entryId/tests', { entryId: entry.id, version: entry.version, ...input }, key),
    done,
  );
  const facts = { today, results: TEST_RESULTS.map((value) => ({ value, text: t(`test.result-${value}`) })) };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts, problem: save.error });
  return (
    <form className="panel form" noValidate aria-label={t('entry.test')} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <p>
        {t('test.call')} <bdi dir="ltr">{entry.phone}</bdi>
      </p>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('test.record')} waiting={save.isPending} close={close} />
    </form>
  );
}
