import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import type { ObligationView } from '../../obligations/obligation.schema.ts';
import { translateDifferences } from './texts.ts';

type View = ObligationView['views'][number];

/** Where sources differ: whether it is open or rests, what each side recorded, and a form for one's own side. Nobody records the view of another. */
export function RecordedViews({ view }: { view: ObligationView }) {
  const t = useTranslations(translateDifferences);
  if (view.difference === null && view.views.length === 0) return null;
  const sides = view.difference === null ? [] : view.sides.filter((side) => !view.views.some((one) => one.current && one.side === side));
  return (
    <>
      {view.difference && <p className="small muted">{t(`state.${view.difference}`)}</p>}
      {view.views.map((one) => (
        <RecordedView key={`${one.side} ${one.at}`} view={one} />
      ))}
      {sides.length > 0 && <RecordViewForm view={view} sides={sides} />}
    </>
  );
}

function RecordedView({ view: { side, reason, by, at, current, label } }: { view: View }) {
  const t = useTranslations(translateDifferences);
  const locale = useLocale();
  const facts = [by === null ? formatDay(locale, at) : t('by', { name: by, day: formatDay(locale, at) }), !current && t('earlier')];
  return (
    <div className="obligation-reason">
      <p>
        <b>{t(`side.${side}`)}</b>
      </p>
      <p className="obligation-quote">{reason}</p>
      <p className="small muted">
        {facts.filter(Boolean).join(' · ')}
        <LabelBeside label={label} />
      </p>
    </div>
  );
}

function RecordViewForm({ view, sides }: { view: ObligationView; sides: ObligationView['sides'] }) {
  const t = useTranslations(translateDifferences);
  const queries = useQueryClient();
  const form = useForm<{ side: View['side']; reason: string; label: RecordLabel }>({
    defaultValues: { side: sides[0]!, reason: '', label: LOWEST },
  });
  const record = useWrite(
    (input: BodyOf<'POST /parties/:partyId/obligations/:obligationId/views'>, key) =>
      send(
        'POST /parties/:partyId/obligations/:obligationId/views',
        { partyId: view.party.id, obligationId: view.obligationId, ...input },
        key,
      ),
    {
      readAgain: () => queries.invalidateQueries({ queryKey: ['obligation'] }),
      onSuccess: () => Promise.all(['obligation', 'matrix', 'differences'].map((part) => queries.invalidateQueries({ queryKey: [part] }))),
    },
  );
  const labels = { side: t('side'), reason: t('reason') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: record.error });
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.handleSubmit((input) =>
        record.mutate({ ...input, reason: input.reason.trim(), differenceId: view.differenceId ?? '' }),
      )}
    >
      <ErrorSummary faults={faults} />
      {sides.length > 1 && (
        <RadioRow
          id="side"
          label={labels.side}
          error={faults.of('side')}
          choices={sides.map((value) => ({ value, text: t(`side.${value}`) }))}
          {...form.register('side')}
        />
      )}
      <TextArea
        id="reason"
        label={labels.reason}
        hint={t('reason.hint')}
        error={faults.of('reason')}
        {...form.register('reason', { validate: (text) => text.trim() !== '' || t('reason.required') })}
      />
      <LabelFields partyId={view.party.id} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
      <div>
        <Button type="submit" waiting={record.isPending}>
          {t('record')}
        </Button>{' '}
        <span role="status" className="small muted">
          {record.isSuccess && t('recorded')}
        </span>
      </div>
    </form>
  );
}
