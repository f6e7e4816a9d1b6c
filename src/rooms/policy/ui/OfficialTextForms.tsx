import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import { LOCALES } from '#kernel/languages.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import type { FieldTable, OwnField, TextKey } from '#web/kit/fields/field-table.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import {
  Language,
  MAX_TEXT_LENGTH,
  type OfficialText,
  PlainText,
  Reason,
  RemoveText,
  TextSource,
} from '../official-texts/official-text.schema.ts';
import { translateOfficialTexts } from '../official-texts/texts.ts';
import { officialTextsQuery } from './office-data.ts';

// The choice has no default that publishes; the reason is asked only where a text is replaced.
const Fields = TextSource.extend({ language: Language, body: PlainText, released: z.enum(['no', 'yes']), reason: Reason.nullable() });
type Values = z.output<typeof Fields>;
type Key = TextKey<typeof translateOfficialTexts>;
type Facts = { form: UseFormReturn<Values>; t: (key: Key) => string; replaced: OfficialText | undefined };

const FIELDS: FieldTable<keyof Values | 'body', Key, Facts> = [
  {
    name: 'language',
    kind: 'choice',
    label: 'language',
    options: ({ t }) => LOCALES.map((value) => ({ value, text: t(`language.${value}`) })),
  },
  {
    ...{ name: 'body', kind: 'lines', label: 'body', hint: 'body-hint' },
    attributes: ({ form }) => ({ rows: 12, maxLength: MAX_TEXT_LENGTH, lang: form.watch('language') }),
  },
  { name: 'authority', kind: 'line', label: 'authority', hint: 'authority-hint', attributes: { maxLength: 200 } },
  { name: 'source', kind: 'line', label: 'where', hint: 'where-hint', attributes: { maxLength: 500 } },
  { name: 'readOn', kind: 'day', label: 'read-on' },
  {
    ...{ name: 'released', kind: 'choice', label: 'released', hint: 'released-hint' },
    options: ({ t }) => (['no', 'yes'] as const).map((value) => ({ value, text: t(`released.${value}`) })),
  },
  {
    ...{ name: 'reason', kind: 'lines', label: 'reason', required: true, attributes: { maxLength: 2000 } },
    when: ({ replaced }) => replaced !== undefined,
  },
];

const resolver = zodResolver(Fields) as unknown as Resolver<Values>;

/** Records the official text of a clause, pasted or from a text file. Where the clause has one in this language, replaces it with a reason. */
export function RecordTextForm({
  clauseId,
  present,
  close,
}: {
  clauseId: string;
  present: readonly OfficialText[];
  close: (words?: string) => void;
}) {
  const t = useTranslations(translateOfficialTexts);
  const locale = useLocale();
  const queries = useQueryClient();
  const textIn = (language: string) => present.find((text) => text.language === language);
  const form = useForm<Values>({
    resolver: (values, ...rest) => resolver({ ...values, reason: textIn(values.language) ? values.reason : null }, ...rest),
    defaultValues: { language: locale, body: '', authority: '', source: '', readOn: localToday(), released: 'no', reason: '' },
  });
  const replaced = textIn(form.watch('language'));
  const save = useWrite(
    ({ released, reason, ...values }: Values & { replaces: string | null }, key) => {
      const replaces = values.replaces === null ? null : { id: values.replaces, reason: reason ?? '' };
      return send('POST /clauses/:clauseId/official-texts', { ...values, clauseId, released: released === 'yes', replaces }, key);
    },
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: officialTextsQuery(clauseId).queryKey });
        close(t('saved'));
      },
    },
  );
  const facts = { form, t, replaced };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts, problem: save.error });
  return (
    <form
      className="panel form no-print"
      noValidate
      aria-label={t('form')}
      onSubmit={form.handleSubmit((values) => save.mutate({ ...values, replaces: replaced?.id ?? null }))}
    >
      <ErrorSummary faults={faults} />
      <TextFileField form={form} />
      {rows}
      <FormFoot action={t('save')} waiting={save.isPending} close={() => close()} />
    </form>
  );
}

/** Copies the content of a text file into the field of the text, where it can be checked and shortened to the clause. */
function TextFileField({ form }: { form: UseFormReturn<Values> }) {
  const t = useTranslations(translateOfficialTexts);
  const [file, setFile] = useState<File | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const read = async (chosen: File | null) => {
    setFile(chosen);
    setUnreadable(false);
    if (chosen === null) return;
    const text = chosen.size > 4 * MAX_TEXT_LENGTH ? undefined : textOf(await chosen.arrayBuffer());
    if (text === undefined) setUnreadable(true);
    else form.setValue('body', text, { shouldValidate: true });
  };
  const words: Omit<OwnField, 'error'> = { id: 'text-file', label: t('file'), hint: t('file-hint') };
  return (
    <FileField
      {...words}
      accept=".txt,text/plain"
      error={unreadable ? t('file-unreadable') : undefined}
      file={file}
      onFile={(chosen) => void read(chosen)}
    />
  );
}

function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const Removal = RemoveText.pick({ reason: true });

/** Takes an official text off the pages, with a reason. */
export function RemoveTextForm({ clauseId, text, close }: { clauseId: string; text: OfficialText; close: (words?: string) => void }) {
  const t = useTranslations(translateOfficialTexts);
  const queries = useQueryClient();
  const title = t('remove-title', { language: text.language });
  const form = useForm<z.output<typeof Removal>>({ resolver: zodResolver(Removal), defaultValues: { reason: '' } });
  const remove = useWrite(
    ({ reason }: z.output<typeof Removal>, key) =>
      send('POST /clauses/:clauseId/official-texts/removal', { clauseId, textId: text.id, reason }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: officialTextsQuery(clauseId).queryKey });
        close(t('removed'));
      },
    },
  );
  const faults = useFaults({ labels: { reason: t('remove-reason') }, errors: form.formState.errors, problem: remove.error });
  return (
    <form className="panel form no-print" noValidate aria-label={title} onSubmit={form.handleSubmit((values) => remove.mutate(values))}>
      <ErrorSummary faults={faults} />
      <TextArea
        id="reason"
        autoFocus
        label={t('remove-reason')}
        error={faults.of('reason')}
        maxLength={2000}
        {...form.register('reason')}
      />
      <FormFoot action={title} waiting={remove.isPending} close={() => close()} />
    </form>
  );
}
