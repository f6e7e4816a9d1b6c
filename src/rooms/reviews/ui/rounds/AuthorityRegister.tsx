import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { authoritiesQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';

/** The dated register of competent authorities and their review calendars (5g). Replaced entries stay readable. */
export function AuthorityRegister() {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const register = useQuery(authoritiesQuery);
  if (register.error) return <ProblemNote error={register.error} retry={() => void register.refetch()} />;
  if (register.data === undefined) return <Skeleton rows={4} />;
  const [current, replaced] = [register.data.filter((one) => !one.replacedBy), register.data.filter((one) => one.replacedBy)];
  return (
    <DataTable
      caption={t('authorities.tab')}
      rowKey={(one) => one.id}
      empty={t('authorities.empty')}
      groups={[
        { key: 'current', rows: current },
        ...(replaced.length > 0 ? [{ key: 'replaced', head: t('authorities.replaced'), rows: replaced }] : []),
      ]}
      columns={[
        { key: 'name', head: t('authorities.name'), cell: (one) => one.name[locale] },
        { key: 'reviews', head: t('authorities.reviews'), cell: (one) => one.reviews[locale] },
        {
          key: 'interval',
          head: t('authorities.interval'),
          cell: (one) => (one.intervalMonths === null ? t('authorities.no-interval') : t('authorities.months', { n: one.intervalMonths })),
        },
        { key: 'from', head: t('authorities.from'), cell: (one) => <DateText date={one.from} /> },
        { key: 'to', head: t('authorities.to'), cell: (one) => (one.to === null ? t('authorities.open-end') : <DateText date={one.to} />) },
        { key: 'source', head: t('authorities.source'), cell: (one) => one.source },
      ]}
    />
  );
}
