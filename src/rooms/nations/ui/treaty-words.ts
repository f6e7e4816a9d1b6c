import { collator, formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateTreatyPages } from '../pages/texts.ts';
import { translateNations } from '../texts.ts';
import type { Confidence, Instrument, TreatyCell, TreatyStatus } from '../treaties/treaty-table.schema.ts';

const ACTIONS = ['ratification', 'accession', 'acceptance', 'approval', 'succession', 'admission'] as const;

/** Treaty texts in the reader's language, including those of the public table. */
export function useTreatyWords() {
  const locale = useLocale();
  const t = useTranslations(translateNations);
  const pub = useTranslations(translateTreatyPages);
  const day = (date: string) => formatDay(locale, date);
  return {
    locale,
    t,
    pub,
    day,
    compare: collator(locale),
    instrument: (instrument: Instrument) => pub(`instrument.${instrument}`),
    status: (status: TreatyStatus) => pub(`status.${status}`),
    confidence: (confidence: Confidence) => pub(`confidence.${confidence}`),
    /** A day, a month, a year or a span of years. */
    asOf: (asOf: string) => (/^\d{4}-\d{4}$/.test(asOf) ? pub('span', { from: asOf.slice(0, 4), to: asOf.slice(5) }) : day(asOf)),
    /** Signed, deposited, in force: the known dates on one line. */
    dates: (cell: TreatyCell) =>
      [
        cell.signatureDate && pub('detail.signed', { date: day(cell.signatureDate) }),
        cell.actionDate && pub(`action.${ACTIONS.find((one) => one === cell.actionKind) ?? 'other'}`, { date: day(cell.actionDate) }),
        cell.inForce && pub('detail.in-force', { date: day(cell.inForce) }),
      ]
        .filter(Boolean)
        .join(', '),
  };
}
