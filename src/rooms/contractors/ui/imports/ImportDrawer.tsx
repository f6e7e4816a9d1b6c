import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { textOfFile } from '#web/client/files/file-text.ts';
import { upload } from '#web/client/files/upload.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { StillWorking } from '#web/kit/ProgressBar.tsx';
import type { ColumnMapping } from '../../imports/columns.rules.ts';
import { translateContracts } from '../texts.ts';
import { ColumnsOfSheet } from './ColumnsOfSheet.tsx';
import { PreviewOfImport } from './PreviewOfImport.tsx';

/** A party at which the reader keeps contracts. */
export type Keeping = { id: string; name: string };

// A workbook is sent as it is. A text table is sent in UTF-8, however it was saved.
const toSend = async (file: File) => (/\.xlsx$/i.test(file.name) ? file : new File([await textOfFile(file)], file.name));

/** Imports a table of contracts: reads it as soon as it is chosen, shows its columns and what it would do, then imports it. */
export function ImportDrawer({ parties, close }: { parties: readonly Keeping[]; close: () => void }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const [partyId, setPartyId] = useState(parties[0]!.id);
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({
    mutationFn: async ({ chosen, mapping, at = partyId }: { chosen: File; mapping?: ColumnMapping; at?: string }) =>
      upload(
        '/parties/:partyId/contract-imports/preview',
        { partyId: at, ...(mapping && { mapping: JSON.stringify(mapping) }) },
        await toSend(chosen),
      ),
  });
  const apply = useMutation({
    mutationFn: async ({ mapping, against, leaveOut }: { mapping: ColumnMapping; against: string; leaveOut: 'yes' | 'no' }) =>
      upload(
        '/parties/:partyId/contract-imports',
        { partyId, mapping: JSON.stringify(mapping), against, leaveOut, title: file!.name.slice(0, 200) },
        await toSend(file!),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contracts'] });
      close();
    },
  });
  const choose = (chosen: File | null, at = partyId) => {
    setFile(chosen);
    apply.reset();
    if (chosen) preview.mutate({ chosen, at });
    else preview.reset();
  };
  const seen = preview.data;
  return (
    <Drawer about="import" path={t('title')} title={t('import')} close={close}>
      <div className="form">
        <p className="muted small">{t('import.says')}</p>
        {parties.length > 1 && (
          <SelectField
            label={t('import.party')}
            value={partyId}
            onChange={(event) => {
              setPartyId(event.target.value);
              choose(file, event.target.value);
            }}
          >
            {parties.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <FileField
          label={t('import.file')}
          hint={t('import.file-hint')}
          accept=".csv,.txt,.xlsx"
          file={file}
          onFile={(one) => choose(one)}
        />
        <StillWorking on={preview.isPending} />
        {(preview.error ?? apply.error) && <ProblemNote error={(preview.error ?? apply.error)!} />}
      </div>
      {seen && file && (
        <>
          <ColumnsOfSheet seen={seen} change={(mapping) => preview.mutate({ chosen: file, mapping })} />
          <PreviewOfImport seen={seen} />
          <p>
            {seen.added + seen.changed + seen.firms > 0 && (
              <Button
                kind="main"
                waiting={apply.isPending}
                disabled={preview.isPending}
                onClick={() => apply.mutate({ mapping: seen.mapping, against: seen.against, leaveOut: seen.faultyRows > 0 ? 'yes' : 'no' })}
              >
                {t(seen.faultyRows > 0 ? 'import.without' : 'import.apply', { n: seen.rows - seen.faultyRows })}
              </Button>
            )}{' '}
            <Button kind="quiet" onClick={close}>
              {t('import.cancel')}
            </Button>
          </p>
        </>
      )}
    </Drawer>
  );
}
