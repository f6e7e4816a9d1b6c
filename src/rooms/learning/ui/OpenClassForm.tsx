import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { plusDays } from '#kernel/dates.ts';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { can, useSession } from '#web/client/session.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FieldError } from '#web/kit/fields/FieldFrame.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { OpenClass } from '../classes/class.schema.ts';
import { type Classes, useClassWrite } from './classes-data.ts';
import { translateLearningDesk } from './texts.ts';

type Values = z.output<typeof OpenClass>;
type Key = TextKey<typeof translateLearningDesk>;
type Facts = { form: UseFormReturn<Values>; t: (key: Key) => string; parties: Option[]; modules: Option[]; chosen: string[] };

// The unit of a class is not set here.
const FIELDS: FieldTable<Exclude<keyof Values, 'unitId'>, Key, Facts> = [
  {
    ...{ name: 'partyId', kind: 'choice', label: 'classes.form.party', options: ({ parties }) => parties },
    when: ({ parties }) => parties.length > 1,
  },
  { name: 'title', kind: 'line', label: 'classes.form.title', hint: 'classes.form.title-hint', attributes: { maxLength: 100 } },
  {
    ...{ name: 'modules', kind: 'own', label: 'classes.form.modules' },
    draw: ({ id, label, error }, { form, t, modules, chosen }) => (
      <fieldset className="class-modules" id={id} tabIndex={-1}>
        <legend>{label}</legend>
        {modules.map(({ value, text }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) => {
                const others = chosen.filter((one) => one !== value);
                form.setValue('modules', target.checked ? [...others, value] : others, { shouldValidate: form.formState.isSubmitted });
              }}
            />{' '}
            {text}
          </label>
        ))}
        <FieldError id={id}>{error && t('classes.form.module-needed')}</FieldError>
      </fieldset>
    ),
  },
  { name: 'startsOn', kind: 'day', label: 'classes.form.from' },
  { name: 'endsOn', kind: 'day', label: 'classes.form.to' },
  {
    ...{ name: 'seats', kind: 'line', label: 'seats.number', hint: 'classes.form.seats-hint', toValue: Number },
    attributes: { inputMode: 'numeric', maxLength: 5 },
  },
];

/** Opens a class: its party, its modules, its days and its seats. */
export function OpenClassForm({ modules, close }: { modules: Classes['modules']; close: () => void }) {
  const locale = useLocale();
  const session = useSession();
  const parties = useQuery(allPartiesQuery());
  // The party must be known before the class can be opened.
  if (parties.error) return <ProblemNote error={parties.error} retry={() => void parties.refetch()} />;
  if (!parties.data) return <Skeleton rows={6} />;
  const choices = parties.data.filter(({ id }) => can(session, 'training:teach', id));
  return (
    <ClassFields
      parties={choices.map((one) => ({ value: one.id, text: one.name[locale] }))}
      modules={modules.map((one) => ({ value: one.id, text: one[locale] }))}
      close={close}
    />
  );
}

function ClassFields({ parties, modules, close }: Pick<Facts, 'parties' | 'modules'> & { close: () => void }) {
  const t = useTranslations(translateLearningDesk);
  const navigate = useNavigate();
  const today = localToday();
  const form = useForm<Values>({
    resolver: zodResolver(OpenClass) as unknown as Resolver<Values>,
    defaultValues: {
      partyId: parties[0]?.value ?? '',
      title: '',
      modules: modules.slice(0, 1).map(({ value }) => value),
      startsOn: today,
      endsOn: plusDays(today, 14),
      seats: null,
    },
  });
  const save = useClassWrite(
    (input: Values, key) => send('POST /parties/:partyId/classes', input, key),
    ({ classId }) => void navigate({ to: '/training/classes/$classId', params: { classId } }),
  );
  const chosen = useWatch({ control: form.control, name: 'modules' });
  const facts = { form, t, parties, modules, chosen };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: OpenClass, t, facts, problem: save.error });
  return (
    <form className="panel form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('classes.open')} waiting={save.isPending} close={close} />
    </form>
  );
}
