import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import type { FindingView } from '../../findings/finding.schema.ts';
import { ProseForm } from '../forms/ProseForm.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** A second person decides whether the reported progress settles the finding, and why. */
export function VerifyForm({ finding, done }: { finding: FindingView; done: () => void }) {
  const t = useTranslations(translateReviewForms);
  const [settled, setSettled] = useState<boolean | null>(null);
  const [tried, setTried] = useState(false);
  const verify = useReviewWrite(
    (body: { settled: boolean; reason: string }, key) =>
      send('POST /findings/:findingId/verify', { findingId: finding.id, version: finding.version, ...body }, key),
    { onSuccess: done },
  );
  return (
    <ProseForm
      label={t('verify.reason')}
      hint={t('verify.second-person')}
      act={t('verify.save')}
      waiting={verify.isPending}
      problem={verify.error}
      onSubmit={(reason) => {
        setTried(true);
        if (settled !== null) verify.mutate({ settled, reason });
      }}
      onCancel={done}
      before={
        <RadioRow
          label={t('verify.question')}
          name={`verify-${finding.id}`}
          error={tried && settled === null ? t('choose-one') : undefined}
          choices={[
            { value: 'yes', text: t('verify.settled') },
            { value: 'no', text: t('verify.not-yet') },
          ]}
          onChange={(event) => setSettled(event.target.value === 'yes')}
        />
      }
    />
  );
}
