import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { MAX_QUERY } from '#kernel/search.ts';

/** What a search finds, in the order in which it is shown. `cell`: an obligation of a party, found by both. */
export const SEARCH_KINDS = ['cell', 'party', 'clause', 'obligation', 'round', 'finding', 'return', 'unit', 'person'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export const Search = z.strictObject({ q: z.string().max(MAX_QUERY) });

/**
 * One hit. `id` is that of the thing; for a cell that of the obligation. `party`: the party to which a cell, a unit, a finding or a return belongs. `number`: of a clause,
 * an obligation or a cell; for a return its period. `clauseId`: the clause of an obligation. `reconstructed`: not the official text,
 * marked with † everywhere. `participation`: where a finding is shown, with the title of its round.
 */
export const SearchHit = z.object({
  kind: z.enum(SEARCH_KINDS),
  id: z.string(),
  name: BothLanguages,
  party: z.object({ id: z.string(), name: BothLanguages }).nullable(),
  number: z.string().nullable(),
  partyKind: z.enum(PARTY_KINDS).nullable(),
  clauseId: z.string().nullable(),
  reconstructed: z.boolean(),
  participation: z.object({ id: z.string(), roundId: z.string(), round: BothLanguages }).nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** `terms`: the words that were searched, folded, for marking. `more`: some kind had more hits than are given. */
export const SearchAnswer = z.object({ terms: z.array(z.string()), hits: z.array(SearchHit), more: z.boolean() });
