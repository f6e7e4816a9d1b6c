import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { ReasonForm } from '#rooms/learning/ui/reason/ReasonForm.tsx';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { RosterBatches } from '../../roster/roster.schema.ts';
import { rostersQuery, useTrainingWrite } from '../board/readiness-data.ts';
import { translateReadinessDesk } from '../texts.ts';
import { translateRosterImports } from './texts.ts';

type Batch = RosterBatches['items'][number];
type Undoing = { batch: Batch; rule: CommentRule | null };

/** Imported rosters, newest first, a page at a time, and how to undo them. */
export function Batches({ partyId }: { partyId: string }) {
  const t = useTranslations(translateReadinessDesk);
  const words = useTranslations(translateRosterImports);
  const list = useInfiniteQuery(rostersQuery(partyId));
  const [undoing, setUndoing] = useState<Undoing>();
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  return (
    <Section title={words('batches.title')}>
      <DataTable<Batch>
        caption={words('batches.title')}
        columns={[
          { key: 'title', head: words('batches.file'), cell: (row) => row.title },
          { key: 'at', head: words('batches.at'), cell: (row) => <DateText date={row.startedAt.slice(0, 10)} /> },
          { key: 'by', head: words('batches.by'), cell: (row) => row.importedBy },
          {
            key: 'rows',
            head: words('batches.rows'),
            number: true,
            cell: (row) => words('batches.imported', { imported: row.imported, total: row.total }),
          },
          {
            key: 'action',
            head: words('batches.back'),
            cell: (row) =>
              row.undone?.at ? (
                <span className="muted">{words('batches.undone', { reason: row.undone.reason })}</span>
              ) : (
                <Actions
                  offered={row.actions}
                  label={(action) => t(`action.${action}`)}
                  waiting={false}
                  run={() => {}}
                  opens={{ 'undo-import': (rule) => setUndoing({ batch: row, rule }) }}
                />
              ),
          },
        ]}
        groups={[{ key: 'all', rows: list.data.pages.flatMap(({ items }) => items) }]}
        more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        waiting={list.isFetchingNextPage}
        rowKey={(row) => row.id}
        empty={<p>{words('batches.none')}</p>}
      />
      {undoing && <UndoDrawer {...undoing} close={() => setUndoing(undefined)} />}
    </Section>
  );
}

function UndoDrawer({ batch, rule, close }: Undoing & { close: () => void }) {
  const t = useTranslations(translateReadinessDesk);
  const words = useTranslations(translateRosterImports);
  const undoRoster = useTrainingWrite(async (reason: string) => {
    for (let { version } = batch; ; ) {
      const answer = await send('POST /rosters/:batchId/undo', { batchId: batch.id, version, reason });
      if (answer.left === 0) return;
      version = answer.version;
    }
  }, close);
  return (
    <Drawer about={batch.id} path={t('roster.title')} title={words('batches.undo-title', { title: batch.title })} close={close}>
      <ReasonForm
        consequence={words('batches.undo-says')}
        rule={rule}
        label={words('batches.reason')}
        submitLabel={t('action.undo-import')}
        doing={undoRoster}
        send={({ reason }) => undoRoster.mutate(reason!)}
      />
    </Drawer>
  );
}
