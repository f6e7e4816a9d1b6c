import { LABELS, type Label } from '#kernel/labels.ts';
import { ROLES, type Role } from '#kernel/roles.ts';

// The policies of the rooms said once more, for people: src/rooms/evidence/migrations, src/rooms/reviews/migrations and the permission tables decide.
// who-may-see.access.test.ts holds the two beside each other for every role.

/** Objects of which it can be said who may see them. */
export const ASKED_KINDS = ['piece', 'document', 'evidence', 'dossier', 'part', 'report'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];
/** What access records name. */
export const RECORDED_KINDS = [...ASKED_KINDS, 'matrix', 'round', 'people', 'access', 'roster'] as const;

/** Why a grant opens an object, in the words of the rule. */
export const REASONS = [
  'own-draft',
  'own-file',
  'reads-submitted',
  'office-draft',
  'office',
  'part',
  'party',
  'report-part',
  'released',
] as const;
export type Reason = (typeof REASONS)[number];

/** The label of something, as its row holds it; left out where it has none of its own. */
type Labelled = { readonly level?: number; readonly releasableTo?: readonly string[] | null };
type Shown = Labelled & { readonly byOffice: boolean; readonly submitted: boolean; readonly released: boolean };

/** What of an object its policies ask. */
export type ObjectFacts = Partial<Shown> & {
  readonly parties: readonly string[];
  /** The pieces that show a file. */
  readonly pieces?: readonly Shown[];
  /** What a report holds of each party: live, and as it was adopted. */
  readonly parts?: readonly (Labelled & { readonly party: string; readonly released: boolean })[];
};
type Opening = {
  readonly roles: readonly Role[];
  /** The parties at which the role is held; null: anywhere. */
  readonly at: readonly string[] | null;
  readonly because: Reason;
  readonly label: Labelled;
};
/** What of a grant decides whether it opens something. */
type Held = { readonly role: Role; readonly party: string | null; readonly label: Label };
type Openings = { readonly openings: readonly Opening[]; readonly everybody: boolean };

const SPEAKERS: readonly Role[] = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'];
const READERS: readonly Role[] = [...SPEAKERS, 'reviewer'];
const OFFICE: readonly Role[] = ['policy-office'];
// Whoever holds the policy office at a body also works with that body's own evidence.
const OWN: readonly Role[] = [...SPEAKERS, ...OFFICE];

const office = (label: Labelled, because: Reason = 'office'): Opening => ({ roles: OFFICE, at: null, because, label });
const isForAll = ({ level = 0, releasableTo = null }: Labelled) => level === 0 && releasableTo === null;
/** Released: everybody signed in, or where it is labelled whoever is cleared for it, in whatever role. */
const released = (label: Labelled, is: boolean): Openings => ({
  openings: is && !isForAll(label) ? [{ roles: ROLES, at: null, because: 'released', label }] : [],
  everybody: is && isForAll(label),
});
const together = (all: readonly Openings[]): Openings => ({
  openings: all.flatMap(({ openings }) => openings),
  everybody: all.some(({ everybody }) => everybody),
});

/** By which grants an object of these facts opens, and whether it is open to everybody signed in. */
export function openingsOf(kind: AskedKind, facts: ObjectFacts): Openings {
  const at = facts.parties;
  switch (kind) {
    case 'piece':
      return openingsOfPiece(at, { byOffice: false, submitted: false, released: false, ...facts });
    case 'document': {
      const own: Opening = facts.byOffice ? office(facts, 'office-draft') : { roles: OWN, at, because: 'own-file', label: facts };
      return together([{ openings: [own], everybody: false }, ...(facts.pieces ?? []).map((piece) => openingsOfPiece(at, piece))]);
    }
    // The page of a party opens whatever is labelled on it; each thing on it is left out for whoever is not cleared.
    case 'dossier':
    case 'evidence':
      return { openings: [office({}), { roles: READERS, at, because: 'party', label: {} }], everybody: false };
    case 'part':
      return { openings: [office(facts), { roles: READERS, at, because: 'part', label: facts }], everybody: false };
    case 'report':
      // One that nobody takes part in yet holds nothing to see.
      return together([
        ...(at.length === 0 ? [{ openings: [office({})], everybody: false }] : []),
        ...(facts.parts ?? []).map((part) =>
          together([
            { openings: [office(part), { roles: READERS, at: [part.party], because: 'report-part', label: part }], everybody: false },
            released(part, part.released),
          ]),
        ),
      ]);
  }
}

function openingsOfPiece(at: readonly string[], piece: Shown): Openings {
  if (!piece.submitted && piece.byOffice) return { openings: [office(piece, 'office-draft')], everybody: false };
  if (!piece.submitted) return { openings: [{ roles: OWN, at, because: 'own-draft', label: piece }], everybody: false };
  const reads: Opening = { roles: [...OWN, 'reviewer'], at, because: 'reads-submitted', label: piece };
  return together([{ openings: [office(piece), reads], everybody: false }, released(piece, piece.released)]);
}

/** Which of somebody's grants open an object, each with the first reason that does. The very grant holds the role and the clearance. */
export function openedBy<Grant extends Held>(
  kind: AskedKind,
  facts: ObjectFacts,
  grants: readonly Grant[],
): { grant: Grant; because: Reason }[] {
  const { openings } = openingsOf(kind, facts);
  return grants.flatMap((grant) => {
    const found = openings.find(
      ({ roles, at, label }) =>
        roles.includes(grant.role) && (at === null || (grant.party !== null && at.includes(grant.party))) && isCleared(grant, label),
    );
    return found ? [{ grant, because: found.because }] : [];
  });
}

function isCleared(grant: Held, { level = 0, releasableTo = null }: Labelled): boolean {
  return LABELS.indexOf(grant.label) >= level && (releasableTo === null || (grant.party !== null && releasableTo.includes(grant.party)));
}
