import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { CommentForm } from '#web/kit/CommentForm.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateContracts } from '../texts.ts';
import type { Keeping } from './ImportDrawer.tsx';

type Import = AnswerOf<'/contract-imports'>['items'][number];
const REASON = { field: 'reason', required: true, maxLength: 500 } as const;

const importsQuery = (partyId: string) =>
  infiniteQueryOptions({
    queryKey: ['contracts', 'imports', partyId],
    queryFn: ({ pageParam, signal }) => get('/contract-imports', { partyId, limit: 10, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** The tables that a party imported, newest first, and how to undo each. */
export function ImportsOfParty({ party }: { party: Keeping }) {
  const t = useTranslations(translateContracts);
  const list = useInfiniteQuery(importsQuery(party.id));
  const [undoing, setUndoing] = useState<Import>();
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.pages[0]?.items.length === 0) return null;
  return (
    <Section title={t('imports.title', { party: party.name })}>
      <DataTable<Import>
        caption={t('imports.title', { party: party.name })}
        columns={[
          { key: 'title', head: t('imports.table'), cell: (row) => row.title },
          { key: 'at', head: t('imports.at'), cell: (row) => <DateText date={row.importedAt.slice(0, 10)} /> },
          { key: 'by', head: t('imports.by'), cell: (row) => row.importedBy },
          {
            key: 'did',
            head: t('imports.did'),
            cell: ({ added, changed, firms, leftOut }) => t('imports.counts', { added, changed, firms, leftOut }),
          },
          {
            ...{ key: 'undo', head: t('imports.undo') },
            cell: (row) =>
              row.undone ? (
                <span className="muted">{t('imports.undone', { kept: row.undone.kept, reason: row.undone.reason })}</span>
              ) : (
                row.mayUndo && <Button onClick={() => setUndoing(row)}>{t('imports.undo')}</Button>
              ),
          },
        ]}
        groups={[{ key: 'all', rows: list.data.pages.flatMap(({ items }) => items) }]}
        more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        waiting={list.isFetchingNextPage}
        rowKey={(row) => row.id}
        empty={null}
      />
      {undoing && <UndoDrawer one={undoing} close={() => setUndoing(undefined)} />}
    </Section>
  );
}

function UndoDrawer({ one, close }: { one: Import; close: () => void }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const undo = useWrite(
    (reason: string, key) => send('POST /contract-imports/:importId/undo', { importId: one.id, version: one.version, reason }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['contracts'] });
        close();
      },
    },
  );
  return (
    <Drawer about={one.id} path={t('title')} title={t('imports.undo-title', { title: one.title })} close={close}>
      <p className="muted small">{t('imports.undo-says')}</p>
      {undo.error && <ProblemNote error={undo.error} />}
      <CommentForm
        rule={REASON}
        label={t('imports.reason')}
        button={t('imports.undo')}
        waiting={undo.isPending}
        send={({ reason }) => undo.mutate(reason ?? '')}
        close={close}
      />
    </Drawer>
  );
}
