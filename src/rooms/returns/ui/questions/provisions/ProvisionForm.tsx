import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { type GivenProvision, PENALTY_UNITS, ProvisionFields, type ProvisionView } from '../../../answers/provisions/provision.schema.ts';
import { translateProvisions } from '../../../answers/provisions/texts.ts';
import type { RecordProvision } from '../../returns-data.ts';

type Values = z.output<typeof ProvisionFields>;
type Key = TextKey<typeof translateProvisions>;
type Facts = { t: (key: Key) => string };

const PENALTY = { group: { legend: 'field.penalty', hint: 'field.penalty-hint' } } as const;
const FIELDS: FieldTable<keyof Values, Key, Facts> = [
  { name: 'law', kind: 'line', label: 'field.law', hint: 'field.law-hint', attributes: { maxLength: 300 } },
  { name: 'paragraph', kind: 'line', label: 'field.paragraph', attributes: { maxLength: 100 } },
  { name: 'wording', kind: 'lines', label: 'field.wording', attributes: { maxLength: 4000 } },
  { name: 'penaltyFrom', kind: 'number', label: 'field.penaltyFrom', half: true, toValue: Number, ...PENALTY },
  { name: 'penaltyTo', kind: 'number', label: 'field.penaltyTo', half: true, toValue: Number, ...PENALTY },
  {
    ...{ name: 'penaltyUnit', kind: 'choice', label: 'field.penaltyUnit', none: 'field.penaltyUnit-none', ...PENALTY },
    options: ({ t }) => PENALTY_UNITS.map((value) => ({ value, text: t(`unit.${value}`) })),
  },
  { name: 'penaltyNote', kind: 'line', label: 'field.penaltyNote', hint: 'field.penaltyNote-hint', attributes: { maxLength: 300 } },
  { name: 'address', kind: 'line', label: 'field.address', attributes: { type: 'url', maxLength: 2000 } },
  { name: 'inForceFrom', kind: 'day', label: 'field.inForceFrom' },
  { name: 'inForceUntil', kind: 'day', label: 'field.inForceUntil', hint: 'field.inForceUntil-hint' },
];
const NAMES = FIELDS.map(({ name }) => name);
const EMPTY: Values = {
  ...{ law: '', paragraph: '', wording: null, penaltyFrom: null, penaltyTo: null, penaltyUnit: null },
  ...{ penaltyNote: null, address: null, inForceFrom: null, inForceUntil: null },
};

const resolver = zodResolver(ProvisionFields) as unknown as Resolver<Values>;

/** Records a provision for the article of a question, or changes one; the entry before stays as its history. */
export function ProvisionForm({
  questionId,
  changes,
  record,
  close,
}: {
  questionId: string;
  record: RecordProvision;
  changes: ProvisionView | null;
  close: () => void;
}) {
  const t = useTranslations(translateProvisions);
  const form = useForm<Values>({
    resolver,
    defaultValues: changes === null ? EMPTY : (Object.fromEntries(NAMES.map((name) => [name, changes[name]])) as Values),
  });
  const save = useWrite((given: GivenProvision, key) => record(given, key), { onSuccess: close });
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: ProvisionFields, t, facts: { t }, problem: save.error });
  const target = { questionId, changes: changes?.id ?? null };
  return (
    <form className="form provision-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate({ ...values, ...target }))}>
      <p className="small muted">{t('once')}</p>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('save')} waiting={save.isPending} close={close} />
    </form>
  );
}
