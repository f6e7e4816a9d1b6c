import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FieldPath, type Resolver, useForm } from 'react-hook-form';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { type AnswerOf, type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { CONTRACT_STATES, LABOURS } from '../register/contract.rules.ts';
import { ChangeContract, RecordContract } from '../register/contract.schema.ts';
import { setOptions, setsQuery } from './contracts-data.ts';
import { translateContracts } from './texts.ts';

type Stored = AnswerOf<'/contracts/:contractId'>;
type Fields = InputOf<'POST /contracts'>;
type Facts = {
  isNew: boolean;
  parties: Option[];
  contractors: Option[];
  operations: Option[];
  labours: Option[];
  states: Option[];
  sets: Option[];
  yesNo: Option[];
};

const yesNo = (text: string) => text === 'true';
const known = { kind: 'choice', none: 'unknown', options: ({ yesNo: choices }: Facts) => choices, toValue: yesNo, half: true } as const;
const FIELDS: FieldTable<FieldPath<Fields>, TextKey<typeof translateContracts>, Facts> = [
  {
    ...{ name: 'partyId', kind: 'choice', label: 'import.party', options: ({ parties }) => parties },
    when: ({ isNew, parties }) => isNew && parties.length > 1,
  },
  { name: 'number', kind: 'line', label: 'field.number', when: ({ isNew }) => isNew, half: true },
  { name: 'state', kind: 'choice', label: 'field.state', options: ({ states }) => states, when: ({ isNew }) => isNew, half: true },
  { name: 'title', kind: 'line', label: 'field.title' },
  { name: 'contractor', kind: 'line', label: 'field.contractor', hint: 'form.contractor-hint' },
  {
    ...{ name: 'contractorId', kind: 'choice', label: 'form.contractor-party', hint: 'form.contractor-party-hint' },
    ...{ none: 'form.no-contractor-party', options: ({ contractors }) => contractors },
  },
  {
    ...{ name: 'value', kind: 'line', label: 'field.value', hint: 'form.value-hint', half: true },
    toValue: (text) => text.replace(/\s/g, '').replace(',', '.'),
    attributes: { inputMode: 'decimal' },
  },
  {
    name: 'currency',
    kind: 'line',
    label: 'field.currency',
    hint: 'form.currency-hint',
    half: true,
    toValue: (text) => text.toUpperCase(),
  },
  { name: 'country', kind: 'line', label: 'field.country', hint: 'form.country-hint', half: true, toValue: (text) => text.toUpperCase() },
  { name: 'place', kind: 'line', label: 'field.place', half: true },
  { name: 'labour', kind: 'choice', label: 'field.labour', none: 'unknown', options: ({ labours }) => labours },
  { ...known, name: 'abroad', label: 'field.abroad' },
  { ...known, name: 'offTheShelf', label: 'field.offTheShelf' },
  { ...known, name: 'recruitsMigrants', label: 'field.recruitsMigrants' },
  { ...known, name: 'housesWorkers', label: 'field.housesWorkers' },
  { name: 'clauseOn', kind: 'day', label: 'field.clauseOn', half: true },
  { name: 'awardedOn', kind: 'day', label: 'field.awardedOn', half: true },
  { name: 'startsOn', kind: 'day', label: 'field.startsOn', half: true },
  { name: 'endsOn', kind: 'day', label: 'field.endsOn', half: true },
  { name: 'operationId', kind: 'choice', label: 'field.operation', none: 'form.no-operation', options: ({ operations }) => operations },
  { name: 'setId', kind: 'choice', label: 'field.set', options: ({ sets }) => sets },
];

/** Records a contract of one of these parties, or changes `stored`. What is left blank is not known. */
export function ContractDrawer({
  parties = [],
  stored,
  close,
}: {
  parties?: readonly { id: string; name: string }[];
  stored?: Stored;
  close: () => void;
}) {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  const queries = useQueryClient();
  const contractors = useQuery(allPartiesQuery('contractor')).data ?? [];
  const operations = useQuery(allPartiesQuery('operation')).data ?? [];
  const sets = useQuery(setsQuery).data?.sets ?? [];
  const schema = stored ? ChangeContract : RecordContract;
  const resolver = zodResolver(schema) as unknown as Resolver<Fields>;
  const hidden = stored
    ? { contractId: stored.id, version: stored.version, officerId: stored.officerId }
    : { officerId: null, ...(parties.length === 1 && { partyId: parties[0]!.id }) };
  const form = useForm<Fields>({
    defaultValues: stored ? valuesOf(stored) : { partyId: parties[0]?.id ?? '', state: 'awarded', setId: 'least-5f' },
    resolver: (values, context, options) => resolver({ ...values, ...hidden } as Fields, context, options),
  });
  const save = useWrite(
    // The resolver has already validated the fields against the schema of the route.
    (input: object, key): Promise<unknown> =>
      stored
        ? send('PUT /contracts/:contractId', input as InputOf<'PUT /contracts/:contractId'>, key)
        : send('POST /contracts', input as Fields, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['contracts'] });
        close();
      },
    },
  );
  const owed = setOptions(sets, locale, stored?.partyId ?? (parties.length === 1 ? parties[0]!.id : form.watch('partyId')));
  const facts: Facts = {
    isNew: stored === undefined,
    parties: parties.map(({ id, name }) => ({ value: id, text: name })),
    contractors: contractors.map(({ id, name }) => ({ value: id, text: name[locale] })),
    operations: operations.map(({ id, name }) => ({ value: id, text: name[locale] })),
    labours: LABOURS.map((value) => ({ value, text: t(`labour.${value}`) })),
    states: CONTRACT_STATES.map((value) => ({ value, text: t(`state.${value}`) })),
    sets: owed.length > 0 ? owed : [{ value: stored?.setId ?? 'least-5f', text: stored?.setId ?? 'least-5f' }],
    yesNo: (['true', 'false'] as const).map((value) => ({ value, text: t(value === 'true' ? 'yes' : 'no') })),
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema, t, facts, problem: save.error });
  const title = t(stored ? 'form.change' : 'form.record');
  return (
    <Drawer about={stored?.id ?? 'new'} path={t('title')} title={title} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <p className="muted small">{t('form.says')}</p>
        <ErrorSummary faults={faults} />
        {rows}
        <FormFoot action={title} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}

// What the form shows of a contract: unknown is blank.
function valuesOf(stored: Stored): Fields {
  const names = FIELDS.map(({ name }) => name).filter((name) => !['partyId', 'number', 'state'].includes(name));
  return Object.fromEntries(names.map((name) => [name, `${stored[name as keyof Stored] ?? ''}`])) as unknown as Fields;
}
