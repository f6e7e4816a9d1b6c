import type { Locale } from '#kernel/languages.ts';
import { type Group, isIn, type Role } from '#kernel/roles.ts';

/** A grant as the claims carry it. */
export type ClaimedGrant = {
  readonly id: string;
  readonly role: Role;
  readonly party: string | null;
  readonly unit: string | null;
  readonly operation: string | null;
  readonly label: string;
};

/** A reviewer's assignment to one participation in one round: not a role grant, and checked under its own name. */
export type ClaimedAssignment = { readonly id: string; readonly party: string; readonly participation: string; readonly round: string };

/** The acting subject, as the database described it when the session was opened. */
export type Subject = {
  readonly person: string;
  /**
   * A link belongs to no account: it opens only the section of a return it was issued for. Nor does the link of a firm: it opens that firm's page under one
   * contract. A credential belongs to no account either: a learning system writes with it. Nor does a learner, a trainee with an access slip, who sees their own
   * training and nothing else.
   */
  readonly kind: 'person' | 'installation' | 'link' | 'firm' | 'credential' | 'learner';
  readonly name: string;
  readonly session: string;
  readonly language: Locale;
  /** One-person mode: this person alone holds headquarters' policy office and may do everything. */
  readonly sole: boolean;
  readonly grants: readonly ClaimedGrant[];
  readonly assignments?: readonly ClaimedAssignment[];
};

/**
 * Who has a permission. `party` roles count at the party in question, `anywhere` roles wherever they are held, `everyone` for every signed-in person,
 * `credential` for another system with a credential and for no person. `assignment` also admits reviewers assigned to a participation of that party; the database opens only
 * that participation to them.
 */
export type PermissionRule = {
  readonly party?: readonly Role[];
  readonly anywhere?: readonly Role[];
  readonly everyone?: true;
  readonly assignment?: true;
  readonly credential?: true;
};

/** `room:verb` */
export type Permission = `${string}:${string}`;

const permissions = new Map<Permission, PermissionRule>();

/** Declares the permission table of a room. Declaring a permission twice is a programming error. */
export function definePermissions<const T extends Record<Permission, PermissionRule>>(table: T): T {
  for (const [name, rule] of Object.entries(table) as [Permission, PermissionRule][]) {
    if (permissions.has(name)) throw new Error(`Permission ${name} is declared twice.`);
    permissions.set(name, rule);
  }
  return table;
}

/** All declared permissions. */
export function declaredPermissions(): ReadonlyMap<Permission, PermissionRule> {
  return permissions;
}

/** Whether a subject holds, at this very party, a role that has a permission. A role that counts anywhere counts here only where it is held at the party. */
export function holdsAt(subject: Subject, permission: Permission, party: string): boolean {
  const rule = permissions.get(permission);
  if (rule?.everyone) return true;
  return subject.grants.some(
    (grant) => grant.party === party && (rule?.party?.includes(grant.role) || rule?.anywhere?.includes(grant.role)),
  );
}

/**
 * Whether a subject has a permission at a party. `null`: no single party is concerned; a party role held anywhere is enough, and the database decides row by
 * row. Row-level security checks the same permission again.
 */
export function may(subject: Subject, permission: Permission, party: string | null): boolean {
  const rule = permissions.get(permission);
  if (rule === undefined) throw new Error(`Permission ${permission} is not declared: add it to the permissions.ts of its room.`);
  if (rule.credential || subject.kind === 'credential') return rule.credential === true && subject.kind === 'credential';
  if (rule.everyone || subject.sole || subject.kind === 'installation') return true;
  if (rule.assignment && subject.assignments?.some((assignment) => party === null || assignment.party === party)) return true;
  return subject.grants.some(
    (grant) => rule.anywhere?.includes(grant.role) || (rule.party?.includes(grant.role) && (party === null || grant.party === party)),
  );
}

/** What a subject may do: by permission, true for everywhere, or the ids of the parties at which it is held. A permission that is missing is not held. */
export type HeldPermissions = Record<string, true | string[]>;

const heldBy = new WeakMap<object, HeldPermissions>();

/**
 * The permissions of a person, for the desk, which offers what they may do. Reviewer assignments open single participations and are left out. Computed once for
 * each subject: cached claims keep the same one, and changed claims bring another.
 */
export function permissionsOf(subject: Pick<Subject, 'sole' | 'grants'>): HeldPermissions {
  const known = heldBy.get(subject);
  if (known) return known;
  const granted: HeldPermissions = {};
  for (const [name, rule] of permissions) {
    if (rule.credential) continue;
    const at = subject.grants.filter(({ role }) => rule.party?.includes(role));
    if (rule.everyone || subject.sole || subject.grants.some(({ role }) => rule.anywhere?.includes(role))) granted[name] = true;
    else if (at.length > 0) granted[name] = [...new Set(at.flatMap(({ party }) => party ?? []))];
  }
  heldBy.set(subject, granted);
  return granted;
}

/** Whether a subject holds a role of a group, at a party if one is named. One-person mode is up to the caller. */
export function holdsRole(subject: Pick<Subject, 'grants'>, name: Group, party?: string): boolean {
  return subject.grants.some((grant) => isIn(name, grant.role) && (party === undefined || grant.party === party));
}

/**
 * The parties at which a subject holds a role of a group; undefined where that is every party. A list that names them is found by an index of the party, while
 * row-level security alone is asked about each row of the table.
 */
export function partiesOf({ grants, sole, kind }: Subject, name: Group): string[] | undefined {
  if (sole || kind === 'installation') return undefined;
  return [...new Set(grants.flatMap(({ role, party }) => (party !== null && isIn(name, role) ? [party] : [])))];
}
