import { queryOptions, useQuery } from '@tanstack/react-query';
import { fileAddress, get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { PartyCounts as Counts } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';

const countsQuery = (day: string) =>
  queryOptions({
    queryKey: ['training', 'counts', day],
    queryFn: ({ signal }) => get('/training-counts', { day }, signal),
  });

/** What headquarters sees: how many people of each party are ready, small numbers left out. */
export function PartyCounts({ day }: { day: string }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const list = useQuery(countsQuery(day));
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const number = (n: number | null) => (n === null ? <span className="muted">{t('counts.few')}</span> : n);
  return (
    <Section
      title={t('counts.title')}
      side={
        <>
          {t('counts.meta', { n: list.data.smallest })}{' '}
          <FileLink className="no-print" href={fileAddress('/training-counts.xlsx', { lang: locale, day: list.data.day })}>
            {t('workbook')}
          </FileLink>
        </>
      }
    >
      <DataTable<Counts['parties'][number]>
        caption={t('counts.title')}
        columns={[
          { key: 'party', head: t('counts.party'), cell: (row) => row.name[locale] },
          { key: 'persons', head: t('units.persons'), number: true, cell: (row) => number(row.persons) },
          { key: 'ready', head: t('units.ready'), number: true, cell: (row) => number(row.ready) },
        ]}
        groups={[{ key: 'all', rows: list.data.parties }]}
        rowKey={(row) => row.id}
        empty={<p>{t('counts.none')}</p>}
      />
    </Section>
  );
}
