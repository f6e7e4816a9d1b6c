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

/**
 * Named groups of roles: the only place that says which roles do what. Permissions, state tables and policies name a group, never a role. SQL reads the same
 * table through identity.group(), which `npm run db:types` writes.
 */
export const GROUPS = {
  /** Every role, for what every signed-in user with a clearance may read. */
  all: ROLES,
  /** Direct the policy at headquarters. */
  office: ['policy-office'],
  /** Answer for a nation: open its returns, confirm its facts, write its letters. */
  representatives: ['focal-point'],
  /** Sign for a party. */
  signers: ['focal-point', 'commander'],
  /** Answer for a party in a review. */
  speakers: ['focal-point', 'commander', 'contracting-officer'],
  /** Work on a party's evidence and returns. */
  writers: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'],
  /** Read what a party's writers submit: the writers and the party's reviewers. */
  readers: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'],
  /** Enter evidence: a party's writers, and the policy office in its own name. */
  'evidence-writers': ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'policy-office'],
  /** Sign evidence: a party's signers, and the policy office in its own name. */
  'evidence-signers': ['focal-point', 'commander', 'policy-office'],
  /** Read submitted evidence. */
  'evidence-readers': ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer', 'policy-office'],
  /** Judge a party in a review. */
  reviewers: ['reviewer'],
  /** Label what a review says about a party. */
  labellers: ['focal-point', 'commander', 'contracting-officer', 'reviewer'],
  /** Examine a party from outside: what they do there is not the party's own act. */
  assessors: ['reviewer', 'auditor'],
  /** Observe how a party keeps the policy, for a partner organisation. */
  observers: ['partner-contact'],
  /** Check the legal side of a return, and erase personal data. */
  'legal-advisers': ['legal-adviser'],
  /** Place contracts with firms. */
  'contract-managers': ['contracting-officer'],
  /** Read a party's contracts, and what each of them carries. */
  'contract-readers': ['contracting-officer', 'focal-point', 'commander', 'legal-adviser', 'investigator'],
  /**
   * Grant or refuse what another person asked for: to award a contract without its whole clause set. A second contracting officer (a head of contracts holds no
   * other role here), the commander, who answers for the party, or its legal adviser.
   */
  'override-deciders': ['contracting-officer', 'commander', 'legal-adviser'],
  /** Work on violations under a party's contracts: contracting officers, and those who decide for the party. */
  'violation-managers': ['contracting-officer', 'focal-point', 'commander'],
  /** Investigate violations under a party's contracts. They record what was found, and decide neither the remedy nor an override. */
  'violation-investigators': ['investigator'],
  /** Teach, and keep the roster. */
  trainers: ['training-officer'],
  /** Lead those who are deployed: approve waivers, sign totals and hand-overs. */
  leaders: ['commander'],
  /** Manage the training of a party's people: see who is trained by name, revoke certificates. */
  'training-managers': ['training-officer', 'commander'],
  /** See how many are trained. */
  'training-counters': ['training-officer', 'commander', 'focal-point'],
  /** Adopt the courses a party teaches. */
  'course-adopters': ['training-officer', 'focal-point', 'policy-office'],
  /**
   * Keep the list of people who can help near an operation: its commander, who answers for it; its legal adviser, who knows whom each of them must inform; its
   * focal point, who knows them.
   */
  'help-managers': ['focal-point', 'commander', 'legal-adviser'],
  /** Write operation briefs and law annexes. */
  'brief-writers': ['focal-point', 'commander', 'training-officer', 'legal-adviser'],
  /** Keep the sources of learning records. */
  'record-source-managers': ['training-officer', 'party-admin'],
  /** Keep the units of a party and their rotations. */
  'unit-managers': ['focal-point', 'commander', 'party-admin'],
  /** Read the units that serve in an operation. */
  'operation-readers': ['commander', 'training-officer', 'legal-adviser'],
  /** Read a party's own entries in the register. */
  'register-readers': [
    'focal-point',
    'commander',
    'training-officer',
    'case-officer',
    'investigator',
    'legal-adviser',
    'contracting-officer',
    'reviewer',
    'party-admin',
  ],
  /** Hold a role at the same party, and so see who else does. */
  colleagues: [
    'focal-point',
    'commander',
    'training-officer',
    'legal-adviser',
    'contracting-officer',
    'investigator',
    'case-officer',
    'partner-contact',
    'reviewer',
    'party-admin',
  ],
  /** Administer a party's accounts. */
  'party-admins': ['party-admin'],
  /** Administer the installation. */
  'platform-admins': ['platform-admin'],
  /** Open and close the channels of a party, and publish who reads there. They read no report by that. */
  'channel-managers': ['focal-point', 'commander', 'policy-office'],
  /** May become readers of a channel, with keys made in their own browser. */
  'report-readers': ['case-officer', 'legal-adviser'],
  /** Inspect without directing. */
  auditors: ['auditor'],
  /** Oversee every party: read the log and records of access. */
  overseers: ['policy-office', 'auditor'],
  /** Watch over the installation: the state of its log, its backups and its deletions. */
  supervisors: ['policy-office', 'platform-admin', 'auditor'],
  /** Invite people and give roles. */
  'account-managers': ['policy-office', 'platform-admin', 'party-admin'],
  /** Read the accounts of every party. */
  'account-readers': ['policy-office', 'platform-admin'],
  /** List people. */
  'people-readers': ['policy-office', 'platform-admin', 'party-admin', 'focal-point', 'commander', 'reviewer', 'auditor'],
  /** Start a new register, step by step. */
  starters: ['policy-office', 'platform-admin'],
  /** Roles that may be held without a party. */
  'held-without-party': ['policy-office', 'auditor', 'platform-admin'],
  /** Roles that only the policy office gives. */
  'given-by-office': ['policy-office', 'reviewer', 'auditor', 'platform-admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Group = keyof typeof GROUPS;

/** The roles of one or more groups together. */
export function group<const G extends Group>(...names: G[]): readonly (typeof GROUPS)[G][number][] {
  return [...new Set(names.flatMap((name) => GROUPS[name]))];
}

/** Whether a role belongs to a group. */
export const isIn = (name: Group, role: string): boolean => (GROUPS[name] as readonly string[]).includes(role);
