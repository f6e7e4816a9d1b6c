import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { BookSeatsForm } from '#rooms/learning/ui/seats/BookSeatsForm.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import type { Gap } from '../../gaps/gap.schema.ts';
import { translateGaps } from './texts.ts';

type OpenClass = { readonly id: string; readonly title: string; readonly endsOn: string };

/** Books seats for the people of a gap who have no slip, in a class that teaches what they lack. */
export function BookSeatsDrawer({
  gap,
  module,
  classes,
  close,
}: {
  gap: Gap;
  module: string;
  classes: readonly OpenClass[];
  close: () => void;
}) {
  const t = useTranslations(translateGaps);
  const locale = useLocale();
  const [classId, setClass] = useState(classes[0]!.id);
  const [done, setDone] = useState(false);
  return (
    <Drawer about={`${gap.partyId} ${gap.module} seats`} path={gap.party[locale]} title={t('book.title', { module })} close={close}>
      {done ? (
        <p role="status" className="note">
          {t('book.done')}{' '}
          <Link to="/training/classes/$classId" params={{ classId }}>
            {t('send.open-class')}
          </Link>
        </p>
      ) : (
        <div className="form">
          <p>{t('book.says', { n: gap.persons - gap.withSlip })}</p>
          {classes.length > 1 && (
            <SelectField label={t('send.class')} value={classId} onChange={(event) => setClass(event.target.value)}>
              {classes.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}, {t('way.until', { day: formatDay(locale, one.endsOn) })}
                </option>
              ))}
            </SelectField>
          )}
          <BookSeatsForm key={classId} classId={classId} suggested={gap.persons - gap.withSlip} close={close} done={() => setDone(true)} />
        </div>
      )}
    </Drawer>
  );
}
