import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { markedNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/StaleNote.tsx';
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
  const labels = {
    grade: t('finding.grade'),
    title: t('finding.title'),
    text: t('finding.text'),
    obligationIds: t('finding.obligations'),
    evidenceIds: t('finding.evidence'),
    owner: t('finding.owner'),
    due: t('finding.due'),
    ...(finding && { reason: t('finding.reason') }),
  };
  const stale = isStale(save.error);
  const faults = useFaults({ labels, errors: form.formState.errors, problem: stale ? null : save.error });
  const field = (path: 'title' | 'text' | 'owner' | 'due') => ({
    id: path,
    label: labels[path],
    error: faults.of(path),
    ...form.register(path),
  });
  const [chosen, cited, absence] = [form.watch('obligationIds'), form.watch('evidenceIds'), form.watch('citesAbsence')];
  const obligations = participation.obligations.filter((one) => chosen.includes(one.id));
  const items = new Map(obligations.flatMap((one) => one.evidence).map((item) => [item.id, item.title[locale]]));
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
      <RadioRow
        id="grade"
        label={labels.grade}
        error={faults.of('grade')}
        choices={GRADES.map((value) => ({ value, text: t(`grade.${value}`) }))}
        {...form.register('grade')}
      />
      <TextField {...field('title')} hint={t('finding.title-hint')} />
      <TextArea {...field('text')} />
      <ChoiceList
        id="obligationIds"
        label={labels.obligationIds}
        none={t('choice.none')}
        choices={participation.obligations.map(({ id }) => ({
          value: id,
          text: `${markedNumber(edition, id)} ${edition.obligations.find((one) => one.id === id)?.short[locale] ?? ''}`,
        }))}
        chosen={chosen}
        onChange={(ids) => form.setValue('obligationIds', ids, { shouldValidate: form.formState.isSubmitted })}
      />
      {faults.of('obligationIds') && <p className="is-fault">{t('finding.obligations-needed')}</p>}
      {!absence && (
        <ChoiceList
          id="evidenceIds"
          label={labels.evidenceIds}
          none={t('choice.none')}
          choices={[...items].map(([value, text]) => ({ value, text }))}
          chosen={cited}
          onChange={(ids) => form.setValue('evidenceIds', ids)}
        />
      )}
      <label className="tick">
        <input type="checkbox" {...form.register('citesAbsence')} />
        {t('finding.absence')}
      </label>
      <div className="field-pair">
        <TextField {...field('owner')} hint={t('finding.owner-hint')} />
        <TextField {...field('due')} type="date" />
      </div>
      {finding && <TextArea id="reason" label={labels.reason ?? ''} error={faults.of('reason')} {...form.register('reason')} />}
      <p className="form-actions">
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('finding.save')}
        </Button>
        <Button kind="quiet" onClick={done}>
          {t('cancel')}
        </Button>
      </p>
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
