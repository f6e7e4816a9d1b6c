import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { type FindingView, ReviseFinding } from '../../findings/finding.schema.ts';
import { GRADES } from '../../reviews.rules.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { ChoiceList } from '../forms/ChoiceList.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const Revised = ReviseFinding.omit({ findingId: true, version: true });
// One form drafts and rewords. The reason is needed only for rewording; for a new finding it is stripped instead of refused as an extra field.
const Drafted = z.object(Revised.omit({ reason: true }).shape);
type Values = z.infer<typeof Revised>;

type Facts = {
  t: (key: TextKey<typeof translateReviewForms>) => string;
  form: UseFormReturn<Values>;
  isNew: boolean;
  obligations: Option[];
  /** The evidence items of the chosen obligations. */
  items: Option[];
  chosen: string[];
  cited: string[];
};

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateReviewForms>, Facts> = [
  {
    ...{ name: 'grade', kind: 'radio', label: 'finding.grade' },
    options: ({ t }) => GRADES.map((value) => ({ value, text: t(`grade.${value}`) })),
  },
  { name: 'title', kind: 'line', label: 'finding.title', hint: 'finding.title-hint' },
  { name: 'text', kind: 'lines', label: 'finding.text' },
  {
    ...{ name: 'obligationIds', kind: 'own', label: 'finding.obligations' },
    draw: ({ id, label, error }, { t, form, obligations, chosen }) => (
      <>
        <ChoiceList
          id={id}
          label={label}
          none={t('choice.none')}
          choices={obligations}
          chosen={chosen}
          onChange={(ids) => form.setValue('obligationIds', ids, { shouldValidate: form.formState.isSubmitted })}
        />
        {error && <p className="is-fault">{t('finding.obligations-needed')}</p>}
      </>
    ),
  },
  {
    ...{ name: 'evidenceIds', kind: 'own', label: 'finding.evidence' },
    when: ({ form }) => !form.watch('citesAbsence'),
    draw: ({ id, label }, { t, form, items, cited }) => (
      <ChoiceList
        id={id}
        label={label}
        none={t('choice.none')}
        choices={items}
        chosen={cited}
        onChange={(ids) => form.setValue('evidenceIds', ids)}
      />
    ),
  },
  {
    ...{ name: 'citesAbsence', kind: 'own', label: 'finding.absence' },
    draw: ({ label }, { form }) => (
      <label className="tick">
        <input type="checkbox" {...form.register('citesAbsence')} />
        {label}
      </label>
    ),
  },
  { name: 'owner', kind: 'line', half: true, label: 'finding.owner', hint: 'finding.owner-hint' },
  { name: 'due', kind: 'day', half: true, label: 'finding.due' },
  { name: 'reason', kind: 'lines', label: 'finding.reason', when: ({ isNew }) => !isNew },
];

/** Drafts or rewords a finding: grade, text, obligations and evidence items, owner and due date. */
export function FindingForm({
  participation,
  edition,
  finding,
  obligation,
  done,
}: {
  participation: ParticipationView;
  edition: EditionData;
  finding?: FindingView;
  obligation?: string | undefined;
  done: () => void;
}) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const form = useForm<Values>({
    resolver: zodResolver<Values, unknown, Values>((finding ? Revised : Drafted) as never),
    defaultValues: startOf(finding, obligation),
  });
  const save = useReviewWrite(
    (input: z.infer<typeof Drafted> | (Values & { version: number }), key) =>
      'version' in input
        ? send('PUT /findings/:findingId', { findingId: finding!.id, ...input }, key)
        : send('POST /participations/:participationId/findings', { participationId: participation.participation.id, ...input }, key),
    { onSuccess: done },
  );
  const stale = isStale(save.error);
  const [chosen, cited] = [form.watch('obligationIds'), form.watch('evidenceIds')];
  const obligations = participation.obligations.filter((one) => chosen.includes(one.id));
  const items = new Map(obligations.flatMap((one) => one.evidence).map((item) => [item.id, item.title[locale]]));
  const facts: Facts = {
    t,
    form,
    isNew: finding === undefined,
    obligations: participation.obligations.map(({ id }) => ({
      value: id,
      text: `${numberWithDagger(edition, id)} ${edition.obligations.find((one) => one.id === id)?.short[locale] ?? ''}`,
    })),
    items: [...items].map(([value, text]) => ({ value, text })),
    chosen,
    cited,
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Revised, t, facts, problem: stale ? null : save.error });
  const submit = form.handleSubmit((values) => {
    const { reason, ...draft } = { ...values, evidenceIds: values.citesAbsence ? [] : values.evidenceIds.filter((id) => items.has(id)) };
    save.mutate(finding === undefined ? draft : { ...draft, reason, version: finding.version });
  });
  return (
    <form className="panel form review-form no-print" noValidate onSubmit={submit}>
      <h3>{t(finding ? 'finding.revise' : 'finding.new')}</h3>
      {stale && finding && (
        <StaleFinding
          now={finding}
          yours={form.getValues()}
          load={() => {
            form.reset(startOf(finding, undefined));
            save.reset();
          }}
        />
      )}
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('finding.save')} waiting={save.isPending} close={done} />
    </form>
  );
}

function startOf(finding: FindingView | undefined, obligation: string | undefined): Values {
  return {
    grade: finding?.grade ?? 'recommend',
    title: finding?.title ?? '',
    text: finding?.text ?? '',
    obligationIds: finding?.obligations ?? (obligation === undefined ? [] : [obligation]),
    evidenceIds: finding?.evidence ?? [],
    citesAbsence: finding?.citesAbsence ?? false,
    owner: finding?.owner ?? '',
    due: finding?.due ?? '',
    reason: '',
  };
}

function StaleFinding({ now, yours, load }: { now: FindingView; yours: Values; load: () => void }) {
  const t = useTranslations(translateReviewForms);
  return (
    <StaleNote
      load={load}
      rows={[
        { key: 'grade', name: t('finding.grade'), current: t(`grade.${now.grade}`), yours: t(`grade.${yours.grade}`) },
        { key: 'title', name: t('finding.title'), current: now.title, yours: yours.title },
        { key: 'text', name: t('finding.text'), current: now.text, yours: yours.text },
        { key: 'owner', name: t('finding.owner'), current: now.owner, yours: yours.owner },
        { key: 'due', name: t('finding.due'), current: now.due, yours: yours.due },
      ]}
    />
  );
}
