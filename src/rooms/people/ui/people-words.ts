import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { sayDesk } from '#web/texts/texts.ts';
import { sayPeople } from '../texts.ts';
import type { Grant } from './people-data.ts';

/** The words of accounts and roles in the reader's language. */
export function usePeopleWords() {
  const locale = useLocale();
  const say = useSay(sayPeople);
  const desk = useSay(sayDesk);
  // A date never wraps, even inside a sentence.
  const day = (date: string) => formatDay(locale, date).replaceAll(' ', '\u00a0');
  return {
    locale,
    say,
    day,
    role: (role: Grant['role']) => desk(`role.${role}`),
    /** Role, party, unit and operation in one line. */
    grant: ({ role, party, unitName, unitId, operationCode, contingent }: Omit<Grant, 'ended'>) =>
      [
        desk(`role.${role}`),
        party?.name[locale],
        unitName ?? (unitId !== null && say('ui.unit-hidden')),
        operationCode !== null && say('ui.in-operation', { operation: operationCode }),
        contingent !== null && say('ui.with-rotation', { contingent }),
      ]
        .filter(Boolean)
        .join(', '),
    label: (label: Grant['label']) => say(`ui.label.${label}`),
    span: ({ from, to }: Pick<Grant, 'from' | 'to'>) =>
      to === null ? say('ui.from', { from: day(from) }) : say('ui.from-to', { from: day(from), to: day(to) }),
  };
}
