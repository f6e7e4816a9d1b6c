import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { later } from '#web/kit/later.tsx';
import type { Given } from '../returns-data.ts';
import { translateReturns } from '../texts.ts';

// A link holder uploads no files, so their page does not load the upload code.
const UploadField = later(() => import('../UploadField.tsx').then((file) => file.UploadField));

export type ProofFiles = {
  partyId: string;
  known: readonly { id: string; name: string }[];
  add: (file: { id: string; name: string }) => void;
};
type Said = Pick<Given, 'note' | 'documentId' | 'page'>;

/** A remark, and the file and page that show it. One file can serve several questions. */
export function Proof({ said, files, put }: { said: Said; files: ProofFiles | null; put: (change: Partial<Said>, done: boolean) => void }) {
  const t = useTranslations(translateReturns);
  return (
    <details className="proof" open={said.note !== null || said.documentId !== null || undefined}>
      <summary>{t('proof.title')}</summary>
      <div className="form">
        <TextArea
          label={t('answer.note')}
          maxLength={4000}
          rows={2}
          value={said.note ?? ''}
          onChange={(event) => put({ note: event.target.value || null }, false)}
        />
        {files && (
          <>
            <SelectField
              label={t('proof.file')}
              hint={t('proof.hint')}
              value={said.documentId ?? ''}
              onChange={(event) => put({ documentId: event.target.value || null }, true)}
            >
              <option value="">{t('proof.none')}</option>
              {files.known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <UploadField
              partyId={files.partyId}
              label={t('proof.new')}
              onUploaded={(uploaded) => {
                if (uploaded) files.add(uploaded);
                put({ documentId: uploaded?.id ?? null }, true);
              }}
            />
          </>
        )}
        {(files || said.page !== null) && (
          <TextField
            label={t('proof.page')}
            maxLength={40}
            value={said.page ?? ''}
            onChange={(event) => put({ page: event.target.value || null }, false)}
          />
        )}
      </div>
    </details>
  );
}
