import type { Role } from '#kernel/roles.ts';
import type { OpeningGrant } from './access.schema.ts';

// The policies of the rooms said once more, for people: src/rooms/evidence/migrations, src/rooms/reviews/migrations and the permission tables decide.
// who-may-see.access.test.ts holds the two beside each other for every role.

/** Objects of which it can be said who may see them. */
export const ASKED_KINDS = ['piece', 'document', 'evidence', 'dossier', 'part', 'report'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];
/** What access records name. */
export const RECORDED_KINDS = [...ASKED_KINDS, 'matrix', 'round', 'people', 'access'] as const;

/** Why a grant opens an object, in the words of the rule. */
export const REASONS = ['own-draft', 'own-file', 'reads-submitted', 'office-draft', 'office', 'part', 'party', 'report-part'] as const;
export type Reason = (typeof REASONS)[number];

/** What of an object its policies ask. */
export type ObjectFacts = {
  readonly parties: readonly string[];
  readonly byOffice?: boolean;
  readonly submitted?: boolean;
  readonly released?: boolean;
  /** The pieces that show a file. */
  readonly pieces?: readonly { readonly byOffice: boolean; readonly submitted: boolean; readonly released: boolean }[];
};

type Opening = { readonly roles: readonly Role[]; readonly at: 'party' | 'anywhere'; readonly because: Reason };

const SPEAKERS: readonly Role[] = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'];
const OFFICE: readonly Role[] = ['policy-office'];
// Whoever holds the policy office at a body also works with that body's own evidence.
const OWN: readonly Role[] = [...SPEAKERS, ...OFFICE];

/** By which grants an object of these facts opens, and whether it is open to everybody signed in. */
export function openingsOf(kind: AskedKind, facts: ObjectFacts): { openings: readonly Opening[]; everybody: boolean } {
  switch (kind) {
    case 'piece':
      return openingsOfPiece({ byOffice: false, submitted: false, released: false, ...facts });
    case 'document': {
      const own: Opening = facts.byOffice
        ? { roles: OFFICE, at: 'anywhere', because: 'office-draft' }
        : { roles: OWN, at: 'party', because: 'own-file' };
      const shown = (facts.pieces ?? []).map(openingsOfPiece);
      return { openings: [own, ...shown.flatMap(({ openings }) => openings)], everybody: shown.some(({ everybody }) => everybody) };
    }
    case 'dossier':
    case 'evidence':
      return { openings: [office, { roles: [...SPEAKERS, 'reviewer'], at: 'party', because: 'party' }], everybody: false };
    case 'part':
      return { openings: [office, { roles: [...SPEAKERS, 'reviewer'], at: 'party', because: 'part' }], everybody: false };
    case 'report':
      return {
        openings: [office, { roles: [...SPEAKERS, 'reviewer'], at: 'party', because: 'report-part' }],
        everybody: facts.released ?? false,
      };
  }
}

const office: Opening = { roles: OFFICE, at: 'anywhere', because: 'office' };

function openingsOfPiece({ byOffice, submitted, released }: { byOffice: boolean; submitted: boolean; released: boolean }) {
  if (!submitted && byOffice) return { openings: [{ roles: OFFICE, at: 'anywhere', because: 'office-draft' } as const], everybody: false };
  if (!submitted) return { openings: [{ roles: OWN, at: 'party', because: 'own-draft' } as const], everybody: false };
  const reads: Opening = { roles: [...OWN, 'reviewer'], at: 'party', because: 'reads-submitted' };
  return { openings: [office, reads], everybody: released };
}

/** Which of somebody's grants open an object, each with the first reason that does. */
export function openedBy<Grant extends Pick<OpeningGrant, 'role' | 'party'>>(
  kind: AskedKind,
  facts: ObjectFacts,
  grants: readonly Grant[],
): { grant: Grant; because: Reason }[] {
  const { openings } = openingsOf(kind, facts);
  return grants.flatMap((grant) => {
    const found = openings.find(
      ({ roles, at }) => roles.includes(grant.role) && (at === 'anywhere' || (grant.party !== null && facts.parties.includes(grant.party))),
    );
    return found ? [{ grant, because: found.because }] : [];
  });
}
