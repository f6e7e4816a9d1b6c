import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { PART_VERDICTS, type PartVerdict, PLAN_PARTS, type PlanPart } from '../../plans/review.rules.ts';
import { type FormOfFirm, usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

type Said = { verdict: PartVerdict | null; note: string };

/** Says of each of the five parts of a plan whether it is met; what is not met, or not readable, with a note. */
export function ReviewForm({ firm: { plan }, close }: FormOfFirm) {
  const t = useTranslations(translatePlans);
  const { id: planId, version, review } = plan!;
  const [said, setSaid] = useState(
    () =>
      Object.fromEntries(
        PLAN_PARTS.map((part) => [part, { verdict: review?.[part].verdict ?? null, note: review?.[part].note ?? '' }]),
      ) as Record<PlanPart, Said>,
  );
  const [tried, setTried] = useState(false);
  const save = usePlanWrite(
    (body: BodyOf<'POST /contract-plans/:planId/review'>, key) =>
      send('POST /contract-plans/:planId/review', { planId, version, ...body }, key),
    close,
  );
  const lacksNote = ({ verdict, note }: Said) => (verdict === 'not-met' || verdict === 'not-readable') && note.trim() === '';
  const change = (part: PlanPart, more: Partial<Said>) => setSaid((before) => ({ ...before, [part]: { ...before[part], ...more } }));
  return (
    <form
      className="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const parts = PLAN_PARTS.map((part) => [part, said[part]] as const);
        if (parts.some(([, one]) => one.verdict === null || lacksNote(one))) return;
        const sent = parts.map(([part, { verdict, note }]) => [part, { verdict: verdict!, note: note.trim() || null }]);
        save.mutate({ review: Object.fromEntries(sent) });
      }}
    >
      {PLAN_PARTS.map((part) => (
        <fieldset key={part} className="field plan-part">
          <legend className="label">{t(`part.${part}`)}</legend>
          <p className="small muted">{t(`part.hint.${part}`)}</p>
          <RadioRow
            id={`verdict-${part}`}
            name={part}
            label={t('verdict')}
            error={tried && said[part].verdict === null ? t('review.verdict-needed') : undefined}
            chosen={said[part].verdict ?? ''}
            choices={PART_VERDICTS.filter((one) => one !== 'not-needed' || part === 'housing').map((value) => ({
              value,
              text: t(`verdict.${value}`),
            }))}
            onChange={(event) => change(part, { verdict: PART_VERDICTS.find((one) => one === event.target.value) ?? null })}
          />
          <TextField
            id={`note-${part}`}
            label={t('note')}
            hint={t('note-hint')}
            error={tried && lacksNote(said[part]) ? t('review.note-needed') : undefined}
            maxLength={1000}
            value={said[part].note}
            onChange={(event) => change(part, { note: event.target.value })}
          />
        </fieldset>
      ))}
      {save.error && <ProblemNote error={save.error} />}
      <FormFoot action={t('review.done')} waiting={save.isPending} close={close} />
    </form>
  );
}
