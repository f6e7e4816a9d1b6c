/** Who asks, and what is asked for: nothing but attributes, in the words of the documents. Nothing here comes from src/. */

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
export type PartyKind = 'nation' | 'body' | 'operation' | 'contractor' | 'partner';

/** A role at a party, or at none (the platform's administrator), from and to a day. */
export type Grant = {
  role: Role;
  party: string | null;
  partyKind?: PartyKind;
  from: string;
  to: string | null;
  ended?: boolean;
  /** The highest level it may read, the lowest being 0. */
  clearance?: number;
  /** An assignment in one participation in one round: no role at the party. */
  assignment?: true;
};

/** The label of a record (STANAG 4774): its level, and the parties it is releasable to; null: all. Without one it is of the lowest level and for all. */
export type Label = { level: number; releasableTo: readonly string[] | null };

/** A person who asks on a day. Without a living session, or disabled, a person is nobody. */
export type Subject = {
  person: string;
  session: boolean;
  disabled?: boolean;
  grants: readonly Grant[];
  today: string;
  /** Alone holds headquarters' policy office, and nobody else ever did. */
  onePerson?: boolean;
};

/** Nobody: signed out. */
export const ANONYMOUS: Subject = { person: '', session: false, grants: [], today: '' };

/** What the party's own item, file, participation or person is, as far as who may see it turns on it. */
export type EvidenceItem = { kind: 'item'; party: string; byOffice: boolean; submitted: boolean; released: boolean; label?: Label };
export type Thing =
  | { kind: 'public'; party?: string; keptBy?: Role }
  | { kind: 'for-the-signed-in' }
  | { kind: 'firm'; party: string }
  | { kind: 'unit'; party: string; servesIn: readonly string[] }
  | EvidenceItem
  | { kind: 'file'; party: string; byOffice: boolean; shownBy: readonly EvidenceItem[] }
  | { kind: 'row'; party: string }
  | { kind: 'participation'; party: string }
  | { kind: 'participation-answer'; party: string; submitted: boolean }
  | { kind: 'return'; party: string; handedIn: boolean }
  | { kind: 'return-draft'; party: string }
  | { kind: 'return-version'; party: string }
  | { kind: 'return-section'; party: string; opened: boolean; everybody: boolean; label?: Label }
  | { kind: 'return-link'; party: string }
  | { kind: 'judgement'; party: string; draftSent: boolean }
  | { kind: 'form'; party: string }
  | { kind: 'form-text'; party: string; handedIn: boolean }
  | { kind: 'visit-note'; party: string }
  | { kind: 'report'; parties: readonly string[]; release: 'party' | 'parties' }
  | { kind: 'person'; person: string; at: readonly string[] }
  | { kind: 'grant'; person: string; party: string | null }
  | { kind: 'own'; person: string }
  | { kind: 'log'; person: string; party: string | null; byOwnPeople: boolean }
  | { kind: 'erasure'; party: string | null; byOwnPeople: boolean }
  | { kind: 'chain' }
  | { kind: 'log-state' }
  | { kind: 'access'; party: string | null }
  | { kind: 'proposal'; from: string; to: string; party: string | null; role: Role }
  | { kind: 'backup' }
  | { kind: 'import-batch' }
  | { kind: 'hold' }
  | { kind: 'outreach'; party: string; byBody: boolean }
  | { kind: 'letter'; party: string; byBody: boolean; to: string }
  | { kind: 'joining'; party: string; operation: string }
  | { kind: 'joining-answer'; party: string; operation: string }
  | { kind: 'consultation' }
  | { kind: 'learning-system'; party: string }
  | { kind: 'learning-record'; party: string }
  | { kind: 'certificate'; party: string; account: string | null }
  | { kind: 'courses-taught'; party: string }
  | { kind: 'local-draft'; party: string }
  | { kind: 'local-text'; party: string; withdrawn: boolean; sentBy: readonly string[] }
  | { kind: 'trainee'; party: string; operation: string | null; left: boolean; account: string | null }
  | { kind: 'waiver'; party: string; operation: string | null; left: boolean; account: string | null }
  | { kind: 'completion'; party: string; operation: string | null; left: boolean; account: string | null }
  | { kind: 'class'; party: string }
  | { kind: 'access-slip'; party: string }
  // What a learning system sent of a party and could not be placed: it waits, and goes where it was placed.
  | { kind: 'waiting'; party: string }
  | { kind: 'learnt'; party: string }
  | { kind: 'roster-batch'; party: string }
  | { kind: 'equivalent'; party: string }
  | { kind: 'total'; party: string }
  | { kind: 'hand-over-board'; party: string; operation: string }
  | { kind: 'hand-over-signature'; party: string; operation: string }
  | { kind: 'nobody' };

/** Who belongs to a party: everybody with a role there but its auditor and a partner's contact, who come from outside. */
export const OWN_PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'auditor' && role !== 'partner-contact');
/** The roles that work on what a party answers for, and those of them that sign it. Administrators and auditors hold none of it. */
export const ENTERING: readonly Role[] = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'];
export const SIGNING: readonly Role[] = ['focal-point', 'commander'];

function holding({ session, disabled, grants, today }: Subject): readonly Grant[] {
  if (!session || disabled) return [];
  return grants.filter((grant) => !grant.ended && grant.from <= today && (grant.to === null || today <= grant.to));
}

/** The grants that hold today. Nobody has none; an empty list opens nothing. An assignment is none: it opens its one participation, and no role's door. */
export function grantsOf(subject: Subject): readonly Grant[] {
  return holding(subject).filter(({ assignment }) => !assignment);
}

/** Is assigned to a participation of some round. */
export function isAssigned(subject: Subject): boolean {
  return holding(subject).some(({ assignment }) => assignment === true);
}

/** Signed in, whatever the grants. */
export function isSignedIn({ session, disabled }: Subject): boolean {
  return session && !disabled;
}

/** Runs the installation alone. */
export function isAlone(subject: Subject): boolean {
  return isSignedIn(subject) && subject.onePerson === true;
}

/** Holds one of these roles anywhere. */
export function holds(subject: Subject, roles: readonly Role[]): boolean {
  return isAlone(subject) || grantsOf(subject).some((grant) => roles.includes(grant.role));
}

/** Holds one of these roles at this party. */
export function holdsAt(subject: Subject, roles: readonly Role[], party: string): boolean {
  return isAlone(subject) || grantsOf(subject).some((grant) => grant.party === party && roles.includes(grant.role));
}

/**
 * A subject as a record with this label sees them: with the grants alone whose clearance reaches its level and whose party it is releasable to. Where none
 * is left they are nobody to it, unless it is of the lowest level and for all: that asks for no grant. Whoever is alone reads everything.
 */
export function clearedFor(subject: Subject, { level, releasableTo }: Label = { level: 0, releasableTo: null }): Subject {
  if (isAlone(subject) || (level === 0 && releasableTo === null)) return subject;
  const grants = grantsOf(subject).filter(
    ({ clearance = 0, party }) => clearance >= level && (releasableTo === null || (party !== null && releasableTo.includes(party))),
  );
  return { ...subject, grants, session: grants.length > 0 };
}
