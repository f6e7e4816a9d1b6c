import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { classesQuery } from '#rooms/learning/ui/classes-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateReadinessHome } from './texts.ts';

const DAYS = 14;

/** Classes that run this week or the next, with the slips that nobody has used yet. Only who teaches a class sees its slips. */
export function ClassesNow() {
  const t = useTranslations(translateReadinessHome);
  const locale = useLocale();
  const session = useSession();
  const list = useQuery({ ...classesQuery, enabled: can(session, 'training:see-classes') });
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const today = dayOf(new Date());
  const rows = list.data.classes.filter((one) => one.closedAt === null && one.endsOn >= today && one.startsOn <= plusDays(today, DAYS));
  const teaches = (partyId: string) => can(session, 'training:teach', partyId);
  return (
    <Section
      title={t('home.classes')}
      side={
        <Link className="no-print" to="/training/classes">
          {t('home.all-classes')}
        </Link>
      }
    >
      <DataTable
        caption={t('home.classes')}
        columns={[
          {
            key: 'class',
            head: t('home.class'),
            cell: (row) => (
              <Link to="/training/classes/$classId" params={{ classId: row.id }}>
                {row.title}
              </Link>
            ),
          },
          { key: 'party', head: t('counts.party'), cell: (row) => row.party[locale] },
          {
            key: 'days',
            head: t('home.days'),
            cell: (row) => (
              <>
                <DateText date={row.startsOn} /> – <DateText date={row.endsOn} />
              </>
            ),
          },
          ...(rows.some(({ partyId }) => teaches(partyId))
            ? [
                {
                  key: 'slips',
                  head: t('home.slips'),
                  number: true,
                  cell: (row: (typeof rows)[number]) => (teaches(row.partyId) ? row.learners : ''),
                },
                {
                  key: 'unused',
                  head: t('home.unused'),
                  number: true,
                  cell: (row: (typeof rows)[number]) => (teaches(row.partyId) ? row.unused : ''),
                },
              ]
            : []),
        ]}
        groups={[{ key: 'all', rows }]}
        rowKey={(row) => row.id}
        empty={<p>{t('home.no-class')}</p>}
      />
    </Section>
  );
}
