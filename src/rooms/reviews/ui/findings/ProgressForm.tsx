import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { FindingView } from '../../findings/finding.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { ChoiceList } from '../forms/ChoiceList.tsx';
import { ProseForm } from '../forms/ProseForm.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** The party reports what it has done about a finding, with the evidence items that show it. */
export function ProgressForm({
  finding,
  participation,
  done,
}: {
  finding: FindingView;
  participation: ParticipationView;
  done: () => void;
}) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const [evidenceIds, setEvidence] = useState<string[]>([]);
  const items = new Map(
    participation.obligations
      .filter((obligation) => finding.obligations.includes(obligation.id))
      .flatMap((obligation) => obligation.evidence)
      .map((item) => [item.id, item.title[locale]]),
  );
  const report = useReviewWrite(
    (body: { text: string; evidenceIds: string[] }, key) =>
      send('POST /findings/:findingId/progress', { findingId: finding.id, version: finding.version, ...body }, key),
    { onSuccess: done },
  );
  return (
    <ProseForm
      label={t('progress-form.text')}
      submitLabel={t('action.report-progress')}
      waiting={report.isPending}
      problem={report.error}
      onSubmit={(text) => report.mutate({ text, evidenceIds })}
      onCancel={done}
    >
      {items.size > 0 && (
        <ChoiceList
          id={`progress-${finding.id}`}
          label={t('finding.evidence')}
          none={t('choice.none')}
          choices={[...items].map(([value, text]) => ({ value, text }))}
          chosen={evidenceIds}
          onChange={setEvidence}
        />
      )}
    </ProseForm>
  );
}
