import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { AdoptedHome as Data } from '../../tasks/round-home.schema.ts';
import { translateReviewsHome } from './texts.ts';

/** The newest adopted rounds, with their reports, and the way to all adopted ratings. */
export default function AdoptedHome({ data: { rounds } }: { data: Data }) {
  const t = useTranslations(translateReviewsHome);
  const locale = useLocale();
  return (
    <Section
      title={t('adopted.title')}
      side={
        rounds.length > 0 && (
          <Link className="no-print" to="/adopted">
            {t('adopted.open')}
          </Link>
        )
      }
    >
      <DataTable
        caption={t('adopted.title')}
        groups={[{ key: 'all', rows: rounds }]}
        rowKey={({ id }) => id}
        empty={t('adopted.none')}
        columns={[
          {
            key: 'round',
            head: t('adopted.round'),
            cell: ({ id, title }) => (
              <Link to="/rounds/$roundId" params={{ roundId: id }}>
                {title[locale]}
              </Link>
            ),
          },
          { key: 'at', head: t('adopted.at'), cell: ({ adoptedAt }) => <DateText date={adoptedAt} /> },
          { key: 'parties', head: t('adopted.parties'), number: true, cell: ({ parties }) => parties },
        ]}
      />
    </Section>
  );
}
