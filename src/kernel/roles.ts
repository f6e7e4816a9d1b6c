/** The roles of the whole product (docs/glossary.md). Administrators hold no content role. */
export const ROLES = [
  'policy-office',
  'reviewer',
  'focal-point',
  'commander',
  'training-officer',
  'case-officer',
  'investigator',
  'legal-adviser',
  'contracting-officer',
  'partner-contact',
  'auditor',
  'party-admin',
  'platform-admin',
] as const;
export type Role = (typeof ROLES)[number];

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Text;
/** The key of a role in code: `focalPoint` for 'focal-point'. */
export type RoleKey = Camel<Role>;
const keyOf = (role: Role) => role.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
/** Each role by its key, so that no other file repeats its text: `ROLE.focalPoint` is 'focal-point'. */
export const ROLE = Object.fromEntries(ROLES.map((role) => [keyOf(role), role])) as { readonly [R in Role as Camel<R>]: R };

/** Kinds of party. An Ally is a nation on a date; membership is data, not a kind. */
export const PARTY_KINDS = ['nation', 'body', 'operation', 'contractor', 'partner'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** The owner of an obligation, as the policy names owners. */
export const OWNER_KINDS = [
  'ally',
  'contributor',
  'associated-partner',
  'headquarters',
  'operation',
  'contractor',
  'individual',
  'author',
] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];
