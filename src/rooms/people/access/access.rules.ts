import { LABELS, type Label } from '#kernel/labels.ts';
import { group, ROLES, type Role } from '#kernel/roles.ts';

// The policies of the rooms in a form that people can read. The database decides: `database/access` of evidence and reviews, and the permission tables.
// who-may-see.access.test.ts compares both for every role.

/** Kinds of object for which the page can say who may see them. */
export const INSPECTED_KINDS = ['evidence-item', 'document', 'evidence', 'dossier', 'participation', 'report'] as const;
export type InspectedKind = (typeof INSPECTED_KINDS)[number];
/** Kinds of object that access records name. */
export const RECORDED_KINDS = [...INSPECTED_KINDS, 'matrix', 'round', 'people', 'access', 'roster'] as const;

/** Why a grant opens an object, as a text key. */
export const REASONS = [
  'own-draft',
  'own-file',
  'reads-submitted',
  'office-draft',
  'office',
  'participation',
  'party',
  'report-participation',
  'released',
] as const;
export type Reason = (typeof REASONS)[number];

/** The label of a record, as its row holds it; empty where it has none of its own. */
type Labelled = { readonly level?: number; readonly releasableTo?: readonly string[] | null };
type Shown = Labelled & { readonly byOffice: boolean; readonly submitted: boolean; readonly released: boolean };

/** The facts of an object that its policies depend on. */
export type ObjectFacts = Partial<Shown> & {
  readonly parties: readonly string[];
  /** The evidence items that show a file. */
  readonly items?: readonly Shown[];
  /** The parts of a report, one per party: live, and as adopted. */
  readonly participations?: readonly (Labelled & { readonly party: string; readonly released: boolean })[];
};
type Opening = {
  readonly roles: readonly Role[];
  /** The parties at which the role is held; null: any. */
  readonly at: readonly string[] | null;
  readonly reason: Reason;
  readonly label: Labelled;
};
/** What of a grant decides whether it opens an object. */
type Held = { readonly role: Role; readonly party: string | null; readonly label: Label };
type Openings = { readonly openings: readonly Opening[]; readonly everybody: boolean };

const READERS = group('readers');
const OFFICE = group('office');
// A holder of the policy office at a body also works with that body's own evidence.
const OWN = group('evidence-writers');

const office = (label: Labelled, reason: Reason = 'office'): Opening => ({ roles: OFFICE, at: null, reason, label });
const isForAll = ({ level = 0, releasableTo = null }: Labelled) => level === 0 && releasableTo === null;
/** Released: open to everybody who is signed in, or, with a label, to everybody cleared for it, in any role. */
const released = (label: Labelled, is: boolean): Openings => ({
  openings: is && !isForAll(label) ? [{ roles: ROLES, at: null, reason: 'released', label }] : [],
  everybody: is && isForAll(label),
});
const together = (all: readonly Openings[]): Openings => ({
  openings: all.flatMap(({ openings }) => openings),
  everybody: all.some(({ everybody }) => everybody),
});

/** Which grants open an object with these facts, and whether it is open to everybody who is signed in. */
export function openingsOf(kind: InspectedKind, facts: ObjectFacts): Openings {
  const at = facts.parties;
  switch (kind) {
    case 'evidence-item':
      return openingsOfItem(at, { byOffice: false, submitted: false, released: false, ...facts });
    case 'document': {
      const own: Opening = facts.byOffice ? office(facts, 'office-draft') : { roles: OWN, at, reason: 'own-file', label: facts };
      return together([{ openings: [own], everybody: false }, ...(facts.items ?? []).map((item) => openingsOfItem(at, item))]);
    }
    // The page of a party opens regardless of its labels; items that the reader is not cleared for are left out.
    case 'dossier':
    case 'evidence':
      return { openings: [office({}), { roles: READERS, at, reason: 'party', label: {} }], everybody: false };
    case 'participation':
      return { openings: [office(facts), { roles: READERS, at, reason: 'participation', label: facts }], everybody: false };
    case 'report':
      // A report of a round without parties has nothing to show.
      return together([
        ...(at.length === 0 ? [{ openings: [office({})], everybody: false }] : []),
        ...(facts.participations ?? []).map((participation) =>
          together([
            {
              openings: [
                office(participation),
                { roles: READERS, at: [participation.party], reason: 'report-participation', label: participation },
              ],
              everybody: false,
            },
            released(participation, participation.released),
          ]),
        ),
      ]);
  }
}

function openingsOfItem(at: readonly string[], item: Shown): Openings {
  if (!item.submitted && item.byOffice) return { openings: [office(item, 'office-draft')], everybody: false };
  if (!item.submitted) return { openings: [{ roles: OWN, at, reason: 'own-draft', label: item }], everybody: false };
  const reads: Opening = { roles: group('evidence-readers'), at, reason: 'reads-submitted', label: item };
  return together([{ openings: [office(item), reads], everybody: false }, released(item, item.released)]);
}

/** Which of a person's grants open an object, each with its first reason. One grant must hold both the role and the clearance. */
export function openedBy<Grant extends Held>(
  kind: InspectedKind,
  facts: ObjectFacts,
  grants: readonly Grant[],
): { grant: Grant; reason: Reason }[] {
  const { openings } = openingsOf(kind, facts);
  return grants.flatMap((grant) => {
    const found = openings.find(
      ({ roles, at, label }) =>
        roles.includes(grant.role) && (at === null || (grant.party !== null && at.includes(grant.party))) && isCleared(grant, label),
    );
    return found ? [{ grant, reason: found.reason }] : [];
  });
}

function isCleared(grant: Held, { level = 0, releasableTo = null }: Labelled): boolean {
  return LABELS.indexOf(grant.label) >= level && (releasableTo === null || (grant.party !== null && releasableTo.includes(grant.party)));
}
