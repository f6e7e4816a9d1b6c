import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ClassView } from '../../classes/class.schema.ts';
import { translateLearningDesk } from '../texts.ts';

/** The booked seats of a class, and how many of them are used. */
export function Bookings({ view }: { view: ClassView }) {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  return (
    <Section title={t('seats.bookings')}>
      <DataTable
        caption={t('seats.bookings')}
        columns={[
          { key: 'for', head: t('seats.for'), cell: (one) => one.unit ?? t('seats.party', { party: view.party[locale] }) },
          { key: 'seats', head: t('seats.booked'), number: true, cell: (one) => one.seats },
          { key: 'used', head: t('seats.used'), number: true, cell: (one) => one.used },
        ]}
        groups={[{ key: 'all', rows: view.bookings }]}
        rowKey={(one) => one.unitId ?? ''}
        empty={null}
      />
    </Section>
  );
}
