import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Alike } from './Alike.tsx';
import { dropQuery } from './files-data.ts';
import { translateFiles } from './texts.ts';

type Row = AnswerOf<'/contract-drops/:dropId'>['documents'][number];

/** The files of one drop: first those that wait for a contract, then those that were not read. */
export function DropFiles({ dropId }: { dropId: string }) {
  const t = useTranslations(translateFiles);
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(dropQuery(dropId));
  const [sure, setSure] = useState(false);
  const undo = useWrite((input: { dropId: string; version: number }, key) => send('POST /contract-drops/:dropId/undo', input, key), {
    readAgain: () => queries.invalidateQueries({ queryKey: dropQuery(dropId).queryKey }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: dropQuery(dropId).queryKey });
      return queries.invalidateQueries({ queryKey: ['contracts'] });
    },
  });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  const rank = ({ contractId, general, unread }: Row) => (contractId === null && general === null ? 0 : unread !== null ? 1 : 2);
  return (
    <>
      {data.mayManage && <Alike dropId={dropId} />}
      <Section title={t('drop.files', { n: data.documents.length })}>
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'file', head: t('column.file'), cell: (row) => row.name },
            { key: 'outcome', head: t('column.outcome'), cell: (row) => <Outcome row={row} /> },
            {
              key: 'contract',
              head: t('column.contract'),
              cell: (row) =>
                row.general === 'in-force' ? (
                  t('general.one')
                ) : row.contractId === null ? (
                  <Place row={row} mayManage={data.mayManage} />
                ) : (
                  <Link to="/contracts/$contractId" params={{ contractId: row.contractId }}>
                    {row.number}
                  </Link>
                ),
            },
          ]}
          groups={[{ key: 'all', rows: data.documents.toSorted((one, other) => rank(one) - rank(other)) }]}
          rowKey={(row) => row.id}
          empty={null}
        />
        {undo.error && <ProblemNote error={undo.error} />}
        {data.mayManage && (
          <p className="contract-buttons no-print">
            {sure ? (
              <>
                <Button kind="main" waiting={undo.isPending} onClick={() => undo.mutate({ dropId, version: data.documents.length })}>
                  {t('undo.sure')}
                </Button>
                <Button onClick={() => setSure(false)}>{t('undo.cancel')}</Button>
              </>
            ) : (
              <Button onClick={() => setSure(true)}>{t('undo')}</Button>
            )}
          </p>
        )}
      </Section>
    </>
  );
}

function Outcome({ row: { unread, pages, scanned, ocrPages } }: { row: Row }) {
  const t = useTranslations(translateFiles);
  if (unread !== null) return t(`unread.${unread}`);
  return (
    <>
      {pages === null ? t('outcome.read-unpaged') : t('outcome.read', { n: pages })}
      {ocrPages.length > 0 && `, ${t('outcome.pictures', { n: ocrPages.length })}`}
      {scanned > 0 && `, ${t('outcome.scanned', { n: scanned })}`}
    </>
  );
}

/** Names the contract of a file by its number. */
function Place({ row, mayManage }: { row: Row; mayManage: boolean }) {
  const t = useTranslations(translateFiles);
  const queries = useQueryClient();
  const [number, setNumber] = useState<string>();
  const place = useWrite(
    (input: { documentId: string; number: string }, key) => send('POST /contract-files/:documentId/contract', input, key),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) },
  );
  const make = useWrite((input: { documentId: string }, key) => send('POST /contract-files/:documentId/general', input, key), {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
  });
  const likely = row.likely.length > 0 && <span className="small muted">{t('place.likely', { numbers: row.likely.join(', ') })}</span>;
  if (!mayManage) return likely || '–';
  if (number === undefined)
    return (
      <>
        <span className="contract-buttons">
          <Button onClick={() => setNumber(row.likely[0] ?? '')}>{t('place')}</Button>
          {row.unread === null && (
            <Button waiting={make.isPending} onClick={() => make.mutate({ documentId: row.id })}>
              {t('general.make')}
            </Button>
          )}
          {likely}
        </span>
        {make.error && <ProblemNote error={make.error} />}
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '') place.mutate({ documentId: row.id, number: number.trim() });
      }}
    >
      <TextField label={t('place.number')} value={number} onChange={(event) => setNumber(event.target.value)} />
      {place.error && <ProblemNote error={place.error} />}
      <Button type="submit" waiting={place.isPending}>
        {t('place.save')}
      </Button>
    </form>
  );
}
