import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateDesk } from '#web/texts/texts.ts';
import { translatePeople } from '../texts.ts';
import type { Grant } from './people-data.ts';

type Placed = Pick<Grant, 'role' | 'unitName' | 'unitId' | 'operationCode' | 'contingent'> & {
  party: Pick<NonNullable<Grant['party']>, 'name'> | null;
};

/** The words of accounts and roles in the reader's language. */
export function usePeopleWords() {
  const locale = useLocale();
  const t = useTranslations(translatePeople);
  const desk = useTranslations(translateDesk);
  // A date never wraps, even inside a sentence.
  const day = (date: string) => formatDay(locale, date).replaceAll(' ', '\u00a0');
  return {
    locale,
    t,
    day,
    role: (role: Grant['role']) => desk(`role.${role}`),
    /** Role, party, unit and operation in one line. */
    grant: ({ role, party, unitName, unitId, operationCode, contingent }: Placed) =>
      [
        desk(`role.${role}`),
        party?.name[locale],
        unitName ?? (unitId !== null && t('ui.unit-hidden')),
        operationCode !== null && t('ui.in-operation', { operation: operationCode }),
        contingent !== null && t('ui.with-rotation', { contingent }),
      ]
        .filter(Boolean)
        .join(', '),
    label: (label: Grant['label']) => t(`ui.label.${label}`),
    span: ({ from, to }: Pick<Grant, 'from' | 'to'>) =>
      to === null ? t('ui.from', { from: day(from) }) : t('ui.from-to', { from: day(from), to: day(to) }),
  };
}
