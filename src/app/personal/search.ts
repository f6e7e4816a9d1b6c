import { CLOSENESS, termsOf } from '#kernel/search.ts';
import { queryRoute } from '#platform/http/route.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { SEARCH_KINDS, Search, SearchAnswer } from '#platform/search/search.schema.ts';
import { type RankedHit, rankOf, type SearchSource } from '#platform/search/search-source.ts';
import { cellSearch } from '#rooms/commitments/index.ts';
import { partySearch, unitSearch } from '#rooms/parties/index.ts';
import { peopleSearch } from '#rooms/people/index.ts';
import { policySearch } from '#rooms/policy/index.ts';
import { returnSearch } from '#rooms/returns/index.ts';
import { findingSearch, roundSearch } from '#rooms/reviews/index.ts';

/** What each room contributes to the search. */
export const SEARCH_SOURCES: readonly SearchSource[] = [
  cellSearch,
  partySearch,
  policySearch,
  roundSearch,
  findingSearch,
  returnSearch,
  unitSearch,
  peopleSearch,
];

/** The most hits of one kind in an answer. */
const MAX_HITS = 5;

/**
 * Finds things by a few words, each as its beginning and with one typing error. Every source reads under the claims of the reader, in one transaction and one
 * round trip. The answer depends only on what the reader may see: a hit is kept or left out by comparing it with other hits of the same reader.
 */
const search = defineQuery({
  name: 'search/find',
  permission: 'signed-in',
  input: Search,
  answer: SearchAnswer,
  async run(context, { q }) {
    const terms = termsOf(q);
    if (terms.length === 0) return { terms, hits: [], more: false };
    const subject = subjectOf(context);
    const allowed = SEARCH_SOURCES.filter(
      ({ permissions }) => permissions.length === 0 || permissions.some((permission) => may(subject, permission, null)),
    );
    const found = (await Promise.all(allowed.map(({ find }) => find(context, terms, MAX_HITS + 1)))).flat();
    const wanted = chooseHits(found);
    const byKind = SEARCH_KINDS.map((kind) => wanted.filter(({ hit }) => hit.kind === kind));
    return {
      terms,
      hits: byKind.flatMap((hits) => hits.slice(0, MAX_HITS).map(({ hit }) => hit)),
      more: byKind.some((hits) => hits.length > MAX_HITS),
    };
  },
});

/**
 * The hits that are shown. Cells are shown with what matches all terms; where nothing else does, with the parties and clauses that match some. Hits with typing
 * errors are left out where something matches all terms without.
 */
export function chooseHits(found: readonly RankedHit[]): RankedHit[] {
  const isWhole = ({ matches }: RankedHit) => matches.every((match) => match !== null);
  const isExact = ({ matches }: RankedHit) => !matches.includes(CLOSENESS.typo);
  const isPart = ({ hit }: RankedHit) => hit.kind === 'party' || hit.kind === 'clause';
  const whole = found.filter(isWhole);
  const wanted = whole.some(({ hit }) => hit.kind !== 'cell') ? whole : [...whole, ...found.filter((one) => !isWhole(one) && isPart(one))];
  const shown = whole.some(isExact) ? wanted.filter(isExact) : wanted;
  return shown.toSorted((a, b) => rankOf(a.matches) - rankOf(b.matches));
}

export const searchRoutes = [queryRoute({ url: '/desk/api/search', query: search })];
