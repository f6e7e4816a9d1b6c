import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateLog } from '../texts.ts';
import { erasuresQuery } from './log-data.ts';

/** Completed erasures, and requested ones that a second person has to approve. */
export function ErasureList({ tell }: { tell: (words: string) => void }) {
  const t = useTranslations(translateLog);
  const queries = useQueryClient();
  const { data, error } = useQuery(erasuresQuery);
  const approve = useWrite((entryId: string, key) => send('POST /log/entries/:entryId/erasure', { entryId }, key), {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['log'] });
      tell(t('ui.erased'));
    },
  });
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  return (
    <Section title={t('ui.erasures')} side={t('ui.erasures-side')}>
      <DataTable
        caption={t('ui.erasures')}
        groups={[{ key: 'all', rows: data.items }]}
        rowKey={({ entryId }) => entryId}
        empty={t('ui.erasures-none')}
        columns={[
          { key: 'reason', head: t('ui.reason'), cell: ({ reason }) => reason },
          { key: 'entry', head: t('ui.entry'), cell: ({ entryId }) => <code className="log-id">{entryId}</code> },
          { key: 'asked', head: t('ui.asked'), cell: ({ requestedAt }) => <DateText date={requestedAt} time /> },
          {
            key: 'state',
            head: t('ui.approved'),
            cell: ({ approvedAt, entryId, mayApprove }) => {
              if (approvedAt !== null) return <DateText date={approvedAt} time />;
              if (!mayApprove) return t('ui.waits');
              return (
                <Button
                  kind="plain"
                  aria-label={t('ui.approve-of', { entry: entryId })}
                  waiting={approve.isPending}
                  onClick={() => approve.mutate(entryId)}
                >
                  {t('ui.approve')}
                </Button>
              );
            },
          },
        ]}
      />
      {data.more && <p className="small muted">{t('ui.erasures-more', { n: data.items.length })}</p>}
      {approve.error && <ProblemNote error={approve.error} />}
    </Section>
  );
}
