import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { Legend } from '#web/kit/status/Legend.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import { translateBrief } from '../../briefs/texts.ts';
import type { AdoptedRowView } from './adopted-view.ts';
import { MarkSign } from './MarkSign.tsx';
import '#rooms/commitments/ui/matrix.css';
import './brief.css';

/** One row for each party, with a mark for each obligation that its newest adopted review rated, clause by clause. */
export function AdoptedTable({ rows }: { rows: readonly AdoptedRowView[] }) {
  const t = useTranslations(translateBrief);
  const sort = useSort<AdoptedRowView>({ name: ({ name }) => name, review: ({ review }) => review });
  return (
    <div className="adopted">
      <DataTable<AdoptedRowView>
        caption={t('ratings.title')}
        sort={sort}
        groups={[{ key: 'all', rows }]}
        rowKey={({ key }) => key}
        empty={<p>{t('ratings.empty')}</p>}
        columns={[
          {
            key: 'name',
            head: t('party'),
            cell: ({ key, name }) => (
              <Link to="/parties/$partyId/brief" params={{ partyId: key }}>
                {name}
              </Link>
            ),
          },
          { key: 'review', head: t('ratings.review'), cell: ({ review }) => review },
          {
            key: 'marks',
            head: t('ratings.marks'),
            cell: ({ clauses }) => (
              <span className="adopted-clauses">
                {clauses.map(({ key, name, marks }) => (
                  <span key={key} className="marks">
                    <b>{name}</b>{' '}
                    {marks.map((mark) => (
                      <MarkSign key={mark.key} mark={mark} />
                    ))}
                  </span>
                ))}
              </span>
            ),
          },
        ]}
      />
      {rows.length > 0 && <Legend />}
      <p className="small muted">
        {t('ratings.not-rated')} {t('reconstructed')}
      </p>
    </div>
  );
}
