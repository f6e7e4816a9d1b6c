import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import './evidence.css';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { SAYS } from '#kernel/status.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { upload } from '#web/client/files/upload.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { ItemContent, PlainWording } from '../item.schema.ts';
import type { ItemDraft } from './item-values.ts';
import { kindsFor } from './kinds-for.rules.ts';
import { ObligationChoice } from './ObligationChoice.tsx';
import { translateEvidenceDesk } from './texts.ts';

const FILE_LIMIT = 25 * 1024 * 1024;
// The form writes one language: the author's.
const Content = ItemContent.omit({ editionId: true }).extend({ title: PlainWording, source: PlainWording });

type Props = {
  partyId: string;
  edition: EditionData;
  initial: ItemDraft;
  mode: 'new' | 'draft' | 'correct';
  saving: boolean;
  problem: unknown;
  save: (draft: ItemDraft) => void;
};
type Facts = Pick<Props, 'partyId' | 'edition'> & {
  form: UseFormReturn<ItemDraft>;
  kinds: Option[];
  says: Option[];
  attached: { file: File | null; setFile: (file: File | null) => void; share: number | undefined; problem: unknown };
};

const FIELDS: FieldTable<keyof ItemDraft, TextKey<typeof translateEvidenceDesk>, Facts> = [
  {
    ...{ name: 'obligationIds', kind: 'own', label: 'field.obligations' },
    draw: ({ label, error }, { edition, form }) => (
      <ObligationChoice
        edition={edition}
        label={label}
        isMissing={error !== undefined}
        chosen={form.watch('obligationIds')}
        field={form.register('obligationIds')}
      />
    ),
  },
  { name: 'kind', kind: 'choice', label: 'field.kind', hint: 'kind.hint', none: 'choose', options: ({ kinds }) => kinds },
  { name: 'says', kind: 'choice', label: 'field.says', hint: 'says.hint', none: 'choose', options: ({ says }) => says },
  { name: 'title', kind: 'line', label: 'field.title', hint: 'title.hint', attributes: { maxLength: 300 } },
  { name: 'date', kind: 'date', label: 'field.date', hint: 'date.hint' },
  { name: 'asOf', kind: 'date', label: 'field.as-of', hint: 'as-of.hint' },
  { name: 'source', kind: 'line', label: 'field.source', hint: 'source.hint', attributes: { maxLength: 300 } },
  {
    ...{ name: 'label', kind: 'own', label: 'field.label' },
    draw: (_, { partyId, form }) => (
      <LabelFields partyId={partyId} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
    ),
  },
  {
    ...{ name: 'documentId', kind: 'own', label: 'field.file', hint: 'file.hint' },
    draw: (field, { form, attached }) => <Attached field={field} form={form} {...attached} />,
  },
  { name: 'page', kind: 'line', label: 'field.page', hint: 'page.hint', attributes: { maxLength: 40 } },
  { name: 'address', kind: 'line', label: 'field.address', hint: 'address.hint', attributes: { type: 'url' } },
  { name: 'note', kind: 'lines', label: 'field.note', hint: 'note.hint', attributes: { maxLength: 4000 } },
];

/** The form for an evidence item. A chosen file is uploaded first, with progress; then the item that shows it is saved. */
export function ItemForm({ partyId, edition, initial, mode, saving, problem, save }: Props) {
  const t = useTranslations(translateEvidenceDesk);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const form = useForm<ItemDraft>({ resolver: zodResolver(Content) as unknown as Resolver<ItemDraft>, defaultValues: initial });
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const [fileProblem, setFileProblem] = useState<unknown>();
  const chosen = form.watch('obligationIds');
  // Without a chosen obligation nothing can be said of what a kind does.
  const kinds = kindsFor(
    edition.evidenceKinds,
    edition.obligations.filter(({ id }) => chosen.includes(id)),
    initial.kind,
  ).map(({ kind, counts }) => ({
    value: kind.id,
    text: kind.title[locale],
    ...(chosen.length > 0 && { group: t(counts ? 'kind.counts' : 'kind.informs') }),
  }));
  const says = SAYS.map((value) => ({ value, text: word(value) }));
  const attached = { file, setFile, share, problem: fileProblem };
  const facts = { partyId, edition, form, kinds, says, attached };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Content, t, facts, problem });
  const submit = form.handleSubmit(async (draft) => {
    setFileProblem(undefined);
    try {
      if (file === null) return save(draft);
      setShare(0);
      const { level, releasableTo } = draft.label;
      const input = { partyId, level, releasableTo: releasableTo?.join(',') };
      const uploaded = await upload('/parties/:partyId/documents', input, file, { onProgress: setShare });
      form.setValue('documentId', uploaded.id);
      setFile(null);
      save({ ...draft, documentId: uploaded.id });
    } catch (error) {
      setFileProblem(error);
    } finally {
      setShare(undefined);
    }
  });
  return (
    <form className="form evidence-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} />
      <p className="note">{t(mode === 'correct' ? 'note.correct' : 'note.draft')}</p>
      {rows}
      <FormFoot
        action={t(mode === 'correct' ? 'form.correct' : 'form.save-draft')}
        waiting={saving || share !== undefined || (file?.size ?? 0) > FILE_LIMIT}
      />
    </form>
  );
}

/** The file of an item: the stored one, which can be taken out, or the choice of one. */
function Attached({
  field,
  form,
  file,
  setFile,
  share,
  problem,
}: Facts['attached'] & { field: { label: string; hint: string | undefined }; form: Facts['form'] }) {
  const t = useTranslations(translateEvidenceDesk);
  const documentId = form.watch('documentId');
  return (
    <>
      {documentId && file === null && (
        <p className="small">
          {t('file.kept')}{' '}
          <Button kind="quiet" onClick={() => form.setValue('documentId', undefined)}>
            {t('file.take-out')}
          </Button>
        </p>
      )}
      {!documentId && (
        <FileField
          label={field.label}
          hint={field.hint}
          error={file !== null && file.size > FILE_LIMIT ? t('file.too-large') : undefined}
          file={file}
          onFile={setFile}
          share={share}
        />
      )}
      {problem !== undefined && <ProblemNote error={problem} />}
    </>
  );
}
