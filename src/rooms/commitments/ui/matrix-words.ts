import { useMemo } from 'react';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { appendixOf, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { MatrixCell, MatrixRow } from '../matrix/matrix.schema.ts';
import { type Column, countStatuses, type ObligationPlace } from './matrix-view.ts';
import { translateMatrix } from './texts.ts';

/** The accessible names of what the matrix shows. */
export type MatrixWords = {
  locale: Locale;
  /** The kind of party shown; the address of an obligation needs it. */
  kind: PartyKind;
  /** A mark: party, obligation, status and its origin. */
  mark(row: MatrixRow, place: ObligationPlace, cell: MatrixCell): string;
  /** A folded clause of a party with its counts. */
  cell(row: MatrixRow, column: Column, cells: readonly MatrixCell[]): string;
  /** A clause by number, in words: clause 3, appendix 1. */
  clause(clauseId: string): string;
};

/** Builds the names in the reader's language. */
export function useMatrixWords(kind: PartyKind): MatrixWords {
  const t = useTranslations(translateMatrix);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  return useMemo(() => {
    const counts = (cells: readonly MatrixCell[]) =>
      countStatuses(cells)
        .map(([status, n]) => word(`count.${status}`, { n }))
        .join(', ');
    return {
      locale,
      kind,
      mark(row, { obligation }, cell) {
        const status = cell.origin === null ? word(cell.status) : `${word(cell.status)}, ${lowered(word(cell.origin))}`;
        const plain = t('mark', {
          party: row.name[locale],
          obligation: `${obligationNumber(obligation.id)}${obligation.reconstructed ? '†' : ''}`,
          short: obligation.short[locale],
          status,
        });
        const dated = cell.late === null ? plain : t('mark.late', { mark: plain, day: formatDay(locale, cell.late) });
        const mark = cell.difference === null ? dated : t(`mark.${cell.difference}`, { mark: dated });
        return cell.answer === null ? mark : t('mark.answer', { mark, answer: t(`answer.${cell.answer}`) });
      },
      cell: (row, { clause }, cells) => t('cell', { party: row.name[locale], clause: clause.id, counts: counts(cells) }),
      clause(clauseId) {
        const appendix = appendixOf(clauseId);
        return appendix === null ? t('clause', { id: clauseId }) : t('appendix.long', { id: appendix });
      },
    };
  }, [t, word, locale, kind]);
}
