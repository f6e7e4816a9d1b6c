import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { LOCALES, type Locale } from '#kernel/languages.ts';
import type { BodyOf } from '#web/client/api.ts';
import { upload } from '#web/client/files/upload.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { type OutreachView, SendLetter } from '../../outreach/outreach.schema.ts';
import { translateOutreachDesk } from './texts.ts';

const Fields = SendLetter.omit({ outreachId: true, version: true });
type Values = z.output<typeof Fields>;
type Facts = {
  t: (key: TextKey<typeof translateOutreachDesk>) => string;
  attached: { file: File | null; onFile: (file: File | null) => void; share: number | undefined };
  language: Locale;
  changeLanguage: () => void;
};

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateOutreachDesk>, Facts> = [
  {
    ...{ name: 'language', kind: 'choice', label: 'send.language', changed: ({ changeLanguage }) => changeLanguage() },
    options: ({ t }) => LOCALES.map((value) => ({ value, text: t(`send.${value}`) })),
  },
  {
    ...{ name: 'body', kind: 'lines', label: 'send.body', hint: 'send.body-hint' },
    attributes: ({ language }) => ({ lang: language, rows: 16, maxLength: 8000 }),
  },
  { name: 'offer', kind: 'lines', label: 'send.offer', hint: 'send.offer-hint', attributes: { maxLength: 2000 } },
  { name: 'sentOn', kind: 'day', label: 'send.day' },
  {
    ...{ name: 'documentId', kind: 'own', label: 'send.file', hint: 'send.file-hint' },
    draw: ({ label, hint }, { attached }) => <FileField label={label} hint={hint} {...attached} />,
  },
  { name: 'reminderOn', kind: 'day', label: 'send.reminder', hint: 'send.reminder-hint' },
];

/** Records a sent letter: the edited proposal, the help offered, the date, the signed file, and a reminder. */
export function SendLetterForm({
  view,
  waiting,
  send,
  close,
}: {
  view: OutreachView;
  waiting: boolean;
  send: (body: BodyOf<'POST /outreach/:outreachId/letters'>) => void;
  close: () => void;
}) {
  const t = useTranslations(translateOutreachDesk);
  const language = useLocale();
  const form = useForm<Values>({
    resolver: zodResolver(Fields) as unknown as Resolver<Values>,
    defaultValues: {
      language,
      body: view.draft[language],
      offer: null,
      sentOn: localToday(),
      documentId: null,
      reminderOn: null,
    },
  });
  const [file, onFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const uploadAnswer = useWrite((chosen: File, key) =>
    upload('/parties/:partyId/documents', { partyId: view.writer.id }, chosen, { key, onProgress: setShare }),
  );
  // The proposal follows the language until the writer has changed it.
  const changeLanguage = () => {
    if (!form.getFieldState('body').isDirty) form.resetField('body', { defaultValue: view.draft[form.getValues('language')] });
  };
  const attached = { file, onFile, share: uploadAnswer.isPending ? share : undefined };
  const facts = { t, attached, language: form.watch('language'), changeLanguage };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts, problem: null });
  const submit = async (values: Values) => {
    setShare(undefined);
    send({ ...values, documentId: file === null ? null : (await uploadAnswer.mutateAsync(file)).id });
  };
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit((values) => submit(values).catch(() => undefined))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('action.send')} waiting={waiting || uploadAnswer.isPending} error={uploadAnswer.error} close={close} />
    </form>
  );
}
