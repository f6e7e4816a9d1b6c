import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { OWN_SET } from '#rooms/contractors/fixtures/own-set.ts';
import { ENCRYPTED_ANSWER_SIZES, ENCRYPTED_TEXT_SIZES, shiftNoteBytes, WRAP_BYTES } from '#rooms/reports/crypto/sizes.ts';
import type { Target } from './targets.ts';
import { EDITION, OBLIGATIONS, type World } from './world.ts';

/**
 * The request to each address: a valid body, so that only rights decide, and the status that an entitled subject gets. If an action
 * requires a version, a wrong one is sent: an entitled subject gets 412, and nothing changes. `only` names the states in which the action is open.
 */
export type Request = {
  body?: (world: World, target: Target) => unknown;
  stale?: true;
  query?: string;
  allowed: number | ((target: Target, person: string) => number);
  only?: readonly string[];
  /** The status that the policy office gets for a missing record, if that is not 404. */
  missing?: number;
  /** Other bodies of the same address, if it runs a separate command for each. */
  also?: readonly Request[];
  /** Reverts the effect of an entitled caller, so that the next one finds the same data. */
  restore?: string;
};

let n = 0;
const next = () => ++n;
const both = (text: string) => ({ en: text, fr: text });
const ITEM = {
  editionId: EDITION,
  obligationIds: [OBLIGATIONS[0]],
  kind: 'EV-POL',
  says: 'met',
  title: 'Title',
  date: '2026-01-01',
  source: 'Source',
};
const FINDING = {
  grade: 'urge',
  title: 'Title',
  text: 'Text',
  obligationIds: [OBLIGATIONS[0]],
  evidenceIds: [],
  citesAbsence: true,
  owner: 'Ministry',
  due: '2099-01-01',
};
const HELP = {
  ...{ kind: 'medical', name: both('Clinic'), about: both('Doctors.'), phone: '+44 1632 960100', languages: ['en'], source: 's' },
  ...{ days: null, opens: null, closes: null, free: null },
};
const CALENDAR = { selfAssessmentDue: '2026-07-01', commentDue: '2026-08-01', adoptionPlanned: null, followUpDue: null, cutOff: null };
const ok = (body?: Request['body']): Request => ({ ...(body && { body }), allowed: 200 });
const stale = (body?: unknown, only?: readonly string[]): Request => ({
  body: () => body ?? {},
  stale: true,
  allowed: 412,
  ...(only && { only }),
});
const operation = (world: World) => world.parties.operation!.id;
const ofNation =
  (yes: number, no = 422) =>
  (target: Target) =>
    target.state === 'contractor' ? no : yes;
const servesOf = (world: World, target: Target) =>
  Object.values(world.parties).find((party) => party.id === target.id)?.serves ?? operation(world);

// An archive that is read, and whose edition has faults.
const FAULTY_EDITION = Buffer.from(zipSync({ 'edition.yaml': strToU8('id: x') }));

// A note as a reader's browser encrypts it: the server checks its size alone.
const note = () => ({ id: randomUUID(), encrypted: Buffer.alloc(ENCRYPTED_TEXT_SIZES[0]!).toString('base64') });

const NOTED = { note: 'n' };
const UNKNOWN = {
  contractorId: null,
  value: null,
  currency: null,
  country: null,
  place: null,
  abroad: null,
  offTheShelf: null,
  labour: null,
};
const UNKNOWN_DAYS = { clauseOn: null, awardedOn: null, startsOn: null, endsOn: null };
const CONTRACT_TABLE = `?name=t.csv&title=t&against=a&leaveOut=no&mapping=${encodeURIComponent('{"columns":{},"days":null,"decimal":null}')}`;
const VISIT = Object.fromEntries(
  ['housing', 'passports', 'wages', 'contracts', 'fees', 'freedom', 'poster'].map((one) => [one, { sight: 'not-seen', note: null }]),
);
const CONTRACT = {
  ...{ title: 'Kitchens', contractor: 'Firm', setId: 'least-5f', ...UNKNOWN, ...UNKNOWN_DAYS },
  ...{ recruitsMigrants: null, housesWorkers: null, officerId: null, operationId: null },
};

export const REQUESTS: Record<string, Request> = {
  'PUT participations/:participationId/invitation-language': ok(() => ({ language: 'fr' })),
  'POST parties': ok(() => ({ kind: 'body', bodyKind: 'agency', code: `AGENCY-${next()}`, name: both('Agency'), source: 's' })),
  'PUT parties/:partyId/calendar': {
    body: () => ({ zone: 'UTC', weekend: [6, 7], holidays: 'nonsense', source: 's' }),
    allowed: 422,
  },
  'PUT parties/:partyId/contracting': {
    body: () => ({ from: '2001-01-01', source: 's' }),
    stale: true,
    allowed: (target: Target) => (target.state?.endsWith('operation') ? 412 : 422),
  },
  'POST contractors': ok(() => ({ code: `NEW-FIRM-${next()}`, name: both('New firm'), source: 's' })),
  'POST parties/:partyId/memberships': { body: () => ({ from: '2001', source: 's' }), allowed: ofNation(409) },
  'POST parties/:partyId/observed-contributions': {
    body: (world) => ({ operationId: operation(world), asOf: `${1000 + next()}`, source: 's' }),
    allowed: ofNation(200),
    missing: 422,
  },
  'POST parties/:partyId/contributions': {
    body: (world, target) => ({ operationId: servesOf(world, target), from: '2025-01-01', source: 's' }),
    allowed: ofNation(409),
  },
  'POST contributions/:contributionId/end': stale({ to: '2030-01-01' }),
  'POST parties/:partyId/units': ok(() => ({ name: `New unit ${next()}` })),
  'PUT units/:unitId': stale({ superiorId: null, location: 'Elsewhere' }),
  'POST units/:unitId/rotations': {
    body: (world) => ({ operationId: operation(world), contingent: 'c', from: '2027-01-01' }),
    allowed: 200,
    // It would open the unit to the operation.
    restore: `delete from parties.rotation where unit_id = $1 and from_day = '2027-01-01'`,
  },
  'PUT rotations/:rotationId/hand-over': stale({ handOver: '2030-01-01' }),
  'POST people': ok(() => ({ name: 'New', email: `new-${next()}@example.org`, language: 'en' })),
  // One address twice: an entitled subject learns that it is taken, and nobody is invited.
  'POST people/invitations': {
    body: (world) => {
      const person = { name: 'New', email: `new-${next()}@example.org`, language: 'en', partyId: operation(world) };
      return { role: 'legal-adviser', people: [person, person] };
    },
    allowed: 409,
  },
  'POST people/:personId/link': ok(() => ({})),
  'POST people/:personId/reset': ok(() => ({})),
  'POST grants/:grantId/end': {
    body: () => ({}),
    allowed: 200,
    restore: 'update identity.role_grant set ended_at = null, ended_by = null where id = $1',
  },
  'POST parties/:partyId/evidence': ok(() => ITEM),
  'PUT evidence/:itemId': stale(ITEM, ['draft']),
  'POST evidence/:itemId/submit': stale({}, ['draft']),
  'POST evidence/:itemId/correct': stale(ITEM, ['submitted', 'released']),
  'POST evidence/:itemId/confirm': stale({}, ['submitted', 'released']),
  'POST evidence/:itemId/withdraw': stale({ reason: 'r' }, ['draft', 'submitted', 'released']),
  'POST evidence/:itemId/request-purge': stale({ reason: 'r' }, ['draft', 'submitted', 'released', 'corrected', 'withdrawn']),
  'POST evidence/:itemId/approve-purge': stale({}, ['purge-requested', 'purge-requested-draft']),
  'POST evidence/:itemId/refuse-purge': stale({ reason: 'r' }, ['purge-requested', 'purge-requested-draft']),
  'POST evidence/:itemId/withdraw-purge-request': stale({}, ['purge-requested', 'purge-requested-draft']),
  'PUT evidence/:itemId/label': stale({ label: { level: 'restricted' } }, ['draft', 'submitted', 'released']),
  'POST evidence/:itemId/label-release': stale({ releaseId: randomUUID() }, ['draft', 'submitted', 'released', 'corrected']),
  'POST parties/:partyId/documents': { body: () => Buffer.from('%PDF-1.4 upload'), query: '?name=a.pdf', allowed: 200 },
  'GET parties/:partyId/evidence': { allowed: 200, missing: 200 },
  'GET parties/:partyId/treaties': { allowed: ofNation(200, 404) },
  // There is no addressee, so the guards are passed and the command is refused.
  'POST outreach': {
    body: (_world, target) => ({ writerId: target.id, addresseeId: randomUUID(), instruments: ['TIP'] }),
    allowed: 422,
  },
  'POST outreach/:outreachId/letters': stale({
    sentOn: '2026-01-01',
    language: 'en',
    body: 'b',
    offer: null,
    documentId: null,
    reminderOn: null,
  }),
  'POST outreach/:outreachId/replies': stale({ received: true, on: '2026-01-01', body: null }),
  'PUT outreach/:outreachId/reminder': stale({ reminderOn: null }),
  'PUT outreach/:outreachId/label': stale({ label: { level: 'unclassified' } }),
  'POST outreach/:outreachId/close': stale({ reason: 'r' }),
  'POST joinings/:contributionId/answers': stale({ answers: [{ obligationId: 'P3.2', choice: 'comply', note: null }] }),
  'PUT joinings/:contributionId/label': stale({ label: { level: 'unclassified' } }),
  'PUT joinings/:contributionId/transfer': stale({ transferOn: null }),
  'POST parties/:partyId/acceptances': {
    body: () => ({ body: 'b', acceptedOn: '2099-01-01', document: 'd', reservation: null }),
    allowed: 422,
  },
  'POST parties/:partyId/plans': {
    body: () => ({ title: 't', document: 'd', adoptedOn: '2099-01-01', from: '2099-01-01', to: null }),
    allowed: 422,
  },
  'POST plans/:planId/measures': stale({ clauseId: '1', text: 't', owner: 'o', dueOn: null }),
  'POST plans/:planId/end': stale({ reason: 'r' }),
  'POST measures/:measureId/progress': stale({ action: 'start', on: '2026-01-01', note: null, dueOn: null }),
  'POST parties/:partyId/help': {
    body: (world) => ({ countryId: world.parties.nation!.id, slug: `place-${next()}`, name: both('Place'), zone: 'UTC' }),
    allowed: ofNation(200),
  },
  'PUT help-places/:placeId': stale({ name: both('Place'), countryId: randomUUID(), zone: 'UTC' }),
  'PUT help-places/:placeId/publication': stale({ published: true }),
  'POST help-places/:placeId/entries': ok(() => HELP),
  'PUT help-entries/:entryId': stale(HELP),
  'POST help-entries/:entryId/tests': stale({ on: '2026-01-01', by: 'Section J9', result: 'answered' }),
  'POST help-entries/:entryId/retirement': stale({ reason: 'r' }),
  // Firms and partners let no contracts.
  'POST contracts': {
    body: (_world, target) => ({ ...CONTRACT, partyId: target.id, state: 'awarded', number: `N-${next()}` }),
    allowed: ({ state }: Target) => (state === 'contractor' || state === 'partner' ? 422 : 200),
  },
  'PUT contracts/:contractId': stale(CONTRACT),
  'POST contracts/:contractId/award': stale({ on: '2026-01-01' }),
  'POST contracts/:contractId/end': stale({ on: '2026-01-01' }),
  'POST contracts/:contractId/options': stale({ number: '1', on: '2026-01-01', endsOn: '2099-01-01', value: null }),
  'POST contracts/:contractId/overrides': stale({ option: null, reason: 'r', until: '2099-01-01' }),
  'POST contract-overrides/:overrideId/grant': stale(NOTED),
  'POST contract-overrides/:overrideId/refusal': stale(NOTED),
  'POST contracts/:contractId/modifications': stale({ on: '2026-01-01', how: 'h' }),
  'POST contract-modifications/:modificationId/agreement': stale({ ...NOTED, on: '2026-01-01' }),
  'POST contract-modifications/:modificationId/refusal': stale({ ...NOTED, on: '2026-01-01' }),
  'POST contracts/:contractId/members': ok(() => ({ parentId: null, kind: 'subcontractor', name: 'Firm', work: null, country: null })),
  'PUT contracts/:contractId/members/:memberId': stale({ parentId: null, kind: 'subcontractor', name: 'Firm', work: null, country: null }),
  'POST contracts/:contractId/members/:memberId/left': stale({ on: '2026-01-01' }),
  'POST contracts/:contractId/plans': ok(() => ({ memberId: null, on: '2026-01-01', title: 'Plan', file: null })),
  'PUT contracts/:contractId/members/:memberId/subcontract': stale({
    ...{ value: null, currency: null, country: null, offTheShelf: null, flows: true, document: 'Annex' },
  }),
  'POST contract-plans/:planId/review': stale({
    review: Object.fromEntries(
      ['awareness', 'reporting', 'recruitment', 'housing', 'subcontractors'].map((part) => [part, { verdict: 'met', note: null }]),
    ),
  }),
  'POST contract-plans/:planId/posting': stale({ on: '2026-01-01', where: 'Canteen' }),
  'POST contracts/:contractId/certifications': ok(() => ({
    ...{ memberId: null, on: '2026-01-01', name: 'N', function: 'F', note: null },
    statements: ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'],
  })),
  'POST contracts/:contractId/firm-links': ok(() => ({
    ...{ memberId: null, name: 'N', capacity: 'F', email: null, telephone: null },
    endsOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  })),
  'POST contracts/:contractId/firm-questions': ok(() => ({ memberId: null, question: 'q', dueOn: null })),
  'POST firm-links/:linkId/revocation': {
    body: () => ({}),
    allowed: 200,
    restore: 'update contractors.firm_link set revoked_at = null, revoked_by = null where id = $1',
  },
  'GET contract-imports': { query: '?partyId=00000000-0000-4000-8000-000000000000', allowed: 200 },
  'POST parties/:partyId/contract-imports': { body: () => Buffer.from('nonsense'), query: CONTRACT_TABLE, allowed: 422 },
  'POST parties/:partyId/contract-imports/preview': {
    ...{ body: () => Buffer.from('Contract No.\n'), query: '?name=t.csv' },
    allowed: ({ state }: Target) => (state === 'contractor' || state === 'partner' ? 422 : 200),
  },
  'POST contract-imports/:importId/undo': stale({ reason: 'r' }),
  'POST contracts/:contractId/site-pages': ok(() => ({
    ...{ name: 'Camp', slug: `camp-${next()}`, agreedBy: 'Force protection', agreement: 'Minute 3' },
    ...{ agreedOn: new Date().toISOString().slice(0, 10), agreedUntil: new Date().toISOString().slice(0, 10) },
  })),
  'POST site-pages/:pageId/withdrawal': {
    body: () => ({}),
    allowed: 200,
    restore: 'update contractors.site_page set withdrawn_at = null, withdrawn_by = null where id = $1',
  },
  // No picture.
  'POST site-visits/:visitId/photos': { body: () => ({ picture: 'AAAA' }), allowed: 422 },
  'POST contracts/:contractId/site-visits': ok(() => ({ visitedOn: '2026-01-01', place: null, answers: VISIT, note: null })),
  // No language of a paper.
  'GET contracts/:contractId/workers.pdf': { query: '?lang=xx&size=a4', allowed: 422 },
  'GET contract-sample': { query: '?partyId=00000000-0000-4000-8000-000000000000&size=5', allowed: 200 },
  // No workbook is written for each person: its language is refused after the person is authorised.
  'GET contract-sample.xlsx': { query: '?partyId=00000000-0000-4000-8000-000000000000&size=5&lang=xx', allowed: 422 },
  'GET contract-rates': { query: '?partyId=00000000-0000-4000-8000-000000000000', allowed: 200 },
  'POST contract-rates': ok((_world, { id: partyId }) => ({
    partyId,
    currency: 'GBP',
    day: `${1000 + next()}-01-01`,
    units: '0.85',
    source: 's',
  })),
  // A version is loaded once.
  'POST contract-sets': {
    body: (_world, { id: partyId }) => ({ partyId, file: JSON.stringify({ ...OWN_SET, version: `v${next()}` }) }),
    allowed: ({ state }: Target) => (state === 'contractor' || state === 'partner' ? 422 : 200),
  },
  'POST contract-sets/preview': ok((_world, { id: partyId }) => ({ partyId, file: JSON.stringify(OWN_SET) })),
  // What is no file of a kind that is read is recorded as not read; the same bytes again change nothing.
  'POST parties/:partyId/contract-files': {
    body: () => Buffer.from('no contract'),
    query: `?name=a.pdf&dropId=${randomUUID()}`,
    allowed: 200,
  },
  // A number that no contract has: nothing is placed.
  'POST contract-files/:documentId/contract': { body: () => ({ number: 'none' }), allowed: 422 },
  'POST contract-files/:documentId/decisions': stale({ setId: 'least-5f', provision: 'engaging', isIt: true }),
  // It is a document of one contract: neither general conditions nor waiting to be.
  'POST contract-files/:documentId/general': { allowed: 409 },
  'POST contract-files/:documentId/withdrawal': { allowed: 409 },
  'POST contract-files/:documentId/takeovers': stale(),
  'POST contract-drops/:dropId/undo': stale(),
  'POST contract-drops/:dropId/confirmation': stale(),
  'POST violations': ok((_world, target) => ({
    ...{ contractId: target.id, memberId: null, title: 't', summary: 's', provisions: [], source: 'audit', danger: false },
    ...{ knownAt: '2026-01-01T00:00:00Z', notifiedAt: null },
  })),
  // Nobody of this name is named by the clause set.
  'POST violations/:violationId/information': { body: () => ({ to: 'nobody', note: 'n' }), allowed: 422 },
  'POST violations/:violationId/abatement': stale({ ...NOTED, abateBy: '2099-01-01' }),
  'POST violations/:violationId/abatement-end': stale(NOTED),
  'POST violations/:violationId/danger': stale(NOTED),
  'POST violations/:violationId/investigation': stale(NOTED),
  'POST violations/:violationId/investigation-report': stale(NOTED),
  'POST violations/:violationId/reply-request': stale(NOTED),
  'POST violations/:violationId/reply': stale(NOTED),
  'POST violations/:violationId/reply-end': stale(NOTED),
  'POST violations/:violationId/determination': stale(NOTED),
  'POST violations/:violationId/dismissal': stale(NOTED),
  'POST violations/:violationId/determination-in-danger': stale(NOTED),
  'POST violations/:violationId/remedy': stale({ ...NOTED, remedies: ['decline-option'], mitigating: [], aggravating: [] }),
  'POST violations/:violationId/remediation': stale(NOTED),
  'POST violations/:violationId/record': stale(NOTED),
  'POST violations/:violationId/close': stale(NOTED),
  'POST violations/:violationId/termination': stale(NOTED),
  'POST violations/:violationId/debarment': stale({ ...NOTED, authority: 'a', law: 'l', until: null, appeal: null, selfCleaning: null }),
  'POST consultations': ok(() => ({ kind: 'organisation', consultedId: null, consultedName: 'N', statedOn: '2026-01-01', statement: 's' })),
  'POST consultations/:consultationId/decision': stale({ changed: true, outcome: 'o', on: '2026-01-01' }),
  'POST consultations/:consultationId/notification': stale({ on: '2026-01-01' }),
  'POST parties/:partyId/obligations/:obligationId/answer': { body: () => ({ choice: 'comply' }), allowed: 422 },
  'POST parties/:partyId/obligations/:obligationId/views': {
    body: () => ({ side: 'party', reason: 'r', differenceId: 'none' }),
    allowed: 422,
  },
  'POST parties/:partyId/treaties': {
    body: () => ({
      instrument: 'UNTOC',
      status: 'party',
      asOf: '2020-01-01',
      confidence: 'one-source',
      source: 's',
      reason: 'r',
      supersedes: null,
    }),
    allowed: ofNation(409),
    missing: 422,
  },
  'POST parties/:partyId/treaties/:rowId/accept': { body: () => ({ reason: 'r' }), allowed: 409, missing: 409 },
  'POST treaty-imports': { body: () => ({ title: 't', table: 'nonsense' }), allowed: 422 },
  'POST treaty-imports/preview': { body: () => ({ title: 't', table: 'nonsense' }), allowed: 200 },
  'POST treaty-imports/:batchId/undo': stale({ reason: 'r' }),
  'POST rosters': {
    body: (_world, { id: partyId }) => ({ partyId, batchId: randomUUID(), title: 't', total: 1, table: 'nonsense', against: 'a' }),
    allowed: 422,
  },
  'GET readiness/:scopeId/gaps/numbers': {
    query: '?partyId=00000000-0000-4000-8000-000000000000&module=G&cause=expired',
    allowed: 200,
  },
  'POST roster-workbooks': { body: () => Buffer.from('%PDF-1.4 nothing'), query: '?name=t.pdf', allowed: 415 },
  'POST rosters/preview': ok((_world, { id: partyId }) => ({ partyId, table: 'nonsense' })),
  'POST rosters/:batchId/undo': stale({ reason: 'r' }),
  'POST completions': { body: (_world, { id: partyId }) => ({ partyId, table: 'nonsense' }), allowed: 422 },
  'POST completions/xapi': ok((_world, { id: partyId }) => ({ partyId })),
  'POST completions/preview': ok((_world, { id: partyId }) => ({ partyId, table: 'nonsense' })),
  'POST completions/:completionId/revocation': {
    ...ok(() => ({ reason: 'r' })),
    restore: `with c as (update training.completion set revoked_at = null, revoked_by = null, revocation_reason = null where id = $1 returning id)
      update training.certificate set revoked_at = null, revoked_by = null, revocation_reason = null where revocation_reason = 'r' and completion_id in (select id from c)`,
  },
  'POST trainees/:traineeId/waivers': { body: () => ({ module: 'G', reason: 'r', until: '2001-01-01' }), allowed: 422 },
  'POST parties/:partyId/equivalents': {
    body: () => ({ title: 't', provider: 'p', module: 'G', elements: ['P1.1'], why: 'w' }),
    allowed: 422,
  },
  'POST equivalents/:equivalentId/takers': { body: () => ({ numbers: ['QZ-1'], completedOn: '2099-01-01' }), allowed: 422 },
  // The action requires a version; a wrong one is refused as changed since.
  'POST equivalents/:equivalentId/end': { body: () => ({ reason: 'r', keep: true }), stale: true, allowed: 409 },
  'POST providers': {
    body: (_world, { id: partyId }) => ({ partyId, name: 'n', level: 'national', general: true, specific: false, checkedOn: '2099-01-01' }),
    allowed: 422,
  },
  'POST training-totals': {
    body: (_world, { id: partyId }) => ({ partyId, module: 'G', persons: 1, trained: 1, asOf: '2099-01-01' }),
    allowed: 422,
  },
  'POST parties/:partyId/strength': { body: () => ({ persons: 1, statedFor: '2099-01-01', source: 's' }), allowed: 422 },
  'POST parties/:partyId/training-readiness': ok(() => ({})),
  // No person of the test roster came with a rotation.
  'POST rotations/:rotationId/hand-over-board': { body: () => ({}), allowed: 409 },
  'POST hand-over-boards/:handOverId/signatures': { body: () => ({ side: 'outgoing', reasons: null }), allowed: 409 },
  'POST waivers/:waiverId/end': { body: () => ({}), allowed: 409 },
  'POST imports': {
    ...{ body: () => ({ title: 't', table: 'nonsense', against: 'a' }), allowed: 422 },
    also: ['parties', 'people'].map((of) => ({ body: () => ({ of, title: 't', table: 'nonsense', against: 'a' }), allowed: 422 })),
  },
  'POST imports/preview': { body: () => ({ table: 'nonsense' }), allowed: 200 },
  'POST imports/:batchId/undo': stale({ reason: 'r' }),
  'POST authorities': ok(() => ({
    name: both('Authority'),
    reviews: both('r'),
    intervalMonths: 24,
    from: '2026-01-01',
    to: null,
    replaces: null,
    source: 's',
  })),
  'POST rounds': ok(() => ({ title: both('New round'), authorityId: null, scope: [], parties: null, calendar: CALENDAR, ratings: true })),
  'PUT rounds/:roundId/calendar': stale({ calendar: CALENDAR }),
  'POST rounds/:roundId/open': stale({}),
  'POST rounds/:roundId/adopt': stale({ release: 'party' }),
  'POST rounds/:roundId/close': stale({}),
  'POST rounds/:roundId/draw': stale({}),
  'POST rounds/:roundId/forms': {
    body: () => ({ partyId: randomUUID(), helpfulBy: null }),
    allowed: ({ state }) => (state === 'adopted' || state === 'released' ? 409 : 422),
  },
  'POST rounds/:roundId/publication': stale({}),
  'PUT review-forms/:formId/observations/:clauseId': stale({ text: 't' }, ['open']),
  'POST review-forms/:formId/submit': stale({}, ['open']),
  'POST participations/:participationId/visits': {
    body: () => ({ from: '2026-05-04', to: '2026-05-06', visitors: 'v', agenda: 'a' }),
    allowed: 409,
  },
  'POST visits/:visitId/notes': { body: () => ({ day: '2026-05-05', spokeWith: 's', text: 't' }), allowed: 409 },
  'POST participations/:participationId/reviewers': { body: () => ({ personId: randomUUID(), until: '2030-01-01' }), allowed: 409 },
  'PUT participations/:participationId/public-agreement': stale({ agreed: true }),
  'POST parties/:partyId/returns': { body: () => ({ period: '2013', due: null, roundId: null }), allowed: ofNation(409), missing: 404 },
  'PUT returns/:returnId/label': stale({ label: { level: 'restricted' } }),
  'POST returns/:returnId/label-release': stale({ releaseId: randomUUID() }),
  'POST returns/:returnId/start': stale({}, ['answering']),
  'PUT returns/:returnId/answers/:questionId': {
    ...stale({ choice: 'not-known', value: null, note: null, documentId: null, page: null }, ['answering']),
  },
  'PUT returns/:returnId/answers': {
    body: () => ({
      answers: [{ questionId: 'law.one', choice: 'not-known', value: null, note: null, documentId: null, page: null, version: 99 }],
      form: null,
    }),
    allowed: 412,
    only: ['answering'],
  },
  // An entitled subject gets the error that the format is unknown, because making a file for each would take long.
  'GET returns/:returnId/form': { query: '?format=none', allowed: 422, only: ['answering'] },
  'POST returns/:returnId/form': {
    body: () => Buffer.from('%PDF-1.4 no form'),
    query: '?name=a.pdf',
    allowed: 422,
    only: ['answering'],
  },
  'PUT returns/:returnId/checks/:checkId': { body: () => ({ text: 'w' }), allowed: 409, only: ['answering'] },
  // The question of the seed asks about no article.
  'POST returns/:returnId/questions/:questionId/provisions': {
    body: () => ({
      ...{ changes: null, law: 'a', paragraph: 'p', wording: null, penaltyFrom: null, penaltyTo: null, penaltyUnit: null },
      ...{ penaltyNote: null, address: null, inForceFrom: null, inForceUntil: null },
    }),
    allowed: 422,
    only: ['answering'],
  },
  'PUT returns/:returnId/sections/:sectionId/release': { body: () => ({ release: 'reviewers' }), allowed: 200, only: ['answering'] },
  'PUT returns/:returnId/public-status': { body: () => ({ shown: true }), allowed: 200 },
  'POST returns/:returnId/sections/:sectionId/links': { body: () => ({ name: 'n', days: 3 }), allowed: 200, only: ['answering'] },
  'POST section-links/:linkId/withdrawal': {
    body: () => ({}),
    allowed: 200,
    restore: 'update returns.link set withdrawn_at = null, withdrawn_by = null where id = $1',
  },
  'POST returns/:returnId/ask-review': stale({}, ['answering']),
  'POST returns/:returnId/clear': stale({ note: null }, ['answering']),
  'POST returns/:returnId/reopen': stale({ reason: 'r' }, ['answering']),
  'POST returns/:returnId/sign': stale({ name: 'n', capacity: 'c' }, ['answering']),
  'POST returns/:returnId/submit': stale({}, ['signed']),
  'POST returns/:returnId/accept': stale({}, ['submitted']),
  'POST returns/:returnId/send-back': stale({ reason: 'r' }, ['submitted']),
  'POST returns/:returnId/amend': stale({}, ['submitted']),
  'POST parties/:partyId/classes': {
    body: () => ({ title: 'c', modules: ['G'], startsOn: '2026-01-01', endsOn: '2026-01-02' }),
    allowed: 200,
  },
  // The number is not in the roster, so an entitled subject gets that refusal.
  'POST training/classes/:classId/access-slips': { body: () => ({ numbers: ['ZZ-1'] }), allowed: 422 },
  'POST training/classes/:classId/access-slips/sheet': { body: () => ({ accessSlips: [], language: 'en' }), allowed: 422 },
  'POST training/classes/:classId/access-slips/:accessSlipId/pin': { body: () => ({}), allowed: 200 },
  'POST training/classes/:classId/tries/:traineeId/:moduleId': { body: () => ({}), allowed: 200 },
  'POST training/classes/:classId/close': stale({}),
  'PUT training/classes/:classId/seats': stale({ seats: 500 }),
  // Every party of the oracle has people on a roster.
  'POST parties/:partyId/roster-request': { allowed: 409 },
  'PUT training/classes/:classId/bookings': ok(() => ({ seats: 0 })),
  'POST training/classes/:classId/last-day': { body: () => ({ endsOn: '2001-01-01' }), stale: true, allowed: 422 },
  'PUT participations/:participationId/label': stale({ label: { level: 'restricted' } }),
  'POST participations/:participationId/label-release': stale({ releaseId: randomUUID() }),
  'POST participations/:participationId/prefill': { body: () => ({}), allowed: 409 },
  'PUT participations/:participationId/answers/:obligationId': {
    ...stale({ choice: 'not-known', says: null, note: null }),
    only: ['prefilled'],
  },
  'POST participations/:participationId/submit': stale({ capacity: 'c' }),
  'POST participations/:participationId/questions': { body: () => ({ obligationId: null, question: 'q' }), allowed: 409 },
  'POST questions/:clarificationId/answer': { body: () => ({ answer: 'a' }), allowed: 409 },
  'POST participations/:participationId/ratings': {
    body: () => ({ obligationId: OBLIGATIONS[0], status: 'met', reason: 'r' }),
    allowed: 200,
    only: ['commenting'],
  },
  'POST participations/:participationId/rating-corrections': {
    body: () => ({ obligationId: OBLIGATIONS[0], status: 'met', reason: 'r' }),
    allowed: 409,
  },
  'POST participations/:participationId/findings': { body: () => FINDING, allowed: 200, only: ['commenting'] },
  'POST participations/:participationId/draft': stale({ unratedReason: null }),
  'POST participations/:participationId/comments': {
    body: () => ({ obligationId: null, findingId: null, text: 't', done: false }),
    allowed: 200,
    only: ['commenting'],
  },
  'POST comments/:commentId/decision': {
    body: () => ({ decision: 'noted', reason: 'r' }),
    allowed: 200,
    only: ['commenting'],
    restore: 'update reviews.comment set decision = null, reason = null, decided_by = null, decided_at = null where id = $1',
  },
  'PUT findings/:findingId': stale({ ...FINDING, reason: 'r' }, ['commenting']),
  'POST findings/:findingId/withdraw': stale({ reason: 'r' }, ['commenting']),
  'POST findings/:findingId/progress': stale({ text: 't', evidenceIds: [] }),
  'POST findings/:findingId/verify': stale({ settled: true, reason: 'r' }),
  'POST findings/:findingId/carry-over': stale({ roundId: randomUUID(), due: '2030-01-01', reason: 'r' }),
  'PUT first-steps/:step': ok(() => ({ aside: true })),
  'GET colleagues': { query: '?find=nobody', allowed: 200 },
  'GET search': { query: '?q=nobody', allowed: 200 },
  'POST access-reviews': { body: (_world, target) => ({ partyId: target.id, kept: [], ended: [] }), allowed: 409 },
  'POST hand-overs/:handOverId/decision': {
    body: () => ({ accept: false, reason: 'r' }),
    allowed: 200,
    restore:
      'update identity.proposed_grant set decided_at = null, decided_by = null, accepted = null, reason = null where hand_over_id = $1',
  },
  'POST parties/:partyId/certificates': { body: () => ({ completionIds: [randomUUID()] }), allowed: 422 },
  'POST certificates/:number/revocation': {
    body: () => ({ reason: 'r' }),
    allowed: 200,
    restore: 'update training.certificate set revoked_at = null, revoked_by = null, revocation_reason = null where number = $1',
  },
  // The learner belongs to another class, so the guards are passed and the command is refused.
  'POST training/classes/:classId/papers': {
    body: () => ({
      moduleId: 'G',
      moduleVersion: 1,
      series: 1,
      passedOn: '2026-06-01',
      language: 'en',
      people: [{ traineeId: randomUUID(), right: 1, criticalWrong: false, signed: true }],
    }),
    allowed: 422,
  },
  'POST training/classes/:classId/first-looks/:moduleId': {
    body: () => ({ traineeId: randomUUID(), knewBefore: null, reason: 'r' }),
    allowed: 422,
  },
  'POST parties/:partyId/courses': {
    allowed: ofNation(200, 422),
    restore: 'delete from training.courses_taught where party_id = $1',
  },
  // A firm has no law annex.
  'GET parties/:partyId/local-texts/:placeholder': { allowed: ofNation(200, 403), missing: 403 },
  'PUT parties/:partyId/local-texts/:placeholder/draft': { body: () => ({ asOf: '2026-06-01', answers: {} }), allowed: ofNation(412) },
  'POST parties/:partyId/local-texts/:placeholder/signature': { stale: true, allowed: ofNation(412, 404) },
  'POST parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal': {
    body: () => ({ reason: 'r' }),
    allowed: ofNation(409, 404),
  },
  // Nobody decides for a day that has begun.
  'POST policy/parameters/:parameterId/decisions': {
    body: () => ({ value: 45, fromDay: '2020-01-01', reason: 'r', seen: 0 }),
    allowed: 400,
  },
  // No archive of an edition.
  'POST channels': {
    body: (_world, target) => ({
      ...{ partyId: target.id, operationId: null, parentId: null, slug: `channel-${next()}`, name: both('Channel') },
      firstKey: Buffer.alloc(32).toString('base64'),
    }),
    allowed: 200,
    restore: 'delete from reports.channel where party_id = $1 and opened_on is null',
  },
  'POST channels/:channelId/readers': {
    body: () => ({
      ...{ function: 'reader', nation: 'QA', unit: ['QA', 'Legal'], verifyKey: Buffer.alloc(32).toString('base64') },
      recipient: `age1pq1${String(next()).replaceAll('1', 'q').padEnd(1952, 'z')}`,
      locked: Buffer.alloc(300).toString('base64'),
    }),
    // Nobody joins twice.
    allowed: ({ readers }, person) => (readers?.includes(person) ? 409 : 200),
    restore: 'delete from reports.reader where channel_id = $1 and number > 4',
  },
  'DELETE channels/:channelId/readers/:number': {
    allowed: 200,
    restore: 'update reports.reader set removed_at = null, removed_by = null where channel_id = $1 and number = 1',
  },
  ...Object.fromEntries(
    [
      ['take', {}],
      ['assignment', { reader: 1 }],
      ['triage', { answer: null, note: null }],
      ['passing-on', { answer: null, note: note() }],
      ['closing', { answer: null, note: note(), closedAs: 'handled' }],
      ['reopening', { answer: null, note: note() }],
    ].map(([step, body]): [string, Request] => [`POST reports/:reportId/${step}`, stale(body)]),
  ),
  // Its place is taken by another answer.
  'POST reports/:reportId/answers': {
    body: () => ({ place: 0, encrypted: Buffer.alloc(ENCRYPTED_ANSWER_SIZES[0]!).toString('base64') }),
    allowed: 409,
  },
  'POST reports/:reportId/notes': ok(note),
  'PUT channels/:channelId/own-keys': ok(() => ({ locked: Buffer.alloc(300).toString('base64') })),
  // Number 1 is a reader, and no interpreter.
  'PUT reports/:reportId/interpreters/:number': {
    body: () => ({ until: new Date().toISOString().slice(0, 10), wrap: Buffer.alloc(WRAP_BYTES).toString('base64'), note: note() }),
    allowed: 422,
  },
  // A report and itself.
  'PUT reports/:reportId/same-matter/:otherId': { allowed: 422 },
  'DELETE reports/:reportId/same-matter/:otherId': { allowed: 422 },
  'POST interpreted-reports/:reportId/notes': ok(note),
  // The newest list is out of date.
  'POST channels/:channelId/hand-over/:number': {
    body: (_world, { ids }) => ({
      wraps: [{ report: ids?.held ?? randomUUID(), bytes: Buffer.alloc(WRAP_BYTES).toString('base64') }],
    }),
    allowed: 422,
  },
  // Withdraws a name that was not given.
  'PUT channels/:channelId/own-successor': ok(() => ({ named: null })),
  'PUT channels/:channelId/successions/:predecessor': {
    body: () => ({ successor: 3 }),
    // Neither of the two readers confirms it.
    allowed: ({ succession }, person) => (succession?.includes(person) ? 404 : 200),
    restore: `update reports.succession s set confirmed_on = s.named_on, confirmed_by = c.created_by
      from reports.channel c where c.id = s.channel_id and c.id = $1`,
  },
  // Signed with no key.
  'POST channels/:channelId/successions/:predecessor': {
    body: (_world, { ids }) => ({
      wraps: [{ report: ids?.held ?? randomUUID(), bytes: Buffer.alloc(WRAP_BYTES).toString('base64') }],
      signature: Buffer.alloc(64).toString('base64'),
    }),
    allowed: 422,
  },
  'POST channels/:channelId/lists': { body: () => ({ signed: Buffer.alloc(200).toString('base64') }), allowed: 422 },
  'POST channels/:channelId/successors': { body: () => ({ signed: Buffer.alloc(200).toString('base64') }), allowed: 422 },
  'POST channels/:channelId/limits': {
    body: () => ({ limits: { child: both('Tell.'), life: both('Call.'), law: both('None.') } }),
    allowed: 200,
    restore: 'delete from reports.limit_statement where channel_id = $1 and number > 1',
  },
  // A list that the channel does not have.
  'POST channels/:channelId/tests': {
    body: () => ({
      ...{ report: randomUUID(), manifest: 99, body: Buffer.alloc(ENCRYPTED_TEXT_SIZES[0]!).toString('base64') },
      wraps: [1, 2].map((reader) => ({ reader, bytes: Buffer.alloc(WRAP_BYTES).toString('base64') })),
      answerHash: Buffer.alloc(32).toString('base64'),
    }),
    allowed: 409,
  },
  'POST channels/:channelId/notice': { body: () => ({ answer: 'A'.repeat(43) }), allowed: 422 },
  'PUT channels/:channelId/own-certificate': { body: () => ({ certificate: 'A'.repeat(20) }), allowed: 422 },
  'POST channels/:channelId/tests/:reportId/readings': { body: () => ({ answer: Buffer.alloc(32).toString('base64') }), allowed: 422 },
  'POST channels/:channelId/open': stale(),
  'POST channels/:channelId/close': stale(),
  'POST channels/:channelId/attendance': { allowed: 200, restore: 'delete from reports.attended_day where channel_id = $1' },
  // No language of a poster.
  'GET channels/:channelId/poster.pdf': { query: '?lang=xx&size=a4', allowed: 422 },
  'POST channels/:channelId/shift-notes': {
    body: () => ({ id: randomUUID(), manifest: 99, encrypted: Buffer.alloc(shiftNoteBytes(2)).toString('base64') }),
    allowed: 409,
  },
  'PUT channels/:channelId/roster': stale({ zone: 'Europe/Paris', shifts: [] }),
  'POST policy/editions': { body: () => FAULTY_EDITION, query: '?name=a.zip', allowed: 422 },
  'POST policy/editions/preview': { body: () => FAULTY_EDITION, query: '?name=a.zip', allowed: 200 },
  'POST policy/editions/:importId/put-in-force': stale({
    ...{ fromDay: '2099-01-01', reason: 'r' },
    consulted: { body: 'b', on: '2026-01-01', outcome: 'o' },
  }),
  'POST policy/editions/:importId/withdraw': stale({ reason: 'r' }),
  // The clause has another text, or none, so the guards are passed and the command is refused.
  'POST clauses/:clauseId/official-texts': {
    body: () => ({
      language: 'en',
      body: 'b',
      authority: 'a',
      source: 's',
      readOn: '2026-06-01',
      replaces: { id: randomUUID(), reason: 'r' },
    }),
    allowed: 409,
  },
  'POST clauses/:clauseId/official-texts/removal': { body: () => ({ textId: randomUUID(), reason: 'r' }), allowed: 409 },
  'POST holds': { body: () => ({ personId: randomUUID(), reason: 'r' }), allowed: 422 },
  'POST holds/:holdId/lift': {
    body: () => ({ reason: 'r' }),
    allowed: 200,
    restore: 'update retention.hold set lifted_at = null, lifted_by = null where id = $1',
  },
  // Nothing is published yet.
  'GET log/sample': { allowed: 409 },
  'GET log/continues': { query: '?size=0', allowed: 200 },
  'POST log/witnesses': { body: () => ({ name: 'n', vkey: 'nonsense', url: 'https://example.org' }), allowed: 422 },
  'POST log/witnesses/:witnessId/end': {
    allowed: 200,
    restore: 'update ledger.witness set ended_at = null, ended_by = null where id = $1',
  },
  'POST log/entries/:entryId/erasure-request': { body: () => ({ reason: 'r' }), allowed: 409 },
  'POST log/entries/:entryId/erasure': {
    allowed: 200,
    restore: 'update ledger.erasure set approved_at = null, approved_by = null where entry_id = $1',
  },
  // The requests are of a person who is none of the subjects.
  'POST log/entries/:entryId/erasure-refusal': {
    body: () => ({ reason: 'r' }),
    allowed: 200,
    restore: 'update ledger.erasure set ended_at = null, ended_by = null, refusal = null where entry_id = $1',
  },
  'POST log/entries/:entryId/erasure-withdrawal': { allowed: 409 },
  'POST news/seen': ok(() => ({ until: '2026-01-01T00:00:00.000Z' })),
  'PUT session/language': ok(() => ({ language: 'en' })),
};
