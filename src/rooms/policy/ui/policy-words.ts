import { languageOf } from '#kernel/languages.ts';
import { OWNER_KINDS, type OwnerKind } from '#kernel/party-kinds.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translatePolicyPages } from '../pages/texts.ts';
import type { Clause, Parameter, Strength } from '../policy.schema.ts';
import { translatePolicy } from '../texts.ts';

/** The words of the policy pages in the reader's language. */
export function usePolicyWords() {
  const locale: Locale = useLocale();
  const t = useTranslations(translatePolicy);
  const pages = useTranslations(translatePolicyPages);
  const labelOf = (id: string) => (/^A\d+$/.test(id) ? t('ui.appendix', { id: id.slice(1) }) : t('ui.clause', { id }));
  return {
    locale,
    t,
    strength: (strength: Strength) => pages(`strength.${strength}`),
    confidence: (level: 'high' | 'medium' | 'low') => pages(`confidence.${level}`),
    reconstructed: pages('policy.reconstructed'),
    readings: pages('policy.readings'),
    /** Each owner once, in the order in which the product lists parties, which is no ranking. */
    owners: (owners: readonly OwnerKind[]) =>
      OWNER_KINDS.filter((owner) => owners.includes(owner))
        .map((owner) => pages(`owner.${owner}`))
        .join(', '),
    /** Clause 5a, Appendix 1. */
    clause: labelOf,
    /** Clause 3: Less demand. The title of an appendix already includes its number. */
    titled: (clause: Clause) => {
      const title = clause.title[locale];
      const label = labelOf(clause.id);
      return title.startsWith(label) ? title : t('ui.clause-title', { clause: label, title });
    },
    /** A value with its unit; currencies and words are shown unchanged. */
    value: ({ value, unit }: Pick<Parameter, 'value' | 'unit'>) => {
      const unitKey = UNITS.find((known) => known === unit);
      if (typeof value === 'string') return value;
      const number = new Intl.NumberFormat(languageOf(locale).tag).format(value);
      return unitKey === undefined ? `${number}\u00a0${unit}` : t(`ui.unit.${unitKey}`, { n: value, number });
    },
  };
}

const UNITS = ['minutes', 'hours', 'days', 'working-days', 'months', 'percent', 'people'] as const;
