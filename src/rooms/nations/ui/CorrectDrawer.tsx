import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable } from '#web/kit/fields/field-table.ts';
import { CorrectTreatyAction } from '../treaties/correction.schema.ts';
import type { HistoryRow } from '../treaties/history.schema.ts';
import { ACTION_KINDS, CONFIDENCES, type Instrument, TREATY_STATUSES } from '../treaties/treaty-words.rules.ts';
import { translateStatements } from './statements/texts.ts';
import { useTreatyWords } from './treaty-words.ts';

const Fields = CorrectTreatyAction.omit({ partyId: true, instrument: true, supersedes: true });
type Input = z.output<typeof Fields>;
type Words = ReturnType<typeof useTreatyWords>;

const FIELDS: FieldTable<keyof Input, Parameters<Words['t']>[0], { words: Words; instrument: Instrument }> = [
  {
    ...{ name: 'status', kind: 'choice', label: 'ui.field.status' },
    options: ({ words, instrument }) =>
      TREATY_STATUSES.filter((one) => one === 'unknown' || one.endsWith('participating') === (instrument === 'OSCE')).map((value) => ({
        value,
        text: words.status(value),
      })),
  },
  { name: 'signatureDate', kind: 'date', label: 'ui.field.signatureDate' },
  {
    ...{ name: 'actionKind', kind: 'choice', label: 'ui.field.actionKind', none: 'ui.action-unknown' },
    options: ({ words }) => ACTION_KINDS.map((value) => ({ value, text: words.t(`ui.action.${value}`) })),
  },
  { name: 'actionDate', kind: 'date', label: 'ui.field.actionDate' },
  { name: 'inForce', kind: 'date', label: 'ui.field.inForce' },
  { name: 'asOf', kind: 'date', label: 'ui.field.asOf', hint: 'ui.as-of-hint' },
  { name: 'source', kind: 'lines', label: 'ui.field.source', hint: 'ui.source-hint' },
  {
    ...{ name: 'confidence', kind: 'choice', label: 'ui.field.confidence' },
    options: ({ words }) => CONFIDENCES.map((value) => ({ value, text: words.confidence(value) })),
  },
  { name: 'crosscheck', kind: 'lines', label: 'ui.field.crosscheck', hint: 'ui.optional' },
  { name: 'note', kind: 'lines', label: 'ui.field.note', hint: 'ui.optional' },
  { name: 'reason', kind: 'lines', label: 'ui.reason', hint: 'ui.reason-hint' },
];

/** A newer dated row with its source and the reason; the previous row stays below it. */
export function CorrectDrawer({
  partyId,
  name,
  instrument,
  current,
  states,
  close,
  done,
}: {
  partyId: string;
  name: string;
  instrument: Instrument;
  current: HistoryRow | undefined;
  /** Whether the row is the nation's own statement, which the policy office has to accept. */
  states: boolean;
  close: () => void;
  done: (words: string) => void;
}) {
  const words = useTreatyWords();
  const { t } = words;
  const statement = useTranslations(translateStatements);
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
        const said = { name, instrument: words.instrument(instrument) };
        done(states ? statement('stated', said) : t('ui.corrected', said));
      },
    },
  );
  const replaced = save.error instanceof Problem && save.error.code === 'nations/row-replaced';
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts: { words, instrument }, problem: save.error });
  return (
    <Drawer about={`correct ${instrument}`} path={`${name} / ${words.instrument(instrument)}`} title={t('ui.correct-title')} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <p className="muted small">{states ? statement('will-wait') : t(current ? 'ui.correct-says' : 'ui.correct-first')}</p>
        <ErrorSummary faults={faults} />
        {replaced && (
          <p>
            <Button onClick={() => void queries.invalidateQueries({ queryKey: ['treaties'] })}>{t('ui.read-newer')}</Button>
          </p>
        )}
        {rows}
        <FormFoot action={t('ui.correct-action')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
