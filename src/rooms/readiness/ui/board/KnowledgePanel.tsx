import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Board, Knowledge } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { knowledgeQuery } from './readiness-data.ts';

/** What courses taught, by rotation: the share known before, and in the first final check. Groups with too few people are left out. */
export function KnowledgePanel({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const list = useQuery(knowledgeQuery(board.scope.id));
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const share = (n: number | null) => (n === null ? <span className="muted">{t('counts.few')}</span> : t('percent', { n }));
  return (
    <Section title={t('knowledge.title')} side={t('knowledge.meta', { n: list.data.smallest })}>
      <DataTable<Knowledge['lines'][number]>
        caption={t('knowledge.title')}
        columns={[
          {
            key: 'rotation',
            head: t('knowledge.rotation'),
            cell: (row) => (
              <>
                {row.contingent === null ? t('knowledge.none') : `${row.unit ?? ''}, ${row.contingent}`}
                <small className="muted readiness-party">{row.party[locale]}</small>
              </>
            ),
          },
          {
            key: 'module',
            head: t('knowledge.module'),
            cell: (row) => board.modules.find(({ id }) => id === row.module)?.title[locale] ?? row.module,
          },
          {
            key: 'persons',
            head: t('units.persons'),
            number: true,
            cell: (row) => row.persons ?? <span className="muted">{t('counts.few')}</span>,
          },
          { key: 'before', head: t('knowledge.before'), number: true, cell: (row) => share(row.before) },
          { key: 'after', head: t('knowledge.after'), number: true, cell: (row) => share(row.after) },
        ]}
        groups={[{ key: 'all', rows: list.data.lines }]}
        rowKey={(row) => `${row.partyId} ${row.rotationId} ${row.module}`}
        empty={<p>{t('knowledge.empty')}</p>}
      />
    </Section>
  );
}
