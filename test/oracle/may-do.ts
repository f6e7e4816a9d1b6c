import {
  clearedFor,
  ENTERING,
  holds,
  holdsAt,
  isAlone,
  isAssigned,
  isSignedIn,
  type Origin,
  type Role,
  SIGNING,
  type Subject,
  type Thing,
} from './attributes.ts';
import { KEEPING_CHANNELS, KEEPING_HELP, placesContracts, READING_CONTRACTS, WRITING } from './may-see.ts';

const OFFICE: readonly Role[] = ['policy-office'];
const ADMINISTRATORS: readonly Role[] = ['party-admin', 'platform-admin'];
/** Roles that only the policy office grants and ends. */
export const NAMED_BY_THE_OFFICE: readonly Role[] = ['policy-office', 'reviewer', 'auditor'];
const ANSWERING: readonly Role[] = ['focal-point', 'commander', 'contracting-officer'];

/** The roles of a party that decide on overrides that another person asked for. */
const DECIDING_OVERRIDES: readonly Role[] = ['contracting-officer', 'commander', 'legal-adviser'];
/** The roles of a party that work on violations under its contracts. */
const WORKING_ON_VIOLATIONS: readonly Role[] = ['contracting-officer', 'focal-point', 'commander'];
/** Those, and the investigator, who records the investigation and decides nothing. */
const INVESTIGATING: readonly Role[] = [...WORKING_ON_VIOLATIONS, 'investigator'];

/** The object of an action, if more than its visibility decides. */
export type Resource = {
  party?: string;
  item?: { byOffice: boolean; submitted: boolean; origin: Origin };
  /** For an entry of the log: whether a person of that party acted. */
  byOwnPeople?: boolean;
  /** For a grant or an account: its person, its roles and their parties. */
  about?: { person: string; roles: readonly { role: Role; party: string | null }[]; openedBy?: string };
};

type Rule = (subject: Subject, resource: Resource) => boolean;
const at =
  (roles: readonly Role[], orOffice = true): Rule =>
  (subject, { party }) =>
    (orOffice && holds(subject, OFFICE)) || (party !== undefined && holdsAt(subject, roles, party));

// The office may do with its own items what the roles of a party may do with the party's items.
const withItem =
  (roles: readonly Role[], draftsOf: readonly Role[] = []): Rule =>
  (subject, { party, item }) => {
    if (isAlone(subject)) return true;
    if (item!.byOffice) return holds(subject, OFFICE);
    return holdsAt(subject, item!.submitted ? roles : [...roles, ...draftsOf], party!);
  };

// What was not declared changes with the act that made it. The policy office may end it with a reason, but not a rating: that belongs to the round.
const ifDeclared =
  (rule: Rule): Rule =>
  (subject, resource) =>
    resource.item!.origin === 'declared' && rule(subject, resource);
const orOfficeEnds =
  (rule: Rule): Rule =>
  (subject, resource) => {
    const { origin } = resource.item!;
    if (origin === 'declared') return rule(subject, resource);
    return origin !== 'rated' && holds(subject, OFFICE);
  };

const mayGive = (subject: Subject, role: Role, party: string | null): boolean =>
  holds(subject, OFFICE) ||
  (!NAMED_BY_THE_OFFICE.includes(role) &&
    ((role === 'party-admin' && holds(subject, ['platform-admin'])) ||
      (role !== 'platform-admin' && party !== null && holdsAt(subject, ['party-admin'], party))));

/** Who may do what. If the documents tie an action to a party, the resource names the party. */
export const RULES = {
  // Sign-in: anyone with the link or the password.
  enter: () => true,
  'read-public': () => true,
  'be-signed-in': (subject) => isSignedIn(subject),
  // parties
  'manage-the-register': (subject) => holds(subject, OFFICE),
  'manage-a-calendar': at(['party-admin']),
  'register-a-firm': (subject) => holds(subject, OFFICE) || placesContracts(subject),
  'confirm-a-contribution': at(['focal-point']),
  'record-contracting': at(['contracting-officer']),
  'manage-units': at(['focal-point', 'commander', 'party-admin']),
  // people
  'see-people': (subject) => holds(subject, [...OFFICE, ...ADMINISTRATORS, ...SIGNING, 'reviewer', 'auditor']),
  // A new register is started by headquarters and by the platform's administrator.
  'start-the-register': (subject) => holds(subject, [...OFFICE, 'platform-admin']),
  // Accounts with roles at any party: only those who may appoint anywhere.
  'invite-many': (subject) => holds(subject, OFFICE),
  'open-an-account': (subject) => holds(subject, [...OFFICE, ...ADMINISTRATORS]),
  'give-a-link': (subject, { about }) =>
    holds(subject, OFFICE) ||
    (about!.openedBy === subject.person && about!.roles.every(({ role, party }) => mayGive(subject, role, party))),
  // Resetting an account hands its sign-in to another person. Only a person who could grant all its roles may do that, and never for themselves.
  'reset-an-account': (subject, { about }) =>
    about!.person !== subject.person && about!.roles.every(({ role, party }) => mayGive(subject, role, party)),
  'review-access': (subject, { party }) => holds(subject, OFFICE) || (party !== undefined && holdsAt(subject, ['party-admin'], party)),
  'see-reviews-due': (subject) => holds(subject, [...OFFICE, 'party-admin']),
  'see-access-records': (subject) => holds(subject, [...OFFICE, 'auditor', 'party-admin']),
  'decide-a-hand-over': (subject, { about }) =>
    about!.person !== subject.person && about!.roles.every(({ role, party }) => mayGive(subject, role, party)),
  'account-for-access': (subject, { party }) =>
    holds(subject, [...OFFICE, 'auditor']) || (party !== undefined && holdsAt(subject, ['party-admin'], party)),
  'give-a-grant': (subject, { about }) =>
    about!.person !== subject.person && about!.roles.every(({ role, party }) => mayGive(subject, role, party)),
  'end-a-grant': (subject, { about }) =>
    isSignedIn(subject) && (about!.person === subject.person || about!.roles.every(({ role, party }) => mayGive(subject, role, party))),
  // evidence
  'enter-evidence': at(ENTERING),
  'change-a-item': ifDeclared(withItem(ENTERING)),
  'ask-for-a-purge': orOfficeEnds(withItem(ENTERING)),
  'sign-a-item': ifDeclared(withItem(SIGNING)),
  'withdraw-a-item': orOfficeEnds(withItem(SIGNING, ENTERING)),
  'decide-a-purge': orOfficeEnds(
    (subject, { party, item }) =>
      isAlone(subject) ||
      (holds(subject, OFFICE) && (item!.byOffice || item!.submitted)) ||
      (!item!.byOffice && holdsAt(subject, SIGNING, party!)),
  ),
  // A label changes nothing that an item says, so its side may label an item of any origin.
  'label-a-item': withItem(SIGNING, ENTERING),
  'release-a-label': withItem(SIGNING),
  // commitments, nations
  'see-the-matrix': (subject) => holds(subject, [...OFFICE, ...ENTERING, 'reviewer']),
  // What was adopted and released is for all signed-in people (answer 10); the page that shows it party by party is the auditor's.
  'see-adopted-ratings': (subject) => holds(subject, ['auditor']),
  // Where sources differ, the party and the policy office each record their own view.
  'record-a-view': at(['focal-point']),
  'answer-an-expectation': at(['focal-point'], false),
  'correct-a-treaty-row': at(['focal-point']),
  'import-tables': (subject) => holds(subject, OFFICE),
  'import-treaties': (subject) => holds(subject, OFFICE),
  // the policy itself
  'manage-policy-texts': (subject) => holds(subject, OFFICE),
  'decide-a-parameter': (subject) => holds(subject, OFFICE),
  'import-an-edition': (subject) => holds(subject, OFFICE),
  'see-editions': (subject) => holds(subject, [...OFFICE, 'auditor']),
  // retention, log
  'see-retention': (subject) => holds(subject, [...OFFICE, 'platform-admin', 'auditor']),
  'hold-deletion': (subject) => holds(subject, OFFICE),
  'see-the-log': (subject) => holds(subject, [...OFFICE, 'platform-admin', 'auditor']),
  'draw-a-sample': (subject) => holds(subject, [...OFFICE, 'auditor']),
  'enrol-outside-checks': (subject) => holds(subject, ['platform-admin']),
  'see-erasures': (subject) => holds(subject, [...OFFICE, 'legal-adviser', 'auditor']),
  erase: (subject, { party, byOwnPeople }) =>
    holds(subject, OFFICE) || (byOwnPeople === true && party !== undefined && holdsAt(subject, ['legal-adviser'], party)),
  // training
  'see-classes': (subject) => holds(subject, ['training-officer', 'commander']),
  'teach-a-class': at(['training-officer'], false),
  // A commander keeps seats for people; the training officer makes their slips.
  'book-seats': at(['training-officer', 'commander'], false),
  // returns
  'ask-for-a-return': at(['focal-point']),
  'answer-a-return': at(ENTERING, false),
  'clear-a-return': at(['legal-adviser'], false),
  'coordinate-a-return': at(SIGNING, false),
  'decide-on-a-return': (subject) => holds(subject, OFFICE),
  // A reviewer assigned to a participation finds the return of its round in the list of returns.
  'see-returns': (subject) => isAssigned(subject) || holds(subject, [...OFFICE, ...ENTERING, 'reviewer']),
  // help: its keepers know the place; headquarters may help them
  'keep-help': at(KEEPING_HELP),
  // outreach, joining, consultation: a nation writes and answers for itself, headquarters for its bodies
  'see-letters': (subject) => holds(subject, [...OFFICE, ...ENTERING, 'reviewer']),
  'write-letters': at(['focal-point'], false),
  'see-joinings': (subject) => holds(subject, [...OFFICE, ...ENTERING, 'reviewer']),
  // A nation or a partner accepts the policy itself, or the policy office records it for them.
  'record-an-acceptance': at(['focal-point', 'partner-contact']),
  // A nation keeps its own action plan; headquarters states nothing for it.
  'keep-a-plan': at(['focal-point'], false),
  'answer-a-checklist': at(['focal-point'], false),
  'name-the-transfer': at(['focal-point']),
  consult: (subject) => holds(subject, OFFICE),
  // contracts: a party keeps its own
  'see-contracts': (subject) => holds(subject, READING_CONTRACTS),
  'manage-contracts': at(['contracting-officer'], false),
  'decide-an-override': at(DECIDING_OVERRIDES, false),
  'manage-violations': at(WORKING_ON_VIOLATIONS, false),
  investigate: at(INVESTIGATING, false),
  // Headquarters sees numbers of other parties.
  'count-contracts': (subject) => holds(subject, OFFICE),
  // training: an operation or a nation writes its own texts for the courses
  'see-certificates': at(['training-officer', 'commander'], false),
  'revoke-a-certificate': at(['training-officer', 'commander'], false),
  certify: at(['training-officer'], false),
  'see-the-courses': (subject) => holds(subject, ['training-officer', 'focal-point', ...OFFICE]),
  'adopt-courses': at(['training-officer', 'focal-point', ...OFFICE], false),
  'print-a-pack': (subject) => holds(subject, [...OFFICE, 'training-officer']),
  'see-local-texts': (subject) => holds(subject, [...OFFICE, ...WRITING]),
  'see-local-texts-of': at(WRITING),
  'write-a-local-text': at(WRITING, false),
  'sign-a-local-text': at(SIGNING, false),
  // training: a roster belongs to its party, except for headquarters' people
  'see-boards': (subject) => holds(subject, ['training-officer', 'commander']),
  'state-a-strength': at(['training-officer', 'commander'], false),
  'see-the-board': at(['training-officer', 'commander'], false),
  'see-training-counts': (subject) => holds(subject, [...OFFICE, 'training-officer', 'commander', 'focal-point']),
  'manage-the-roster': at(['training-officer'], false),
  'lead-training': at(['commander'], false),
  // reports: a person who keeps a channel does not read there, and nobody joins for another
  'keep-channel': at(KEEPING_CHANNELS, false),
  'join-channel': at(['case-officer', 'legal-adviser'], false),
  // The role opens no report: a key of it does.
  'read-reports': (subject) => holds(subject, ['case-officer', 'legal-adviser']),
  'state-limits': at(['legal-adviser'], false),
  // reviews
  'run-reviews': (subject) => holds(subject, OFFICE),
  'answer-for-the-party': at(ANSWERING, false),
  'sign-for-the-party': at(SIGNING, false),
  'judge-the-party': at(['reviewer']),
  'speak-for-the-organisation': at(['partner-contact'], false),
  'label-a-participation': at([...ANSWERING, 'reviewer']),
} satisfies Record<string, Rule>;
export type Action = keyof typeof RULES;

/** Whether a subject may do an action. A signed-out subject may only sign in and read public records. */
export function mayDo(subject: Subject, action: Action, resource: Resource = {}): boolean {
  if (action === 'enter' || action === 'read-public') return true;
  return isSignedIn(subject) && (RULES[action] as Rule)(subject, resource);
}

/** Whether any action of any room lets the subject add or change such a row: the most that SQL under the subject's claims may do. */
export function mayTouch(asker: Subject, thing: Thing): boolean {
  const subject = clearedFor(asker, 'label' in thing ? thing.label : undefined);
  if (!isSignedIn(subject)) return false;
  const office = holds(subject, OFFICE);
  switch (thing.kind) {
    case 'public':
      return office || (thing.keptBy !== undefined && holdsAt(subject, [thing.keptBy], thing.party!));
    case 'for-the-signed-in':
    case 'report':
      return office;
    case 'firm':
      return office || placesContracts(subject);
    case 'erasure':
      return office || (thing.byOwnPeople && thing.party !== null && holdsAt(subject, ['legal-adviser'], thing.party));
    case 'official-text':
    case 'imported-edition':
    case 'hold':
    case 'import-batch':
      return office;
    case 'log-state':
      return holds(subject, ['platform-admin']);
    case 'unit':
      return office || holdsAt(subject, ['focal-point', 'commander', 'party-admin'], thing.party);
    case 'item':
      // Only signers may change a submitted item. A person who enters evidence may still request its purge, which does not change its content.
      // Training officers and others leave measured items by their own work, and the office may end those.
      if (thing.origin === 'measured' && !thing.byOffice) return office || holdsAt(subject, ENTERING, thing.party);
      return thing.byOffice ? office : holdsAt(subject, [...(thing.submitted ? SIGNING : ENTERING), ...OFFICE], thing.party);
    case 'file':
      return thing.byOffice ? office : holdsAt(subject, [...ENTERING, ...OFFICE], thing.party);
    case 'row':
      return holdsAt(subject, ['focal-point'], thing.party);
    // Headquarters asks; a nation may open its own return.
    case 'request':
      return office || holdsAt(subject, ['focal-point'], thing.party);
    case 'view':
      return thing.side === 'party' ? holdsAt(subject, ['focal-point'], thing.party) : office;
    case 'participation-answer':
      return holdsAt(subject, ANSWERING, thing.party);
    case 'return':
      return office || holdsAt(subject, ENTERING, thing.party);
    case 'return-draft':
      return holdsAt(subject, ENTERING, thing.party);
    case 'return-version':
    case 'return-link':
      return holdsAt(subject, SIGNING, thing.party);
    case 'return-section':
      return office || holdsAt(subject, SIGNING, thing.party);
    case 'outreach':
    case 'letter':
      return holdsAt(subject, ['focal-point'], thing.party) || (thing.byBody && office);
    case 'joining':
      return office || holdsAt(subject, ['focal-point'], thing.party);
    case 'plan':
    case 'joining-answer':
      return holdsAt(subject, ['focal-point'], thing.party);
    // Only learners submit what they learned; nobody writes it at the desk.
    case 'class':
    case 'access-slip':
    case 'waiting':
    case 'trainee':
    case 'completion':
      return holdsAt(subject, ['training-officer'], thing.party);
    // A commander is responsible for a waiver; a training officer may not give one.
    case 'waiver':
      return holdsAt(subject, ['commander'], thing.party);
    case 'strength':
      return holdsAt(subject, ['training-officer', 'commander'], thing.party);
    case 'total':
    case 'roster-request':
    case 'hand-over-signature':
      return holdsAt(subject, ['commander'], thing.party);
    case 'equivalent':
    case 'hand-over-board':
    case 'roster-batch':
      return holdsAt(subject, ['training-officer'], thing.party);
    case 'help':
      return !thing.retired && (office || holdsAt(subject, KEEPING_HELP, thing.party));
    case 'consultation':
      return office;
    // Firms and partners hold the role too, and let no contracts.
    case 'contract':
      return holdsAt(subject, ['contracting-officer'], thing.party);
    // Who asks and who decides are two people; what is decided stays.
    case 'override':
      return !thing.decided && holdsAt(subject, DECIDING_OVERRIDES, thing.party);
    case 'violation':
      return holdsAt(subject, INVESTIGATING, thing.party);
    case 'site-visit':
      return holdsAt(subject, WORKING_ON_VIOLATIONS, thing.party);
    case 'channel':
      return holdsAt(subject, KEEPING_CHANNELS, thing.party);
    case 'limit-statement':
      return holdsAt(subject, ['legal-adviser'], thing.party);
    case 'channel-reader':
      return holdsAt(subject, KEEPING_CHANNELS, thing.party) || thing.person === subject.person;
    // Neither of the two readers confirms it.
    case 'succession':
      return holdsAt(subject, KEEPING_CHANNELS, thing.party) && !thing.people.includes(subject.person);
    case 'first-step':
      return holds(subject, [...OFFICE, 'platform-admin']);
    case 'certificate':
    case 'seat-booking':
      return holdsAt(subject, ['training-officer', 'commander'], thing.party);
    case 'courses-taught':
      return holdsAt(subject, ['training-officer', 'focal-point', ...OFFICE], thing.party);
    case 'local-draft':
      return holdsAt(subject, WRITING, thing.party);
    case 'local-text':
      return holdsAt(subject, SIGNING, thing.party);
    case 'form':
      return office || holdsAt(subject, ['partner-contact'], thing.party);
    case 'form-text':
      return holdsAt(subject, ['partner-contact'], thing.party);
    case 'visit-note':
      return office || holdsAt(subject, ['reviewer'], thing.party);
    case 'participation':
    case 'judgement':
      return office || holdsAt(subject, [...ANSWERING, 'reviewer'], thing.party);
    case 'correction':
      return mayTouch(asker, thing.judgement);
    default:
      return false;
  }
}

/** Whether a subject may delete a row: only rows that a draft names, and statements that waited. All other rows stay. */
export function mayTakeAway(subject: Subject, thing: Thing): boolean {
  // An undo deletes the contracts that an import recorded, and the files that were dropped together.
  const isTakenAway = (thing.kind === 'item' && !thing.submitted) || thing.kind === 'waiting' || thing.kind === 'contract';
  return isTakenAway && mayTouch(subject, thing);
}
