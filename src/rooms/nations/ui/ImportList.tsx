import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { ImportLine } from '../treaties/history.schema.ts';
import { importsQuery } from './treaty-data.ts';
import { useTreatyWords } from './treaty-words.ts';

/** Imported tables, newest first, each with its importer and a button to undo it. */
export function ImportList({ mayUndo, tell }: { mayUndo: boolean; tell: (words: string) => void }) {
  const { t } = useTreatyWords();
  const list = useInfiniteQuery(importsQuery);
  const [undoing, setUndoing] = useState<string | null>(null);
  if (list.isPending) return <Skeleton rows={5} />;
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  return (
    <DataTable
      caption={t('ui.imports-table')}
      rowKey={(line) => line.id}
      columns={[
        { key: 'title', head: t('ui.import-title'), cell: (line: ImportLine) => line.title },
        { key: 'rows', head: t('ui.import-rows'), number: true, cell: (line: ImportLine) => line.rows },
        {
          key: 'applied',
          head: t('ui.import-applied'),
          cell: (line: ImportLine) => (
            <>
              <DateText date={line.appliedAt} time /> · {line.appliedBy ?? t('ui.installation')}
            </>
          ),
        },
        {
          key: 'undo',
          head: t('ui.import-undo'),
          cell: (line: ImportLine) =>
            line.undoneAt !== null ? (
              <>
                {t('ui.undone')} <DateText date={line.undoneAt} time /> · {line.undoneBy ?? t('ui.installation')}
                {line.undoReason && <small className="treaty-reason">{line.undoReason}</small>}
              </>
            ) : undoing === line.id ? (
              <UndoForm line={line} close={() => setUndoing(null)} tell={tell} />
            ) : mayUndo ? (
              <Button onClick={() => setUndoing(line.id)}>{t('ui.undo')}</Button>
            ) : (
              t('ui.import-in-force')
            ),
        },
      ]}
      groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
      more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
      waiting={list.isFetchingNextPage}
      empty={t('ui.imports-none')}
    />
  );
}

function UndoForm({ line, close, tell }: { line: ImportLine; close: () => void; tell: (words: string) => void }) {
  const { t } = useTreatyWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = useWrite(
    (input: { reason: string }, key) =>
      send('POST /treaty-imports/:batchId/undo', { batchId: line.id, version: line.version, ...input }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries();
        close();
        tell(t('ui.undone-said', { title: line.title }));
      },
    },
  );
  const id = `reason-${line.id}`;
  const stale = isStale(save.error);
  const faults = useFaults({
    labels: { [id]: t('ui.reason') },
    errors: tried && reason.trim() === '' ? { [id]: { type: 'too_small' } } : {},
    problem: stale ? null : save.error,
  });
  return (
    <form
      className="form treaty-undo"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '') save.mutate({ reason: reason.trim() });
      }}
    >
      {stale && <StaleNote rows={[]} load={() => void queries.invalidateQueries({ queryKey: ['treaties'] }).then(() => save.reset())} />}
      <ErrorSummary faults={faults} />
      <TextArea
        id={id}
        autoFocus
        label={t('ui.reason')}
        hint={t('ui.undo-hint')}
        error={faults.of(id)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot action={t('ui.undo')} waiting={save.isPending} close={close} />
    </form>
  );
}
