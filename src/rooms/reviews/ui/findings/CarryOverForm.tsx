import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { FindingView } from '../../findings/finding.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { ProseForm } from '../forms/ProseForm.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { roundsQuery, useReviewWrite } from '../reviews-data.ts';

/** Carries an unsettled finding over into a later open round, with a new due date and the reason. */
export function CarryOverForm({
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
  const rounds = useQuery(roundsQuery(null));
  const [roundId, setRound] = useState('');
  const [due, setDue] = useState('');
  const [tried, setTried] = useState(false);
  const later = rounds.data?.items.filter((round) => round.state === 'open' && round.plannedAt > participation.round.plannedAt) ?? [];
  const carry = useReviewWrite(
    (body: { roundId: string; due: string; reason: string }, key) =>
      send('POST /findings/:findingId/carry-over', { findingId: finding.id, version: finding.version, ...body }, key),
    { onSuccess: done },
  );
  if (rounds.isSuccess && later.length === 0) return <p className="muted">{t('carry.no-round')}</p>;
  return (
    <ProseForm
      label={t('carry.reason')}
      submitLabel={t('action.carry-over')}
      waiting={carry.isPending}
      problem={carry.error}
      onSubmit={(reason) => {
        setTried(true);
        if (roundId !== '' && due !== '') carry.mutate({ roundId, due, reason });
      }}
      onCancel={done}
      before={
        <>
          <SelectField
            label={t('carry.round')}
            error={tried && roundId === '' ? t('choose-one') : undefined}
            value={roundId}
            onChange={(event) => setRound(event.target.value)}
          >
            <option value="">{t('answer.says-choose')}</option>
            {later.map((round) => (
              <option key={round.id} value={round.id}>
                {round.title[locale]}
              </option>
            ))}
          </SelectField>
          <TextField
            type="date"
            label={t('finding.due')}
            error={tried && due === '' ? t('choose-one') : undefined}
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </>
      }
    />
  );
}
