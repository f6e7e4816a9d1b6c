import { collator, formatDay } from '#platform/texts/texts.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { say as sayPublic } from '../pages/texts.ts';
import { sayNations } from '../texts.ts';
import type { Confidence, Instrument, TreatyCell, TreatyStatus } from '../treaties/treaty-table.schema.ts';

const ACTIONS = ['ratification', 'accession', 'acceptance', 'approval', 'succession', 'admission'] as const;

/** Treaty texts in the reader's language, including those of the public table. */
export function useTreatyWords() {
  const locale = useLocale();
  const say = useSay(sayNations);
  const pub = useSay(sayPublic);
  const day = (date: string) => formatDay(locale, date);
  return {
    locale,
    say,
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
