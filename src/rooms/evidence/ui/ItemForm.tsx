import './evidence.css';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { isPartialDate } from '#kernel/dates.ts';
import { SAYS } from '#kernel/status.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { upload } from '#web/client/upload.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateField } from '#web/kit/fields/DateField.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateEvidence } from '../texts.ts';
import type { ItemDraft } from './item-values.ts';
import { ObligationChoice } from './ObligationChoice.tsx';
import { translateEvidenceDesk } from './texts.ts';

const FILE_LIMIT = 25 * 1024 * 1024;

type Props = {
  partyId: string;
  edition: EditionData;
  initial: ItemDraft;
  mode: 'new' | 'draft' | 'correct';
  saving: boolean;
  problem: unknown;
  save: (draft: ItemDraft) => void;
};

/** The form for an evidence item. A chosen file is uploaded first, with progress; then the item that shows it is saved. */
export function ItemForm({ partyId, edition, initial, mode, saving, problem, save }: Props) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const locale = useLocale();
  const form = useForm<ItemDraft>({ defaultValues: initial });
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const [fileProblem, setFileProblem] = useState<unknown>();
  const chosen = form.watch('obligationIds');
  const documentId = form.watch('documentId');
  const labels = {
    obligationIds: t('field.obligations'),
    kind: t('field.kind'),
    says: t('field.says'),
    title: t('field.title'),
    date: t('field.date'),
    asOf: t('field.as-of'),
    source: t('field.source'),
    page: t('field.page'),
    address: t('field.address'),
    note: t('field.note'),
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem });
  const required = { required: t('needed') };
  const day = (needed: boolean) => ({
    validate: (value: string) => (value === '' ? !needed || t('needed') : isPartialDate(value) || t('date-unfit')),
  });
  const fitting = new Set(
    edition.obligations.filter((obligation) => chosen.includes(obligation.id)).flatMap((obligation) => obligation.evidence.kinds),
  );
  const kinds = [...edition.evidenceKinds].sort((a, b) => Number(fitting.has(b.id)) - Number(fitting.has(a.id)));
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
      <ObligationChoice
        edition={edition}
        label={labels.obligationIds}
        error={faults.of('obligationIds')}
        chosen={chosen}
        field={form.register('obligationIds', { validate: (ids) => ids.length > 0 || t('obligations-needed') })}
      />
      <SelectField id="kind" label={labels.kind} hint={t('kind.hint')} error={faults.of('kind')} {...form.register('kind', required)}>
        <option value="">{t('choose')}</option>
        {kinds.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {fitting.has(kind.id) ? t('kind.fits', { kind: kind.title[locale] }) : kind.title[locale]}
          </option>
        ))}
      </SelectField>
      <SelectField id="says" label={labels.says} hint={t('says.hint')} error={faults.of('says')} {...form.register('says', required)}>
        <option value="">{t('choose')}</option>
        {SAYS.map((one) => (
          <option key={one} value={one}>
            {room(`says.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        id="title"
        label={labels.title}
        hint={t('title.hint')}
        maxLength={300}
        error={faults.of('title')}
        {...form.register('title', required)}
      />
      <DateField id="date" label={labels.date} hint={t('date.hint')} error={faults.of('date')} {...form.register('date', day(true))} />
      <DateField id="asOf" label={labels.asOf} hint={t('as-of.hint')} error={faults.of('asOf')} {...form.register('asOf', day(false))} />
      <TextField
        id="source"
        label={labels.source}
        hint={t('source.hint')}
        maxLength={300}
        error={faults.of('source')}
        {...form.register('source', required)}
      />
      <LabelFields partyId={partyId} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
      {documentId && file === null && (
        <p className="small">
          {t('file.kept')}{' '}
          <Button kind="quiet" onClick={() => form.setValue('documentId', '')}>
            {t('file.take-out')}
          </Button>
        </p>
      )}
      {!documentId && (
        <FileField
          label={t('field.file')}
          hint={t('file.hint')}
          error={file !== null && file.size > FILE_LIMIT ? t('file.too-large') : undefined}
          file={file}
          onFile={setFile}
          share={share}
        />
      )}
      {fileProblem !== undefined && <ProblemNote error={fileProblem} />}
      <TextField id="page" label={labels.page} hint={t('page.hint')} maxLength={40} error={faults.of('page')} {...form.register('page')} />
      <TextField
        id="address"
        type="url"
        label={labels.address}
        hint={t('address.hint')}
        error={faults.of('address')}
        {...form.register('address')}
      />
      <TextArea id="note" label={labels.note} hint={t('note.hint')} maxLength={4000} error={faults.of('note')} {...form.register('note')} />
      <div>
        <Button kind="main" type="submit" waiting={saving || share !== undefined || (file?.size ?? 0) > FILE_LIMIT}>
          {t(mode === 'correct' ? 'form.correct' : 'form.save-draft')}
        </Button>
      </div>
    </form>
  );
}
