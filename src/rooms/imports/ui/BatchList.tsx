import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import type { ImportBatch } from '../import.schema.ts';
import { SUBJECTS } from '../import-columns.schema.ts';
import { batchesQuery } from './tables-data.ts';
import { translateTables } from './texts.ts';

/** Imported tables, newest first, with a button to undo each. */
export function BatchList({ tell }: { tell: (words: string) => void }) {
  const t = useTranslations(translateTables);
  const [address, change] = useAddress();
  const sort = useSort<ImportBatch, 'title' | 'rows' | 'started'>({ title: 'title', rows: 'rows', when: 'started' }, '-started');
  const subject = SUBJECTS.find((one) => one === address.subject);
  const query = batchesQuery({ subject, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  const [undoing, setUndoing] = useState<string | null>(null);
  if (list.isPending) return <Skeleton rows={4} />;
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <p className="table-filters no-print">
        <FilterSelect
          name={t('column.of')}
          all={t('filter.all')}
          value={subject}
          options={SUBJECTS.map((one) => ({ value: one, text: t(`of.${one}`) }))}
          onChange={(value) => change({ subject: value ?? '' })}
        />
      </p>
      <DataTable
        caption={t('batches')}
        rowKey={({ id }) => id}
        sort={sort}
        columns={[
          { key: 'title', head: t('field.title'), cell: ({ title }: ImportBatch) => <span className="tables-words">{title}</span> },
          { key: 'of', head: t('column.of'), cell: ({ subject }: ImportBatch) => t(`of.${subject}`) },
          {
            key: 'rows',
            head: t('column.rows'),
            number: true,
            cell: ({ imported, total }: ImportBatch) => (imported === total ? total : t('progress', { imported, total })),
          },
          {
            key: 'when',
            head: t('column.when'),
            cell: ({ startedAt, importedBy }: ImportBatch) => (
              <>
                <DateText date={startedAt} time /> · {importedBy}
              </>
            ),
          },
          {
            key: 'undo',
            head: t('column.undo'),
            cell: (batch: ImportBatch) =>
              batch.undone?.at ? (
                <div className="tables-words">
                  {t('undone')} <DateText date={batch.undone.at} time />
                  <small className="tables-reason">{batch.undone.reason}</small>
                </div>
              ) : undoing === batch.id ? (
                <UndoForm batch={batch} close={() => setUndoing(null)} tell={tell} />
              ) : (
                <Button aria-label={t('undo-of', { title: batch.title })} onClick={() => setUndoing(batch.id)}>
                  {t(batch.undone ? 'undo-on' : 'undo')}
                </Button>
              ),
          },
        ]}
        groups={[{ key: 'all', rows: list.data.pages.flatMap(({ items }) => items) }]}
        more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        waiting={list.isFetchingNextPage}
        empty={<p>{t(subject ? 'batches-none-of' : 'batches-none')}</p>}
      />
    </>
  );
}

function UndoForm({ batch, close, tell }: { batch: ImportBatch; close: () => void; tell: (words: string) => void }) {
  const t = useTranslations(translateTables);
  const queries = useQueryClient();
  const [reason, setReason] = useState(batch.undone?.reason ?? '');
  const [tried, setTried] = useState(false);
  const save = useWrite(
    async (input: { reason: string }) => {
      // A long batch is undone in parts, each a command of its own. If interrupted, the rest can be undone later.
      let version = batch.version;
      for (;;) {
        const undone = await send('POST /imports/:batchId/undo', { batchId: batch.id, version, ...input });
        if (undone.left === 0) return;
        version = undone.version;
      }
    },
    {
      onSuccess: async () => {
        await queries.invalidateQueries();
        close();
        tell(t('undone-said', { title: batch.title }));
      },
    },
  );
  const id = `reason-${batch.id}`;
  const stale = isStale(save.error);
  const faults = useFaults({
    labels: { [id]: t('reason') },
    errors: tried && reason.trim() === '' ? { [id]: { type: 'too_small' } } : {},
    problem: stale ? null : save.error,
  });
  return (
    <form
      className="form tables-undo"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '') save.mutate({ reason: reason.trim() });
      }}
    >
      {stale && <StaleNote rows={[]} load={() => void queries.invalidateQueries({ queryKey: ['imports'] }).then(() => save.reset())} />}
      <ErrorSummary faults={faults} />
      <TextArea
        id={id}
        autoFocus
        maxLength={1000}
        label={t('reason')}
        hint={t(`undo-says.${batch.subject}`)}
        error={faults.of(id)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot action={t('undo')} waiting={save.isPending} close={close} />
    </form>
  );
}
