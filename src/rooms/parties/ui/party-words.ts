import { useQuery } from '@tanstack/react-query';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import { collator, formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { PartyLine } from '../party-view.schema.ts';
import { translateParties } from '../texts.ts';
import { allPartiesQuery, obligationCountsQuery } from './parties-data.ts';

/** The words of the register in the reader's language. */
export function usePartyWords() {
  const locale = useLocale();
  const t = useTranslations(translateParties);
  const day = (date: string) => formatDay(locale, date);
  const operations = useQuery(allPartiesQuery('operation')).data;
  const operationName = (code: string) => operations?.find((one) => one.code === code)?.name[locale] ?? code;
  return {
    locale,
    t,
    day,
    compare: collator(locale),
    /** The name of an operation, or its code where the reader may not see it. */
    operationName,
    /** From one day to another, or open. */
    span: (from: string, to: string | null) =>
      to === null ? t('ui.from', { from: day(from) }) : t('ui.from-to', { from: day(from), to: day(to) }),
    /** The status of a party today, with its start date where a source or a person gives one; one line for each contribution. */
    partyStatus: (line: PartyLine): string => {
      if (line.partyStatus === 'ally' && line.allySince !== null) return t('ui.ally-since', { since: day(line.allySince) });
      if (line.partyStatus === 'contributor')
        return line.contributions
          .map(({ operation: code, from, to }) => {
            const operation = operationName(code);
            return to === null
              ? t('ui.contributor-from', { operation, from: day(from) })
              : t('ui.contributor-from-to', { operation, from: day(from), to: day(to) });
          })
          .join('\n');
      if (line.partyStatus === 'seen' && line.lastSeen !== null)
        return t('ui.seen', {
          operation: operationName(line.lastSeen.operation),
          asOf: line.lastSeen.asOf === null ? t('ui.seen-undated') : day(line.lastSeen.asOf),
        });
      return t(`party-status.${line.partyStatus}`);
    },
  };
}

/** How many obligations the owners of some kinds have, in words; nothing until the policy is there, and never "none" because it could not be loaded. */
export function useOwes(): (owners: readonly OwnerKind[]) => string {
  const t = useTranslations(translateParties);
  const { data, error } = useQuery(obligationCountsQuery);
  return (owners) => {
    if (owners.length === 0) return t('ui.owes-nothing');
    return data ? t('ui.owes', { n: data(owners) }) : error ? t('ui.owes-failed') : '';
  };
}
