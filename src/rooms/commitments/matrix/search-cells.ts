import { dayOf } from '#kernel/dates.ts';
import { type Closeness, matchTerms } from '#kernel/search.ts';
import { permissionsOf } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';
import { hitOf, type RankedHit, rankOf, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { byKind } from '#rooms/parties/index.ts';
import { obligationNumber, wordsOfEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { owedBy } from '../commitments.rules.ts';

type Matches = readonly (Closeness | null)[];

/** An obligation of a party, found by both: `cor 5d` finds obligation 5d of Corvania. One cell for each party and clause. */
export const cellSearch: SearchSource = {
  kinds: ['cell'],
  permissions: ['commitments:read'],
  async find(context, terms, limit) {
    if (terms.length < 2) return [];
    const edition = context.platform.services.catalogue.current;
    const { clauses, obligations } = wordsOfEdition(edition);
    const clauseWords = new Map(clauses.map(({ row, words }) => [row.id, words]));
    const asked = obligations
      .map(({ row, words }) => ({ row, matches: matchTerms(terms, [...words, ...clauseWords.get(row.clause)!]) }))
      .filter(({ matches }) => matches.some((match) => match !== null));
    if (asked.length === 0) return [];
    const subject = subjectOf(context);
    const readable = permissionsOf(subject)['commitments:read'];
    if (readable === undefined) return [];
    const bound = await boundParties(context.db, dayOf(context.now), readable === true ? {} : { ids: readable });
    const found = bound
      .toSorted(byKind)
      .map((party) => ({ party, matches: matchTerms(terms, wordsOfNames([party.name])) }))
      .filter(({ matches }) => matches.some((match) => match !== null))
      .flatMap(({ party, matches }) => {
        const owed = new Set(
          owedBy({ kinds: party.owes, operations: party.operations }, edition.obligations).map((one) => one.obligationId),
        );
        return asked.flatMap(({ row, matches: byObligation }) => {
          if (!owed.has(row.id) || !bothNeeded(matches, byObligation)) return [];
          return [{ party, row, matches: matches.map((match, at) => closer(match, byObligation[at]!)) }];
        });
      })
      .sort((a, b) => rankOf(a.matches) - rankOf(b.matches));
    const best = [...new Map(found.toReversed().map((one) => [`${one.party.id} ${one.row.clause}`, one])).values()].toReversed();
    return best.slice(0, limit).map(
      ({ party, row, matches }): RankedHit => ({
        matches,
        hit: hitOf({
          kind: 'cell',
          id: row.id,
          name: row.short,
          number: obligationNumber(row.id),
          party: { id: party.id, name: party.name },
          partyKind: party.kind,
          reconstructed: row.reconstructed,
        }),
      }),
    );
  },
};

// Every term matches one of the two, and each of the two has a term of its own.
function bothNeeded(party: Matches, obligation: Matches): boolean {
  return (
    party.every((match, at) => match !== null || obligation[at] !== null) &&
    party.some((match, at) => match !== null && obligation.some((other, place) => place !== at && other !== null))
  );
}

function closer(a: Closeness | null, b: Closeness | null): Closeness | null {
  return a === null || (b !== null && b < a) ? b : a;
}
