import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/Drawer.tsx';
import { DateField } from '#web/kit/fields/DateField.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { CorrectTreatyAction } from '../treaties/correction.schema.ts';
import type { HistoryRow } from '../treaties/history.schema.ts';
import { ACTION_KINDS, CONFIDENCES, type Instrument, TREATY_STATUSES } from '../treaties/treaty-words.rules.ts';
import { useTreatyWords } from './treaty-words.ts';

const Fields = CorrectTreatyAction.omit({ partyId: true, instrument: true, supersedes: true });
type Input = z.output<typeof Fields>;

/** A newer dated row with its source and the reason; the previous row stays below it. */
export function CorrectDrawer({
  partyId,
  name,
  instrument,
  current,
  close,
  done,
}: {
  partyId: string;
  name: string;
  instrument: Instrument;
  current: HistoryRow | undefined;
  close: () => void;
  done: (words: string) => void;
}) {
  const words = useTreatyWords();
  const { t } = words;
  const queries = useQueryClient();
  const form = useForm<Input>({
    resolver: zodResolver(Fields) as unknown as Resolver<Input>,
    defaultValues: {
      status: current?.status ?? 'unknown',
      signatureDate: current?.signatureDate ?? null,
      actionKind: ACTION_KINDS.find((one) => one === current?.actionKind) ?? null,
      actionDate: current?.actionDate ?? null,
      inForce: current?.inForce ?? null,
      asOf: '',
      confidence: current?.confidence ?? 'one-source',
      source: '',
      crosscheck: null,
      note: current?.note ?? null,
      reason: '',
    },
  });
  const save = useWrite(
    (input: Input, key) => send('POST /parties/:partyId/treaties', { partyId, ...input, instrument, supersedes: current?.id ?? null }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries();
        done(t('ui.corrected', { name, instrument: words.instrument(instrument) }));
      },
    },
  );
  const labels = {
    status: t('ui.field.status'),
    signatureDate: t('ui.field.signatureDate'),
    actionKind: t('ui.field.actionKind'),
    actionDate: t('ui.field.actionDate'),
    inForce: t('ui.field.inForce'),
    asOf: t('ui.field.asOf'),
    confidence: t('ui.field.confidence'),
    source: t('ui.field.source'),
    crosscheck: t('ui.field.crosscheck'),
    note: t('ui.field.note'),
    reason: t('ui.reason'),
  };
  const replaced = save.error instanceof Problem && save.error.code === 'nations/row-replaced';
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  const orNull = { setValueAs: (text: string | null) => text?.trim() || null };
  const osce = instrument === 'OSCE';
  const fitting = TREATY_STATUSES.filter((one) => one === 'unknown' || one.endsWith('participating') === osce);
  return (
    <Drawer about={`correct ${instrument}`} path={`${name} / ${words.instrument(instrument)}`} title={t('ui.correct-title')} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <p className="muted small">{t(current ? 'ui.correct-says' : 'ui.correct-first')}</p>
        <ErrorSummary faults={faults} />
        {replaced && (
          <p>
            <Button onClick={() => void queries.invalidateQueries({ queryKey: ['treaties'] })}>{t('ui.read-newer')}</Button>
          </p>
        )}
        <SelectField id="status" label={labels.status} error={faults.of('status')} {...form.register('status')}>
          {fitting.map((one) => (
            <option key={one} value={one}>
              {words.status(one)}
            </option>
          ))}
        </SelectField>
        <DateField
          id="signatureDate"
          label={labels.signatureDate}
          error={faults.of('signatureDate')}
          {...form.register('signatureDate', orNull)}
        />
        <SelectField id="actionKind" label={labels.actionKind} error={faults.of('actionKind')} {...form.register('actionKind', orNull)}>
          <option value="">{t('ui.action-unknown')}</option>
          {ACTION_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`ui.action.${one}`)}
            </option>
          ))}
        </SelectField>
        <DateField id="actionDate" label={labels.actionDate} error={faults.of('actionDate')} {...form.register('actionDate', orNull)} />
        <DateField id="inForce" label={labels.inForce} error={faults.of('inForce')} {...form.register('inForce', orNull)} />
        <DateField id="asOf" label={labels.asOf} hint={t('ui.as-of-hint')} error={faults.of('asOf')} {...form.register('asOf')} />
        <TextArea
          id="source"
          label={labels.source}
          hint={t('ui.source-hint')}
          error={faults.of('source')}
          {...form.register('source', orNull)}
        />
        <SelectField id="confidence" label={labels.confidence} error={faults.of('confidence')} {...form.register('confidence')}>
          {CONFIDENCES.map((one) => (
            <option key={one} value={one}>
              {words.confidence(one)}
            </option>
          ))}
        </SelectField>
        <TextArea
          id="crosscheck"
          label={labels.crosscheck}
          hint={t('ui.optional')}
          error={faults.of('crosscheck')}
          {...form.register('crosscheck', orNull)}
        />
        <TextArea id="note" label={labels.note} hint={t('ui.optional')} error={faults.of('note')} {...form.register('note', orNull)} />
        <TextArea id="reason" label={labels.reason} hint={t('ui.reason-hint')} error={faults.of('reason')} {...form.register('reason')} />
        <div className="treaty-actions">
          <Button kind="main" type="submit" waiting={save.isPending}>
            {t('ui.correct-action')}
          </Button>
          <Button onClick={close}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}
