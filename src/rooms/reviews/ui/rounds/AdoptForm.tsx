import { useForm } from 'react-hook-form';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { RELEASES, type Release } from '../../reviews.rules.ts';
import type { RoundView } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { translateReviewTasks } from '../tasks/texts.ts';

/** Adopts a round. It is frozen permanently, so the form explains that and asks who may read it. */
export function AdoptForm({ round, unanswered }: { round: RoundView; unanswered: number }) {
  const t = useTranslations(translateReviewForms);
  const task = useTranslations(translateReviewTasks);
  const form = useForm<{ release: Release }>({ defaultValues: { release: 'party' } });
  const adopt = useReviewWrite((body: { release: Release }, key) =>
    send('POST /rounds/:roundId/adopt', { roundId: round.id, version: round.version, ...body }, key),
  );
  return (
    <form className="form" onSubmit={form.handleSubmit((values) => adopt.mutate(values))}>
      <p>{t('adopt.ready', { n: unanswered })}</p>
      <RadioRow
        id="release"
        label={t('adopt.release')}
        hint={t('adopt.release-hint')}
        choices={RELEASES.map((value) => ({ value, text: t(`release.${value}`) }))}
        {...form.register('release')}
      />
      <FormFoot action={task('task.adopt-round')} waiting={adopt.isPending} error={adopt.error} />
    </form>
  );
}
