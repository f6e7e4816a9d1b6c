import { ORIGINS, type Origin, STATUSES } from '#kernel/status.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { daggerOf } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useTranslations } from '#web/client/language.ts';
import { FilterFind, FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { EVIDENCE_FILTERS, type EvidenceFilter, type MatrixSearch } from './matrix-search.ts';
import type { MatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

const isOrigin = (value: EvidenceFilter): value is Origin => (ORIGINS as readonly string[]).includes(value);

/** The filters of the matrix; the address holds each of them. */
export function MatrixFilters({
  edition,
  clauseIds,
  search,
  words,
  change,
}: {
  edition: EditionData;
  /** The clauses that at least one party here owes. */
  clauseIds: readonly string[];
  search: MatrixSearch;
  words: MatrixWords;
  change: (part: MatrixSearch) => void;
}) {
  const t = useTranslations(translateMatrix);
  const word = useTranslations(translateStatuses);
  const filterWord = (value: EvidenceFilter) => (isOrigin(value) ? word(value) : t(`evidence.${value}`));
  return (
    <search className="filters" aria-label={t('filters')}>
      <FilterFind name={t('find')} value={search.name ?? ''} onChange={(name) => change({ name: name === '' ? undefined : name })} />
      <FilterSelect
        name={t('filter.status')}
        all={t('filter.status.all')}
        value={search.status}
        options={STATUSES.map((value) => ({ value, text: word(value) }))}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        name={t('filter.clause')}
        all={t('filter.clause.all', { n: clauseIds.length })}
        value={search.clause}
        options={clauseIds.map((value) => ({
          value,
          text: `${words.clause(value)}${daggerOf(edition, value)}, ${edition.clauses.find((clause) => clause.id === value)!.short[words.locale]}`,
        }))}
        onChange={(clause) => change({ clause })}
      />
      <FilterSelect
        name={t('filter.evidence')}
        all={t('filter.evidence.all')}
        value={search.evidence}
        options={EVIDENCE_FILTERS.map((value) => ({ value, text: filterWord(value) }))}
        onChange={(evidence) => change({ evidence })}
      />
    </search>
  );
}

/** The filters in words, for the print and for the message that no party matches. */
export function useFilterWords(): (search: MatrixSearch, words: MatrixWords) => string {
  const t = useTranslations(translateMatrix);
  const word = useTranslations(translateStatuses);
  const filterWord = (value: EvidenceFilter) => (isOrigin(value) ? word(value) : t(`evidence.${value}`));
  return (search, words) => {
    const activeFilters = [
      search.name && t('by-name', { name: search.name }),
      search.status && word(search.status),
      search.clause && words.clause(search.clause),
      search.evidence && `${t('filter.evidence')} ${filterWord(search.evidence)}`,
    ].filter(Boolean);
    return activeFilters.length === 0 ? t('unfiltered') : activeFilters.join(', ');
  };
}
