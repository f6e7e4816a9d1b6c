import {
  clearedFor,
  ENTERING,
  type EvidenceItem,
  grantsOf,
  holds,
  holdsAt,
  isAlone,
  isSignedIn,
  OWN_PEOPLE,
  ROLES,
  type Role,
  type Subject,
  type Thing,
} from './attributes.ts';

const OFFICE: readonly Role[] = ['policy-office'];
const COLLEAGUES: readonly Role[] = ROLES.filter((role) => role !== 'auditor');
/** Those who write what a party puts into the courses. */
export const WRITING: readonly Role[] = ['focal-point', 'commander', 'training-officer', 'legal-adviser'];
/** Of an operation, those who answer for who serves in it. */
const TRAINING: readonly Role[] = ['training-officer', 'commander'];
const RECEIVING: readonly Role[] = ['commander', 'training-officer', 'legal-adviser'];
const isReviewing = (subject: Subject, party: string) => holds(subject, OFFICE) || holdsAt(subject, ['reviewer'], party);

/** Whether somebody may see a thing: the whole of need-to-know, from the documents (README.md says where they were silent). */
export function maySee(asker: Subject, thing: Thing): boolean {
  // What a file opens by is the items that show it, each with its own label.
  const subject = clearedFor(asker, 'label' in thing ? thing.label : undefined);
  if (thing.kind === 'public') return true;
  // What a nation let everybody read of its return is public, while it has no label.
  if (thing.kind === 'return-section' && thing.everybody && thing.label === undefined) return true;
  if (thing.kind === 'nobody' || (!isSignedIn(subject) && thing.kind !== 'file')) return false;
  switch (thing.kind) {
    case 'for-the-signed-in':
    // What counts as equivalent, and who offers training, helps every nation.
    case 'equivalent':
    case 'person':
      return true;
    case 'firm':
      return holds(subject, OFFICE) || placesContracts(subject) || holdsAt(subject, OWN_PEOPLE, thing.party);
    case 'unit':
      return (
        holds(subject, OFFICE) ||
        holdsAt(subject, OWN_PEOPLE, thing.party) ||
        thing.servesIn.some((operation) => holdsAt(subject, RECEIVING, operation))
      );
    case 'item':
      return maySeeItem(subject, thing);
    case 'file':
      return (
        maySeeItem(subject, { ...thing, kind: 'item', submitted: false, released: false }) ||
        thing.shownBy.some((item) => maySee(asker, item))
      );
    case 'row':
    case 'participation':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    case 'participation-answer':
      return holdsAt(subject, ENTERING, thing.party) || (thing.submitted && isReviewing(subject, thing.party));
    case 'return':
      return (
        holds(subject, OFFICE) || holdsAt(subject, ENTERING, thing.party) || (thing.handedIn && holdsAt(subject, ['reviewer'], thing.party))
      );
    case 'return-draft':
    case 'return-link':
      return holdsAt(subject, ENTERING, thing.party);
    case 'return-section':
      return thing.opened || isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    case 'return-version':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    // What a party writes to others is its own work; of all of it the addressee reads the letters that were sent.
    case 'outreach':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    case 'letter':
      return maySee(subject, { ...thing, kind: 'outreach' }) || holdsAt(subject, ENTERING, thing.to);
    // Open items are shown to the commander of the operation and to headquarters.
    case 'joining':
    case 'joining-answer':
      return (
        isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party) || holdsAt(subject, ['commander'], thing.operation)
      );
    case 'consultation':
      return holds(subject, OFFICE);
    // Whoever keeps the party's training makes its records from what its systems say; whoever keeps its access sees which systems there are.
    case 'learning-system':
      return holdsAt(subject, ['training-officer', 'party-admin'], thing.party);
    case 'learning-record':
      return holdsAt(subject, ['training-officer'], thing.party);
    // Its number opens the public page: fewer see the paper than the completion behind it.
    case 'certificate':
      return holdsAt(subject, TRAINING, thing.party) || thing.account === subject.person;
    case 'courses-taught':
      return holds(subject, OFFICE) || holdsAt(subject, ['training-officer', 'focal-point', 'commander'], thing.party);
    case 'local-draft':
      return holdsAt(subject, WRITING, thing.party);
    // A brief in wrong hands warns traffickers: its own people, headquarters, and who trains and leads for those who take part.
    case 'local-text':
      return (
        holds(subject, OFFICE) ||
        holdsAt(subject, WRITING, thing.party) ||
        (!thing.withdrawn && thing.sentBy.some((party) => holdsAt(subject, ['training-officer', 'commander'], party)))
      );
    case 'judgement':
      return isReviewing(subject, thing.party) || (thing.draftSent && holdsAt(subject, ENTERING, thing.party));
    // An invited organisation's form is its own; headquarters, which invited it, sees that it is there, and what it says once it is handed in.
    case 'form':
      return holds(subject, OFFICE) || holdsAt(subject, ['partner-contact'], thing.party);
    case 'form-text':
      return (thing.handedIn && holds(subject, OFFICE)) || holdsAt(subject, ['partner-contact'], thing.party);
    // Whoever spoke to reviewers spoke to them, not to the party they visited.
    case 'visit-note':
      return isReviewing(subject, thing.party);
    case 'report':
      return thing.release === 'parties' || thing.parties.some((party) => maySee(subject, { kind: 'participation', party }));
    case 'grant':
      return (
        thing.person === subject.person ||
        holds(subject, [...OFFICE, 'platform-admin']) ||
        (thing.party !== null && holdsAt(subject, COLLEAGUES, thing.party))
      );
    case 'own':
      return thing.person === subject.person;
    // Persons are seen by those who train and lead them, where they belong and where they go, and by themselves. Headquarters gets counts.
    case 'total':
      return holds(subject, OFFICE) || holdsAt(subject, TRAINING, thing.party);
    // The board of a rotation in counts: its own party and the operation it is in.
    case 'hand-over-board':
    case 'hand-over-signature':
      return holdsAt(subject, TRAINING, thing.party) || holdsAt(subject, TRAINING, thing.operation);
    case 'roster-batch':
      return holdsAt(subject, TRAINING, thing.party);
    case 'trainee':
    case 'completion':
    case 'waiver':
      return (
        holdsAt(subject, TRAINING, thing.party) ||
        (thing.operation !== null && !thing.left && holdsAt(subject, TRAINING, thing.operation)) ||
        thing.account === subject.person
      );
    // A commander sees that a class is held; how far each is in it is between learner and instructor.
    case 'class':
      return holdsAt(subject, TRAINING, thing.party);
    case 'access-slip':
    case 'waiting':
    case 'learnt':
      return holdsAt(subject, ['training-officer'], thing.party);
    case 'log':
      return thing.person === subject.person || maySee(subject, { ...thing, kind: 'erasure' });
    case 'erasure':
      return (
        holds(subject, [...OFFICE, 'auditor']) ||
        (thing.byOwnPeople && thing.party !== null && holdsAt(subject, ['legal-adviser'], thing.party))
      );
    case 'chain':
    case 'hold':
      return holds(subject, [...OFFICE, 'auditor']);
    case 'import-batch':
      return holds(subject, OFFICE);
    case 'log-state':
    case 'backup':
      return holds(subject, [...OFFICE, 'auditor', 'platform-admin']);
    case 'proposal':
      return (
        [thing.from, thing.to].includes(subject.person) ||
        holds(subject, OFFICE) ||
        (thing.party !== null && holdsAt(subject, ['party-admin'], thing.party)) ||
        (thing.role === 'party-admin' && holds(subject, ['platform-admin']))
      );
    case 'access':
      return holds(subject, [...OFFICE, 'auditor']) || (thing.party !== null && holdsAt(subject, ['party-admin'], thing.party));
  }
}

/** A contracting officer places contracts unless it is a firm's own. */
export function placesContracts(subject: Subject): boolean {
  return isAlone(subject) || grantsOf(subject).some(({ role, partyKind }) => role === 'contracting-officer' && partyKind !== 'contractor');
}

// A draft is its maker's side alone; what was submitted is the party's, its reviewers' and the office's; what was released is everybody's.
// The policy office is headquarters' own side.
function maySeeItem(subject: Subject, { party, byOffice, submitted, released }: EvidenceItem): boolean {
  if (released) return isSignedIn(subject);
  const isOwn = holdsAt(subject, [...ENTERING, ...OFFICE], party);
  if (!submitted) return byOffice ? holds(subject, OFFICE) : isOwn;
  return isOwn || isReviewing(subject, party);
}
