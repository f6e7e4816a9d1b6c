import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { later } from '#web/kit/later.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Retention } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';

const LiftForm = later(() => import('./HoldForms.tsx').then((file) => file.LiftForm));
const PlaceForm = later(() => import('./HoldForms.tsx').then((file) => file.PlaceForm));

type Hold = NonNullable<Retention['holds']>[number];

/** Open holds, and for the policy office forms to place and lift one. */
export function Holds({ holds, mayHold, tell }: { holds: readonly Hold[]; mayHold: boolean; tell: (words: string) => void }) {
  const t = useTranslations(translateRetention);
  const locale = useLocale();
  const [open, setOpen] = useState<'new' | Hold | null>(null);
  const about = ({ person }: Hold) => person ?? t('ui.hold-everybody');
  const done = (words: string) => {
    setOpen(null);
    tell(words);
  };
  return (
    <Section title={t('ui.holds')}>
      <DataTable
        caption={t('ui.holds')}
        groups={[{ key: 'all', rows: holds }]}
        rowKey={({ id }) => id}
        empty={t('ui.holds-none')}
        columns={[
          { key: 'about', head: t('ui.hold-about'), cell: about },
          { key: 'reason', head: t('ui.hold-reason'), cell: ({ reason }) => reason },
          {
            key: 'placed',
            head: t('ui.hold-placed'),
            cell: ({ placedAt, placedBy }) => t('ui.hold-placed-by', { day: formatDay(locale, placedAt.slice(0, 10)), name: placedBy }),
          },
          ...(mayHold
            ? [
                {
                  key: 'action',
                  head: t('ui.hold-action'),
                  cell: (hold: Hold) => (
                    <Button kind="quiet" aria-label={t('ui.hold-lift-of', { about: about(hold) })} onClick={() => setOpen(hold)}>
                      {t('ui.hold-lift')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayHold && open === null && (
        <p className="no-print retention-action">
          <Button onClick={() => setOpen('new')}>{t('ui.hold-new')}</Button>
        </p>
      )}
      {open === 'new' && <PlaceForm close={() => setOpen(null)} done={done} />}
      {open !== null && open !== 'new' && (
        <LiftForm key={open.id} holdId={open.id} about={about(open)} close={() => setOpen(null)} done={done} />
      )}
    </Section>
  );
}
