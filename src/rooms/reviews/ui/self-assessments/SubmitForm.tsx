import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { SubmitSelfAssessment } from '../../self-assessments/self-assessment.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { progressOf } from '../participation-view.ts';
import { useReviewWrite } from '../reviews-data.ts';

const Values = SubmitSelfAssessment.pick({ capacity: true });

/** Signs and submits a self-assessment: the signed-in person signs and states their capacity. Open questions are listed before submission. */
export function SubmitForm({ participation }: { participation: ParticipationView }) {
  const t = useTranslations(translateReviewForms);
  const { person } = useSession();
  const form = useForm<z.infer<typeof Values>>({ resolver: zodResolver(Values), defaultValues: { capacity: '' } });
  const submit = useReviewWrite((body: z.infer<typeof Values>, key) =>
    send(
      'POST /participations/:participationId/submit',
      { participationId: participation.participation.id, version: participation.version, ...body },
      key,
    ),
  );
  const labels = { capacity: t('sign.capacity') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: submit.error });
  const { rest } = progressOf(participation.obligations, 'answer');
  if (rest > 0) return <p className="small muted">{t('sign.left', { n: rest })}</p>;
  if (!participation.actions.includes('submit')) return <p className="small muted">{t('sign.not-you')}</p>;
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit((values) => submit.mutate(values))}>
      <p>{t('sign.says')}</p>
      <ErrorSummary faults={faults} />
      <TextField
        id="capacity"
        label={labels.capacity}
        hint={t('sign.capacity-hint')}
        error={faults.of('capacity')}
        {...form.register('capacity')}
      />
      <p className="small muted">{t('sign.as', { name: person.name })}</p>
      <FormFoot action={t('sign.action')} waiting={submit.isPending} />
    </form>
  );
}
