/** Attributes of subjects and things, in the words of the documents. Nothing here comes from src/. */

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

/** A role at a party, or at none (the platform's administrator), with its first and last day. */
export type Grant = {
  role: Role;
  party: string | null;
  partyKind?: PartyKind;
  from: string;
  to: string | null;
  ended?: boolean;
  /** The highest level that it may read; the lowest is 0. */
  clearance?: number;
  /** An assignment to one participation in one round, which is not a role at the party. */
  assignment?: true;
};

/** The label of a record (STANAG 4774): its level, and the parties to which it is releasable; null for all. A record without a label has the lowest level, for all. */
export type Label = { level: number; releasableTo: readonly string[] | null };

/** A person on a day. Without a valid session, or disabled, the person has no rights. */
export type Subject = {
  person: string;
  session: boolean;
  disabled?: boolean;
  grants: readonly Grant[];
  today: string;
  /** The only person who holds, or ever held, the role of headquarters' policy office. */
  onePerson?: boolean;
};

/** A signed-out subject. */
export const ANONYMOUS: Subject = { person: '', session: false, grants: [], today: '' };

/** Where an evidence item comes from: counted from work in a room, rated by a review, read from a public source, or stated by people. */
export type Origin = 'measured' | 'rated' | 'public-source' | 'declared';

/** A record of a party, with the attributes that decide who may see it. */
export type EvidenceItem = {
  kind: 'item';
  party: string;
  byOffice: boolean;
  /** Who sees an item does not depend on where it comes from; who changes it does. */
  origin?: Origin;
  submitted: boolean;
  released: boolean;
  label?: Label;
};
export type Thing =
  | { kind: 'public'; party?: string; keptBy?: Role }
  | { kind: 'for-the-signed-in' }
  | { kind: 'firm'; party: string }
  | { kind: 'unit'; party: string; servesIn: readonly string[] }
  | EvidenceItem
  | { kind: 'file'; party: string; byOffice: boolean; shownBy: readonly EvidenceItem[] }
  | { kind: 'row'; party: string }
  | { kind: 'request'; party: string }
  | { kind: 'view'; party: string; side: 'party' | 'office' }
  | { kind: 'participation'; party: string }
  | { kind: 'participation-answer'; party: string; submitted: boolean }
  | { kind: 'return'; party: string; submitted: boolean }
  | { kind: 'return-draft'; party: string }
  | { kind: 'return-version'; party: string }
  | { kind: 'return-section'; party: string; opened: boolean; everybody: boolean; label?: Label }
  | { kind: 'return-link'; party: string }
  | { kind: 'judgement'; party: string; draftSent: boolean }
  // A correction of an adopted rating: part of the review, and read with the adopted report.
  | { kind: 'correction'; judgement: Thing; report: Thing }
  | { kind: 'form'; party: string }
  | { kind: 'form-text'; party: string; submitted: boolean }
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
  // A first step of the register that was set aside.
  | { kind: 'first-step' }
  | { kind: 'import-batch' }
  | { kind: 'hold' }
  // The official text of a clause: the present one, or one that was replaced or removed.
  | { kind: 'official-text'; present: boolean; published: boolean }
  | { kind: 'imported-edition'; scheduled: boolean }
  | { kind: 'outreach'; party: string; byBody: boolean }
  | { kind: 'letter'; party: string; byBody: boolean; to: string }
  | { kind: 'joining'; party: string; operation: string }
  | { kind: 'joining-answer'; party: string; operation: string }
  | { kind: 'plan'; party: string }
  | { kind: 'consultation' }
  | { kind: 'override'; party: string; decided: boolean }
  // `firm-text`: what a firm sent by its link, which nobody else writes.
  | { kind: 'contract' | 'violation' | 'site-visit' | 'firm-text'; party: string }
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
  | { kind: 'seat-booking'; party: string }
  | { kind: 'roster-request'; party: string }
  | { kind: 'access-slip'; party: string }
  // A statement of a learning system that matches no person or module yet. It waits, and is removed once it is recorded.
  | { kind: 'waiting'; party: string }
  | { kind: 'learnt'; party: string }
  | { kind: 'roster-batch'; party: string }
  | { kind: 'equivalent'; party: string }
  | { kind: 'total'; party: string }
  | { kind: 'strength'; party: string }
  | { kind: 'hand-over-board'; party: string; operation: string }
  | { kind: 'hand-over-signature'; party: string; operation: string }
  // A place with its numbers of people who can help, or one of these numbers; `open`: anybody may call it.
  | { kind: 'help'; party: string; open: boolean; retired: boolean }
  // A reporting channel and its lists: those who keep it, headquarters, its readers, those who may join.
  | { kind: 'channel'; party: string; readers: readonly string[] }
  | { kind: 'channel-reader'; party: string; person: string }
  // Who succeeds whom as a reader: seen by both, by those who keep the channel, and by headquarters.
  | { kind: 'succession'; party: string; people: readonly string[] }
  // What its readers must do whatever the wish, as a legal adviser states it: seen by those who see the channel.
  | { kind: 'limit-statement'; party: string; readers: readonly string[] }
  // A report, and what belongs to it: the readers for whom a wrap exists, while they read.
  | { kind: 'encrypted'; readers: readonly string[] }
  | { kind: 'nobody' };

/** The roles of a party's own people: all but auditor and partner contact, who come from outside. */
export const OWN_PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'auditor' && role !== 'partner-contact');
/** The roles that work on a party's evidence and answers, and those of them that sign. Administrators and auditors do neither. */
export const ENTERING: readonly Role[] = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'];
export const SIGNING: readonly Role[] = ['focal-point', 'commander'];

function holding({ session, disabled, grants, today }: Subject): readonly Grant[] {
  if (!session || disabled) return [];
  return grants.filter((grant) => !grant.ended && grant.from <= today && (grant.to === null || today <= grant.to));
}

/** The grants that are valid today. An empty list opens nothing. An assignment is not a grant: it opens only its participation. */
export function grantsOf(subject: Subject): readonly Grant[] {
  return holding(subject).filter(({ assignment }) => !assignment);
}

/** Whether the subject is assigned to a participation of any round. */
export function isAssigned(subject: Subject): boolean {
  return holding(subject).some(({ assignment }) => assignment === true);
}

/** Whether the subject is signed in, with or without grants. */
export function isSignedIn({ session, disabled }: Subject): boolean {
  return session && !disabled;
}

/** Whether the subject runs the installation alone. */
export function isAlone(subject: Subject): boolean {
  return isSignedIn(subject) && subject.onePerson === true;
}

/** Whether the subject holds one of these roles at any party. */
export function holds(subject: Subject, roles: readonly Role[]): boolean {
  return isAlone(subject) || grantsOf(subject).some((grant) => roles.includes(grant.role));
}

/** Whether the subject holds one of these roles at this party. */
export function holdsAt(subject: Subject, roles: readonly Role[], party: string): boolean {
  return isAlone(subject) || grantsOf(subject).some((grant) => grant.party === party && roles.includes(grant.role));
}

/**
 * The subject with only the grants that count for a record with this label: their clearance reaches its level, and it is releasable to their party. Without such
 * grants the subject has no access, unless the label is the lowest and for all, which requires no grant. In one-person mode the subject reads everything.
 */
export function clearedFor(subject: Subject, { level, releasableTo }: Label = { level: 0, releasableTo: null }): Subject {
  if (isAlone(subject) || (level === 0 && releasableTo === null)) return subject;
  const grants = grantsOf(subject).filter(
    ({ clearance = 0, party }) => clearance >= level && (releasableTo === null || (party !== null && releasableTo.includes(party))),
  );
  return { ...subject, grants, session: grants.length > 0 };
}
