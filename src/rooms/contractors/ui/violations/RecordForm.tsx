import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { RecordViolation, SOURCES } from '../../violations/violation.schema.ts';
import { setsQuery } from '../contracts-data.ts';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

type Values = z.output<typeof RecordViolation>;
type Facts = {
  sources: Option[];
  firms: Option[];
  danger: Option[];
  /** Of the set that the contract owes; null: it is not known here. */
  provisions: Option[] | null;
  chosen: readonly string[];
  choose: (chosen: string[]) => void;
};

// Typed in the reader's time, stored as an instant.
const toInstant = (text: string) => new Date(text).toISOString();

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateViolations>, Facts> = [
  { name: 'title', kind: 'line', label: 'form.title', hint: 'form.title-hint', attributes: { maxLength: 200 } },
  { name: 'summary', kind: 'lines', label: 'form.summary', hint: 'form.summary-hint', attributes: { maxLength: 4000 } },
  { name: 'provisions', kind: 'own', label: 'form.provisions', draw: (field, facts) => <Provisions {...facts} label={field.label} /> },
  // The empty choice is the contractor of today.
  { name: 'memberId', kind: 'choice', label: 'form.firm', options: ({ firms }) => firms },
  { name: 'source', kind: 'choice', label: 'form.source', options: ({ sources }) => sources },
  { name: 'danger', kind: 'radio', label: 'form.danger', hint: 'form.danger-hint', options: ({ danger }) => danger },
  { name: 'knownAt', kind: 'line', label: 'form.known', attributes: { type: 'datetime-local' }, toValue: toInstant },
  {
    ...{ name: 'notifiedAt', kind: 'line', label: 'form.notified', hint: 'form.notified-hint', toValue: toInstant },
    attributes: { type: 'datetime-local' },
  },
];

// An earlier contractor has no id, so the list of firms has its name behind this.
const EARLIER = 'earlier ';
// The name that the form shows is sent, so that a violation never names a contractor that came while it was open.
const toFirm = (chosen: string | null, contractor: string) => {
  if (chosen === null) return { memberId: null, contractor };
  return chosen.startsWith(EARLIER) ? { memberId: null, contractor: chosen.slice(EARLIER.length) } : { memberId: chosen, contractor: null };
};

const resolver = zodResolver(RecordViolation) as unknown as Resolver<Values>;
const ANSWERS: Record<string, boolean | undefined> = { true: true, false: false };

/** The provisions of the contract's set, of which those are chosen that are said to be violated. */
function Provisions({ label, provisions, chosen, choose }: { label: string } & Pick<Facts, 'provisions' | 'chosen' | 'choose'>) {
  const t = useTranslations(translateViolations);
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <p className="small muted">{t(provisions === null ? 'form.no-set' : 'form.provisions-hint')}</p>
      {provisions?.map(({ value, text }) => (
        <label key={value} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => choose(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))}
          />{' '}
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** Records credible information about a violation under a contract. */
export function RecordForm({
  contract,
  close,
  saved,
}: {
  contract: AnswerOf<'/contracts/:contractId'>;
  close: () => void;
  saved: (violationId: string) => void;
}) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  const sets = useQuery(setsQuery).data?.sets;
  const form = useForm<Values>({
    // A radio button holds a text.
    resolver: (values, ...rest) =>
      resolver({ ...values, ...toFirm(values.memberId, contract.contractor), danger: ANSWERS[String(values.danger)] as boolean }, ...rest),
    defaultValues: {
      ...{ contractId: contract.id, memberId: null, contractor: null, title: '', summary: '', provisions: [], source: 'firm' },
      ...{ danger: null as unknown as boolean, knownAt: '', notifiedAt: null },
    },
  });
  const save = useViolationWrite(
    (input: Values, key) => send('POST /violations', input, key),
    ({ violationId }) => saved(violationId),
  );
  const set = sets?.find(({ key, partyId }) => key === contract.setId && (partyId === null || partyId === contract.partyId));
  const facts = {
    provisions: sets && !set ? null : (set?.provisions ?? []).map(({ id, title }) => ({ value: id, text: title[locale] ?? title.en })),
    chosen: form.watch('provisions'),
    choose: (chosen: string[]) => form.setValue('provisions', chosen),
    sources: SOURCES.map((value) => ({ value, text: t(`source.${value}`) })),
    firms: [
      { value: '', text: t('form.contractor', { name: contract.contractor }) },
      ...contract.earlierContractors.map(({ name, until }) => ({
        value: `${EARLIER}${name}`,
        text: until === null ? t('form.earlier', { name }) : t('form.earlier-until', { name, day: formatDay(locale, until) }),
      })),
      ...contract.members.map(({ id, name }) => ({ value: id, text: name })),
    ],
    danger: ['true', 'false'].map((value) => ({ value, text: t(value === 'true' ? 'form.danger-yes' : 'form.danger-no') })),
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: RecordViolation, t, facts, problem: save.error });
  return (
    <form className="panel form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('record')} waiting={save.isPending} close={close} />
    </form>
  );
}
