import {
  ENTERING,
  grantsOf,
  holds,
  holdsAt,
  isAlone,
  isSignedIn,
  type Piece,
  ROLES,
  type Role,
  type Subject,
  type Thing,
  WORKING,
} from './attributes.ts';

const OFFICE: readonly Role[] = ['policy-office'];
const OFFICE_AND_ITS_REVIEWERS = (subject: Subject, party: string) => holds(subject, OFFICE) || holdsAt(subject, ['reviewer'], party);

/** Whether somebody may see a thing: the whole of need-to-know, from the documents (README.md says where they were silent). */
export function maySee(subject: Subject, thing: Thing): boolean {
  if (thing.kind === 'public') return true;
  if (thing.kind === 'nobody' || !isSignedIn(subject)) return false;
  switch (thing.kind) {
    case 'for-the-signed-in':
      return true;
    case 'firm':
      return holds(subject, [...OFFICE, 'reviewer']) || placesContracts(subject) || holdsAt(subject, ROLES, thing.party);
    case 'unit':
      return OFFICE_AND_ITS_REVIEWERS(subject, thing.party) || [thing.party, ...thing.servesIn].some((at) => holdsAt(subject, ROLES, at));
    case 'piece':
      return maySeePiece(subject, thing);
    case 'file':
      return (
        maySeePiece(subject, { ...thing, kind: 'piece', submitted: false, released: false }) ||
        thing.shownBy.some((piece) => maySeePiece(subject, piece))
      );
    case 'row':
    case 'part':
      return OFFICE_AND_ITS_REVIEWERS(subject, thing.party) || holdsAt(subject, WORKING, thing.party);
    case 'part-answer':
      return holdsAt(subject, WORKING, thing.party) || (thing.submitted && OFFICE_AND_ITS_REVIEWERS(subject, thing.party));
    case 'judgement':
      return OFFICE_AND_ITS_REVIEWERS(subject, thing.party) || (thing.draftSent && holdsAt(subject, WORKING, thing.party));
    case 'report':
      return thing.release === 'parties' || thing.parties.some((party) => maySee(subject, { kind: 'part', party }));
    case 'person':
      return (
        thing.person === subject.person ||
        holds(subject, [...OFFICE, 'platform-admin']) ||
        thing.at.some((party) => holdsAt(subject, ['party-admin'], party))
      );
    case 'grant':
      return (
        thing.person === subject.person ||
        holds(subject, [...OFFICE, 'platform-admin']) ||
        (thing.party !== null && holdsAt(subject, ['party-admin'], thing.party))
      );
    case 'own':
      return thing.person === subject.person;
    case 'log':
      return holds(subject, ['auditor']);
  }
}

/** A contracting officer places contracts unless it is a firm's own. */
export function placesContracts(subject: Subject): boolean {
  return isAlone(subject) || grantsOf(subject).some(({ role, partyKind }) => role === 'contracting-officer' && partyKind !== 'contractor');
}

// A draft is its maker's side alone; what was submitted is the party's, its reviewers' and the office's; what was released is everybody's.
function maySeePiece(subject: Subject, { party, byOffice, submitted, released }: Piece): boolean {
  if (released) return isSignedIn(subject);
  if (!submitted) return byOffice ? holds(subject, OFFICE) : holdsAt(subject, ENTERING, party);
  return OFFICE_AND_ITS_REVIEWERS(subject, party) || holdsAt(subject, ENTERING, party);
}
