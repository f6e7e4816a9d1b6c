/** Kinds of party. An Ally is a nation on a date; membership is data, not a kind. */
export const PARTY_KINDS = ['nation', 'body', 'operation', 'contractor', 'partner'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** The owner of an obligation, as the policy names owners. A contracting operation is an operation that lets contracts (5c, 5f). */
export const OWNER_KINDS = [
  'ally',
  'contributor',
  'associated-partner',
  'headquarters',
  'operation',
  'contracting-operation',
  'contractor',
  'individual',
  'author',
] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];
