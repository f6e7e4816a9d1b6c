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
/** The roles that write a party's texts for the courses. */
export const WRITING: readonly Role[] = ['focal-point', 'commander', 'training-officer', 'legal-adviser'];
/** The roles of a party or operation that are responsible for training. */
const TRAINING: readonly Role[] = ['training-officer', 'commander'];
/** The roles that keep the list of people who can help. */
export const KEEPING_HELP: readonly Role[] = ['focal-point', 'commander', 'legal-adviser'];
/** The roles of a party that read its contracts. */
export const READING_CONTRACTS: readonly Role[] = ['contracting-officer', 'focal-point', 'commander', 'legal-adviser', 'investigator'];
/** Roles that open channels and publish who reads there. */
export const KEEPING_CHANNELS: readonly Role[] = ['focal-point', 'commander', ...OFFICE];
/** Roles that may become readers of a channel: a draft is no secret from them. */
const JOINING_CHANNELS: readonly Role[] = ['case-officer', 'legal-adviser'];
const RECEIVING: readonly Role[] = ['commander', 'training-officer', 'legal-adviser'];
const isReviewing = (subject: Subject, party: string) => holds(subject, OFFICE) || holdsAt(subject, ['reviewer'], party);

/** Whether a subject may see a thing: all of need-to-know, from the documents (README.md lists the questions that they leave open). */
export function maySee(asker: Subject, thing: Thing): boolean {
  // A file is visible through the items that show it, each with its own label.
  const subject = clearedFor(asker, 'label' in thing ? thing.label : undefined);
  if (thing.kind === 'public') return true;
  // So is an official text that the policy office publishes.
  if (thing.kind === 'official-text' && thing.present && thing.published) return true;
  // Every process must know the edition that begins, before anyone signs in.
  if (thing.kind === 'imported-edition' && thing.scheduled) return true;
  // A section that a nation released to everyone is public while it has no label.
  if (thing.kind === 'return-section' && thing.everybody && thing.label === undefined) return true;
  // Nobody needs an account to find help.
  if (thing.kind === 'help' && thing.open) return true;
  if (thing.kind === 'nobody' || (!isSignedIn(subject) && thing.kind !== 'file')) return false;
  switch (thing.kind) {
    case 'for-the-signed-in':
    // Equivalent courses and training providers are useful to every nation.
    case 'equivalent':
    case 'person':
      return true;
    case 'firm':
      return holds(subject, OFFICE) || placesContracts(subject) || holdsAt(subject, OWN_PEOPLE, thing.party);
    // A party's contracts are its own, also those of a body of headquarters.
    case 'firm-text':
    case 'contract':
    case 'override':
    case 'violation':
    case 'site-visit':
      return holdsAt(subject, READING_CONTRACTS, thing.party);
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
    case 'view':
    case 'participation':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    // People who know of every round and return of a party. A reviewer does not know of a return before it is submitted.
    case 'request':
      return holds(subject, OFFICE) || holdsAt(subject, ENTERING, thing.party);
    case 'participation-answer':
      return holdsAt(subject, ENTERING, thing.party) || (thing.submitted && isReviewing(subject, thing.party));
    case 'return':
      return (
        holds(subject, OFFICE) ||
        holdsAt(subject, ENTERING, thing.party) ||
        (thing.submitted && holdsAt(subject, ['reviewer'], thing.party))
      );
    case 'return-draft':
    case 'return-link':
      return holdsAt(subject, ENTERING, thing.party);
    case 'return-section':
      return thing.opened || isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    case 'return-version':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    // A party's outreach is its own work; the addressee reads only the letters that were sent.
    case 'outreach':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    case 'letter':
      return maySee(subject, { ...thing, kind: 'outreach' }) || holdsAt(subject, ENTERING, thing.to);
    // A nation's action plan is its own record: its own people, its reviewers and headquarters.
    case 'plan':
      return isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party);
    // Open items are shown to the commander of the operation and to headquarters.
    case 'joining':
    case 'joining-answer':
      return (
        isReviewing(subject, thing.party) || holdsAt(subject, ENTERING, thing.party) || holdsAt(subject, ['commander'], thing.operation)
      );
    // What nobody has tried yet is its keepers' own work.
    case 'help':
      return holds(subject, OFFICE) || holdsAt(subject, KEEPING_HELP, thing.party);
    case 'consultation':
      return holds(subject, OFFICE);
    case 'channel':
    case 'limit-statement':
      return (
        holds(subject, OFFICE) ||
        holdsAt(subject, [...KEEPING_CHANNELS, ...JOINING_CHANNELS], thing.party) ||
        thing.readers.includes(subject.person)
      );
    case 'channel-reader':
      return holds(subject, OFFICE) || holdsAt(subject, KEEPING_CHANNELS, thing.party) || thing.person === subject.person;
    case 'succession':
      return holds(subject, OFFICE) || holdsAt(subject, KEEPING_CHANNELS, thing.party) || thing.people.includes(subject.person);
    case 'encrypted':
      return thing.readers.includes(subject.person);
    case 'first-step':
      return holds(subject, [...OFFICE, 'platform-admin']);
    // The training officer makes records from the statements of the party's systems; the party administrator sees which systems there are.
    case 'learning-system':
      return holdsAt(subject, ['training-officer', 'party-admin'], thing.party);
    case 'learning-record':
      return holdsAt(subject, ['training-officer'], thing.party);
    // The number of a certificate opens the public page, so fewer people see it than see the completion.
    case 'certificate':
      return holdsAt(subject, TRAINING, thing.party) || thing.account === subject.person;
    case 'courses-taught':
      return holds(subject, OFFICE) || holdsAt(subject, ['training-officer', 'focal-point', 'commander'], thing.party);
    case 'local-draft':
      return holdsAt(subject, WRITING, thing.party);
    // A brief in wrong hands warns traffickers. Its readers are its own people, headquarters, and training officers and commanders of participating nations.
    case 'local-text':
      return (
        holds(subject, OFFICE) ||
        holdsAt(subject, WRITING, thing.party) ||
        (!thing.withdrawn && thing.sentBy.some((party) => holdsAt(subject, ['training-officer', 'commander'], party)))
      );
    case 'judgement':
      return isReviewing(subject, thing.party) || (thing.draftSent && holdsAt(subject, ENTERING, thing.party));
    // Readers of the adopted report, and those who may see the judgement itself.
    case 'correction':
      return maySee(asker, thing.judgement) || maySee(asker, thing.report);
    // The form of an invited organisation is its own. Headquarters sees that it exists, and its content once it is submitted.
    case 'form':
      return holds(subject, OFFICE) || holdsAt(subject, ['partner-contact'], thing.party);
    case 'form-text':
      return (thing.submitted && holds(subject, OFFICE)) || holdsAt(subject, ['partner-contact'], thing.party);
    // People speak to reviewers in confidence, not to the visited party.
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
    // People of a roster are visible to training officers and commanders of their party and operation, and to themselves. Headquarters gets counts.
    case 'total':
    case 'strength':
      return holds(subject, OFFICE) || holdsAt(subject, TRAINING, thing.party);
    // The board of a rotation in counts is visible to its own party and its operation.
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
    // A commander sees that a class is held. The progress of each person is between learner and instructor.
    case 'class':
    case 'seat-booking':
    case 'roster-request':
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
    case 'official-text':
      return thing.present || holds(subject, [...OFFICE, 'auditor']);
    case 'imported-edition':
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

/** Whether the subject places contracts: a contracting officer who is not one of a firm. */
export function placesContracts(subject: Subject): boolean {
  return isAlone(subject) || grantsOf(subject).some(({ role, partyKind }) => role === 'contracting-officer' && partyKind !== 'contractor');
}

// A draft is visible to its own side only, a submitted item to the party, its reviewers and the office, and a released item to all signed-in people.
// For headquarters, its own side is the policy office.
function maySeeItem(subject: Subject, { party, byOffice, submitted, released }: EvidenceItem): boolean {
  if (released) return isSignedIn(subject);
  const isOwn = holdsAt(subject, [...ENTERING, ...OFFICE], party);
  if (!submitted) return byOffice ? holds(subject, OFFICE) : isOwn;
  return isOwn || isReviewing(subject, party);
}
