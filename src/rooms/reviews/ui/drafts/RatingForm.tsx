import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { RateObligation } from '../../drafts/draft.schema.ts';
import { RATINGS } from '../../reviews.rules.ts';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const Values = RateObligation.omit({ participationId: true, obligationId: true });

/** A reviewer's rating of one obligation. What the evidence says is offered but never filled in; a reason is always required. */
export function RatingForm({
  obligation,
  participationId,
  corrects = false,
  done,
}: {
  obligation: ParticipationObligation;
  participationId: string;
  /** The rating was adopted, and the authority corrects it. */
  corrects?: boolean;
  done: () => void;
}) {
  const t = useTranslations(translateReviewForms);
  const word = useTranslations(translateStatuses);
  // A nil return, zero received and overdue evidence are no judgement: the reviewer chooses.
  const rated = RATINGS.find((one) => one === (corrects ? obligation.rating?.status : obligation.status));
  const form = useForm<z.infer<typeof Values>>({
    resolver: zodResolver(Values),
    defaultValues: { status: rated, reason: '' },
  });
  const save = useReviewWrite(
    (values: z.infer<typeof Values>, key) =>
      send(
        corrects ? 'POST /participations/:participationId/rating-corrections' : 'POST /participations/:participationId/ratings',
        { participationId, ...values, obligationId: obligation.id },
        key,
      ),
    { onSuccess: done },
  );
  const [status, reason] = [`rate-${obligation.id}-status`, `rate-${obligation.id}-reason`];
  const faults = useFaults({
    labels: { status: t('rate.status'), reason: t('rate.reason') },
    errors: form.formState.errors,
    problem: save.error,
  });
  return (
    <form className="form rate-form no-print" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      {faults.general && <ErrorSummary faults={faults} />}
      <SelectField
        id={status}
        label={t('rate.status')}
        hint={obligation.status === 'met-stale' ? t('rate.stale-hint') : undefined}
        error={faults.of('status')}
        {...form.register('status')}
      >
        {!rated && <option value="">{t('answer.says-choose')}</option>}
        {RATINGS.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </SelectField>
      <TextArea
        id={reason}
        rows={2}
        label={t(corrects ? 'rate.correct-reason' : 'rate.reason')}
        hint={t(corrects ? 'rate.correct-hint' : 'rate.reason-hint')}
        error={faults.of('reason')}
        {...form.register('reason')}
      />
      <FormFoot action={t(corrects ? 'rate.correct-save' : 'rate.save')} waiting={save.isPending} />
    </form>
  );
}
