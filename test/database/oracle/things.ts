import type pg from 'pg';
import { ROLE } from '#kernel/roles.ts';
import type { EvidenceItem, Label, Thing } from '../../oracle/attributes.ts';

// The thing of the oracle for each row. A table of the application without an entry here fails the test.

type Read = { sql: string; thing: (row: Row) => Thing };
// biome-ignore lint/suspicious/noExplicitAny: a row of any table.
type Row = any;

const LABEL = (of: string): string => `${of}.label_level as level, ${of}.releasable_to as "releasableTo"`;
// The lowest label, for all, is treated as no label.
const labelOf = ({ level, releasableTo }: Row): { label?: Label } =>
  level === 0 && releasableTo === null ? {} : { label: { level, releasableTo } };
const PARTICIPATION_SENT = `(p.state in ('commenting', 'adopted', 'follow-up'))`;
const inParticipation = (table: string): string =>
  table === 'participation'
    ? `select t.id::text as key, t.party_id as party, ${LABEL('t')} from reviews.participation t`
    : `select t.id::text as key, t.party_id as party, ${LABEL('p')} from reviews.${table} t join reviews.participation p on p.id = t.participation_id`;
const judged = (table: string): Read => ({
  sql: `select t.id::text as key, t.party_id as party, ${PARTICIPATION_SENT} as sent, ${LABEL('p')} from reviews.${table} t join reviews.participation p on p.id = t.participation_id`,
  thing: (row) => ({ kind: 'judgement', party: row.party, draftSent: row.sent, ...labelOf(row) }),
});
const keyed = (table: string, key: string, thing: Read['thing'], more = ''): Read => ({
  sql: `select ${key} as key ${more} from ${table} t`,
  thing,
});
const open = (table: string, key = 't.id::text', more = ''): Read => keyed(table, key, () => ({ kind: 'public' }), more);
const fact = (table: string, key = 't.id::text'): Read =>
  keyed(table, key, ({ party }) => ({ kind: 'public', party }), ', t.party_id as party');
const keptRows = (table: string, key?: string): Read => ({
  ...fact(table, key),
  thing: ({ party }) => ({ kind: 'public', party, keptBy: ROLE.focalPoint }),
});
const contractRow = (table: string, key = 't.id::text', kind: 'contract' | 'violation' | 'site-visit' | 'firm-text' = 'contract'): Read =>
  keyed(table, key, ({ party }) => ({ kind, party }), ', t.party_id as party');
const rowOf = (table: string, key: string): Read =>
  keyed(table, key, (row) => ({ kind: 'row', party: row.party, ...labelOf(row) }), `, t.party_id as party, ${LABEL('t')}`);
const participationOf = (table: string): Read => ({
  sql: inParticipation(table),
  thing: (row) => ({ kind: 'participation', party: row.party, ...labelOf(row) }),
});
const written = (table: string, kind: 'outreach' | 'letter', more = ''): Read => ({
  sql: `select t.id::text as key, t.writer_id as party, p.kind = 'body' as "byBody", ${LABEL('f')} ${more} from ${table} t join parties.party p on p.id = t.writer_id
    join nations.outreach f on f.id = ${table === 'nations.outreach' ? 't.id' : 't.outreach_id'}`,
  thing: ({ party, byBody, to, ...row }) => ({
    ...(kind === 'letter' ? { kind, party, byBody, to } : { kind, party, byBody }),
    ...labelOf(row),
  }),
});
const joined = (table: string, key: string, kind: 'joining' | 'joining-answer'): Read =>
  keyed(
    table,
    key,
    ({ party, operation, ...row }) => ({ kind, party, operation, ...labelOf(row) }),
    `, t.party_id as party, t.operation_id as operation, (select f.label_level from nations.joining f where f.contribution_id = t.contribution_id) as level,
      (select f.releasable_to from nations.joining f where f.contribution_id = t.contribution_id) as "releasableTo"`,
  );
// A measure and its entries have the label of their plan.
const planned = (table: string): Read => ({
  sql: `select t.id::text as key, t.party_id as party, ${LABEL('f')} from ${table} t
    join nations.plan f on f.id = ${table === 'nations.plan' ? 't.id' : 't.plan_id'}`,
  thing: (row) => ({ kind: 'plan', party: row.party, ...labelOf(row) }),
});
// The first of several equally visible rows is tried: one that is being answered or signed, and its last version, because earlier versions do not change.
const LIVE_FIRST = `order by array_position(array['answering', 'signed'], r.state), key desc`;
// The content of a return has the label of the return.
const inReturn = (table: string, key: string, kind: 'return-draft' | 'return-version' | 'return-link'): Read => ({
  sql: `select ${key} as key, t.party_id as party, ${LABEL('r')} from returns.${table} t join returns.return r on r.id = t.return_id ${LIVE_FIRST}`,
  thing: (row) => ({ kind, party: row.party, ...labelOf(row) }),
});
const ofParty = (table: string, key: string, kind: 'equivalent' | 'total' | 'strength'): Read =>
  keyed(table, key, ({ party }) => ({ kind, party }), ', t.party_id as party');
const ofTrainee = (table: string, key: string, kind: 'trainee' | 'completion' | 'waiver'): Read => ({
  sql: `select ${key} as key, t.party_id as party, p.operation_id as operation, p.left_at is not null as left, p.person_id as account
    from ${table} t join training.trainee p on p.id = t.trainee_id`,
  thing: ({ key: _, ...row }) => ({ kind, ...row }),
});
// Commanders may see a class; only training officers may see the progress in it.
const taught = (
  table: string,
  kind: 'class' | 'seat-booking' | 'roster-request' | 'access-slip' | 'waiting' | 'learnt',
  key = 't.id::text',
): Read => keyed(table, key, ({ party }) => ({ kind, party }), ', t.party_id as party');
const ofChannel = (table: string, key: string, channel = 't.channel_id'): Read => ({
  sql: `select ${key} as key, c.party_id as party,
      array(select r.person_id from reports.reader r where r.channel_id = c.id and r.removed_at is null) as readers
    from ${table} t join reports.channel c on c.id = ${channel}`,
  thing: ({ party, readers }) => ({ kind: 'channel', party, readers }),
});
const ofReader = (table: string, key: string, number = 't.reader_number'): Read => ({
  sql: `select ${key} as key, c.party_id as party, r.person_id as person
    from ${table} t join reports.channel c on c.id = t.channel_id join reports.reader r on r.channel_id = c.id and r.number = ${number}`,
  thing: ({ party, person }) => ({ kind: 'channel-reader', party, person }),
});
const encrypted = (table: string, key: string, report = 't.report_id'): Read => ({
  sql: `select ${key} as key, array(select r.person_id from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
      where w.report_id = ${report} and r.removed_at is null) as readers from ${table} t`,
  thing: ({ readers }) => ({ kind: 'encrypted', readers }),
});
const hidden = (table: string, key: string): Read => keyed(table, key, () => ({ kind: 'nobody' }));
const ITEM = `party_id as party, by_office as "byOffice", origin, submitted_at is not null as submitted, released_at is not null as released, label_level as level, releasable_to as "releasableTo"`;
const asItem = ({ party, byOffice, origin, submitted, released, ...row }: Row): EvidenceItem => ({
  kind: 'item',
  party,
  byOffice,
  origin,
  submitted,
  released,
  ...labelOf(row),
});

// No person with log entries held a role for a limited time, so the days need not be compared.
const BY_OWN_PEOPLE = `exists (select from identity.role_grant g where g.person_id = t.person_id and g.party_id = t.party_id and g.role not in ('${ROLE.reviewer}', '${ROLE.auditor}')
    and g.granted_at <= t.at) as own`;
const FILE = `t.party_id as party, t.by_office as "byOffice", ${LABEL('t')},
  (select coalesce(jsonb_agg(jsonb_build_object('kind', 'item', 'party', p.party_id, 'byOffice', p.by_office, 'submitted', p.submitted_at is not null, 'released', p.released_at is not null, 'level', p.label_level, 'releasableTo', p.releasable_to)), '[]')
    from evidence.item p where p.document_id = t.id) as "shownBy"`;
const asFile = ({ party, byOffice, shownBy, ...row }: Row): Thing => ({
  kind: 'file',
  party,
  byOffice,
  shownBy: shownBy.map(asItem),
  ...labelOf(row),
});

export const READS: Record<string, Read> = {
  'policy.edition': open('policy.edition'),
  'policy.obligation': open('policy.obligation', `t.edition_id || ' ' || t.id`),
  'policy.parameter_decision': open('policy.parameter_decision', `t.edition_id || ' ' || t.parameter_id || ' ' || t.number`),
  'policy.imported_edition': keyed(
    'policy.imported_edition',
    't.id::text',
    ({ scheduled }) => ({ kind: 'imported-edition', scheduled }),
    `, t.state = 'scheduled' as scheduled`,
  ),
  'policy.official_text': keyed(
    'policy.official_text',
    't.id::text',
    ({ present, released }) => ({ kind: 'official-text', present, published: released }),
    ', t.ended_at is null as present, t.released',
  ),
  'platform.migration': open('platform.migration', 't.number::text'),
  'platform.definition': open('platform.definition', 't.path'),
  'parties.party': keyed(
    'parties.party',
    't.id::text',
    ({ key, kind }) => (kind === 'contractor' ? { kind: 'firm', party: key } : { kind: 'public' }),
    ', t.kind',
  ),
  'parties.membership': fact('parties.membership'),
  // It is visible with the party of a firm or a unit, and maintained by the party's administrator.
  'parties.calendar': keyed(
    'parties.calendar',
    't.id::text',
    ({ party, kind }) => (kind === 'contractor' ? { kind: 'firm', party } : { kind: 'public', party, keptBy: ROLE.partyAdmin }),
    ', t.party_id as party, (select p.kind from parties.party p where p.id = t.party_id) as kind',
  ),
  // A contracting officer of the operation records whether it lets contracts.
  'parties.operation': keyed(
    'parties.operation',
    't.party_id::text',
    ({ party }) => ({ kind: 'public', party, keptBy: ROLE.contractingOfficer }),
    ', t.party_id as party',
  ),
  'parties.observed_contribution': fact('parties.observed_contribution'),
  'parties.contribution': keptRows('parties.contribution'),
  'parties.partner': fact('parties.partner', 't.party_id::text'),
  'parties.unit': {
    // It serves until its hand-over, and under a contribution no longer than this lasts. Earlier contributions say nothing about a rotation.
    sql: `select t.id::text as key, t.party_id as party, array(
        select r.operation_id from parties.rotation r where r.unit_id = t.id and (r.hand_over is null or r.hand_over >= current_date) and (
          not exists (select from parties.contribution c where c.party_id = t.party_id and c.operation_id = r.operation_id
            and c.to_day >= r.from_day and c.to_day < current_date)
          or exists (select from parties.contribution c where c.party_id = t.party_id and c.operation_id = r.operation_id
            and (c.to_day is null or c.to_day >= current_date))
        )) as serves from parties.unit t`,
    thing: ({ party, serves }) => ({ kind: 'unit', party, servesIn: serves }),
  },
  'parties.rotation': keyed(
    'parties.rotation',
    't.id::text',
    ({ party, operation }) => ({ kind: 'unit', party, servesIn: [operation] }),
    ', t.party_id as party, t.operation_id as operation',
  ),
  'identity.person': {
    sql: `select t.id::text as key, array(select g.party_id from identity.role_grant g where g.person_id = t.id and g.ended_at is null and g.party_id is not null) as at from identity.person t`,
    thing: ({ key, at }) => ({ kind: 'person', person: key, at }),
  },
  // A key of a name says no more than the name.
  'identity.person_key': keyed(
    'identity.person_key',
    `t.edits || ' ' || t.key || ' ' || t.person_id`,
    ({ person }) => ({ kind: 'person', person, at: [] }),
    ', t.person_id as person',
  ),
  'identity.role_grant': keyed(
    'identity.role_grant',
    't.id::text',
    ({ person, party }) => ({ kind: 'grant', person, party }),
    ', t.person_id as person, t.party_id as party',
  ),
  'identity.listed_grant': {
    sql: 'select t.grant_id::text as key, g.person_id as person, g.party_id as party from identity.listed_grant t join identity.role_grant g on g.id = t.grant_id',
    thing: ({ person, party }) => ({ kind: 'grant', person, party }),
  },
  'identity.access_record': keyed(
    'identity.access_record',
    't.id::text',
    ({ party }) => ({ kind: 'access', party }),
    ', t.party_id as party',
  ),
  'identity.access_review': keyed(
    'identity.access_review',
    't.id::text',
    ({ party }) => ({ kind: 'access', party }),
    ', t.party_id as party',
  ),
  'identity.access_review_line': {
    sql: `select t.review_id || ' ' || t.grant_id as key, r.party_id as party from identity.access_review_line t join identity.access_review r on r.id = t.review_id`,
    thing: ({ party }) => ({ kind: 'access', party }),
  },
  'identity.proposed_grant': keyed(
    'identity.proposed_grant',
    't.id::text',
    ({ from, to, party, role }) => ({ kind: 'proposal', from, to, party, role }),
    ', t.from_person as from, t.to_person as to, t.party_id as party, t.role',
  ),
  'identity.ceiling': keyed('identity.ceiling', 't.id::text', () => ({ kind: 'for-the-signed-in' })),
  'identity.first_step': keyed('identity.first_step', 't.step', () => ({ kind: 'first-step' })),
  'retention.backup': keyed('retention.backup', 't.id::text', () => ({ kind: 'backup' })),
  'retention.deletion': hidden('retention.deletion', 't.id::text'),
  'retention.hold': keyed('retention.hold', 't.id::text', () => ({ kind: 'hold' })),
  'identity.session': hidden('identity.session', 't.id::text'),
  'identity.password': hidden('identity.password', 't.person_id::text'),
  'identity.invitation': hidden('identity.invitation', 't.id::text'),
  'identity.secret': hidden('identity.secret', 't.id::text'),
  'identity.claims_key': hidden('identity.claims_key', 't.id::text'),
  'platform.stored_response': keyed(
    'platform.stored_response',
    `t.person_id || ' ' || t.key`,
    ({ person }) => ({ kind: 'own', person }),
    ', t.person_id as person',
  ),
  'ledger.entry': keyed(
    'ledger.entry',
    't.id::text',
    ({ person, party, own }) => ({ kind: 'log', person, party, byOwnPeople: own }),
    `, t.person_id as person, t.party_id as party, ${BY_OWN_PEOPLE}`,
  ),
  'ledger.erasure': {
    sql: `select x.entry_id || ' ' || x.requested_at as key, t.party_id as party, ${BY_OWN_PEOPLE} from ledger.erasure x join ledger.entry t on t.id = x.entry_id`,
    thing: ({ party, own }) => ({ kind: 'erasure', party, byOwnPeople: own }),
  },
  'ledger.link': keyed('ledger.link', 't.index::text', () => ({ kind: 'chain' })),
  'ledger.padding': keyed('ledger.padding', 't.from_index::text', () => ({ kind: 'chain' })),
  'ledger.checkpoint': keyed('ledger.checkpoint', 't.size::text', () => ({ kind: 'log-state' })),
  'ledger.log_key': keyed('ledger.log_key', 't.vkey', () => ({ kind: 'log-state' })),
  'ledger.witness': keyed('ledger.witness', 't.id::text', () => ({ kind: 'log-state' })),
  'ledger.cosignature': keyed('ledger.cosignature', `t.size || ' ' || t.witness_id`, () => ({ kind: 'log-state' })),
  'ledger.opening': {
    sql: `select t.entry_id::text as key, e.person_id as person from ledger.opening t join ledger.entry e on e.id = t.entry_id`,
    thing: ({ person }) => ({ kind: 'own', person }),
  },
  'ledger.sequencer': hidden('ledger.sequencer', 't.id::text'),
  'evidence.item': { sql: `select id::text as key, ${ITEM} from evidence.item`, thing: asItem },
  'evidence.item_obligation': {
    sql: `select t.item_id || ' ' || t.obligation_id as key, ${ITEM.replaceAll(/\b(party_id|by_office|origin|submitted_at|released_at|label_level|releasable_to)\b/g, 'p.$1')} from evidence.item_obligation t join evidence.item p on p.id = t.item_id`,
    thing: asItem,
  },
  'evidence.document': keyed('evidence.document', 't.id::text', asFile, `, ${FILE}`),
  'evidence.document_chunk': {
    sql: `select c.document_id || ' ' || c.seq as key, ${FILE} from evidence.document_chunk c join evidence.document t on t.id = c.document_id`,
    thing: asFile,
  },
  'evidence.summary': rowOf(
    'evidence.summary',
    `concat_ws(' ', t.edition_id, t.party_id, t.obligation_id, t.kind, t.origin, t.effect, t.label)`,
  ),
  'evidence.total': rowOf('evidence.total', `concat_ws(' ', t.edition_id, t.party_id, t.label)`),
  'evidence.monthly_total': rowOf('evidence.monthly_total', `concat_ws(' ', t.edition_id, t.party_id, t.month, t.obligation_id, t.label)`),
  'commitments.answer': rowOf('commitments.answer', 't.id::text'),
  'commitments.recorded_view': keyed(
    'commitments.recorded_view',
    't.id::text',
    ({ party, side, ...row }) => ({ kind: 'view', party, side, ...labelOf(row) }),
    `, t.party_id as party, t.side, ${LABEL('t')}`,
  ),
  'commitments.request': keyed('commitments.request', 't.id::text', ({ party }) => ({ kind: 'request', party }), ', t.party_id as party'),
  'imports.batch': keyed('imports.batch', 't.id::text', () => ({ kind: 'import-batch' })),
  'imports.row': keyed('imports.row', `t.batch_id || ' ' || t.line`, () => ({ kind: 'import-batch' })),
  'training.module': open('training.module', 't.id'),
  'training.paper_version': open('training.paper_version', `t.module_id || ' ' || t.version`),
  'training.rule': open('training.rule', 't.id'),
  'training.replacement': open('training.replacement', 't.module_id'),
  'training.equivalent': ofParty('training.equivalent', 't.id::text', 'equivalent'),
  'training.provider': ofParty('training.provider', 't.id::text', 'equivalent'),
  'training.total': ofParty('training.total', 't.id::text', 'total'),
  'training.strength': ofParty('training.strength', 't.id::text', 'strength'),
  'training.share_waiting': hidden('training.share_waiting', 't.id::text'),
  'training.hand_over': {
    sql: 'select t.id::text as key, t.party_id as party, t.operation_id as operation from training.hand_over t',
    thing: ({ party, operation }) => ({ kind: 'hand-over-board', party, operation }),
  },
  'training.hand_over_signature': {
    sql: `select t.hand_over_id || ' ' || t.side as key, h.party_id as party, h.operation_id as operation from training.hand_over_signature t join training.hand_over h on h.id = t.hand_over_id`,
    thing: ({ party, operation }) => ({ kind: 'hand-over-signature', party, operation }),
  },
  'training.roster_batch': keyed(
    'training.roster_batch',
    't.id::text',
    ({ party }) => ({ kind: 'roster-batch', party }),
    ', t.party_id as party',
  ),
  'training.roster_row': keyed(
    'training.roster_row',
    `t.batch_id || ' ' || t.line`,
    ({ party }) => ({ kind: 'roster-batch', party }),
    ', t.party_id as party',
  ),
  'training.trainee': keyed(
    'training.trainee',
    't.id::text',
    ({ key: _, ...row }) => ({ kind: 'trainee', ...row }),
    ', t.party_id as party, t.operation_id as operation, t.left_at is not null as left, t.person_id as account',
  ),
  'training.completion': ofTrainee('training.completion', 't.id::text', 'completion'),
  'training.need': ofTrainee('training.need', `t.trainee_id || ' ' || t.module_id`, 'trainee'),
  'training.waiver': ofTrainee('training.waiver', 't.id::text', 'waiver'),
  'training.class': taught('training.class', 'class'),
  'training.seat_booking': taught('training.seat_booking', 'seat-booking'),
  'training.roster_request': taught('training.roster_request', 'roster-request', 't.party_id::text'),
  'training.access_slip': taught('training.access_slip', 'access-slip'),
  'training.learner_session': taught('training.learner_session', 'access-slip'),
  'training.xapi_place': taught('training.xapi_place', 'access-slip', 't.party_id::text'),
  'training.xapi_waiting': taught('training.xapi_waiting', 'waiting', `concat_ws(' ', t.source_id, t.statement_id)`),
  'training.tries_reset': taught('training.tries_reset', 'access-slip'),
  'training.lesson_done': taught('training.lesson_done', 'learnt', `concat_ws(' ', t.trainee_id, t.lesson_id, t.lesson_version)`),
  // On paper the instructor records the first look; in the player only the learner does.
  'training.first_look': keyed(
    'training.first_look',
    `concat_ws(' ', t.trainee_id, t.module_id, t.module_version)`,
    ({ party, sheet }) => ({ kind: sheet === null ? 'learnt' : 'access-slip', party }),
    ', t.party_id as party, t.sheet',
  ),
  'training.attempt': taught('training.attempt', 'learnt'),
  'nations.import_batch': open('nations.import_batch'),
  'nations.treaty_action': keptRows('nations.treaty_action'),
  'nations.crosscheck': fact('nations.crosscheck'),
  'nations.treaty_evidence': keptRows('nations.treaty_evidence', 't.item_id::text'),
  'nations.outreach': written('nations.outreach', 'outreach'),
  'nations.letter': written('nations.letter', 'letter', ', t.addressee_id as to'),
  'nations.letter_reply': written('nations.letter_reply', 'outreach'),
  'nations.joining': joined('nations.joining', 't.contribution_id::text', 'joining'),
  'nations.joining_answer': joined('nations.joining_answer', 't.id::text', 'joining-answer'),
  'nations.acceptance': keptRows('nations.acceptance'),
  'nations.plan': planned('nations.plan'),
  'nations.measure': planned('nations.measure'),
  'nations.measure_progress': planned('nations.measure_progress'),
  'contractors.contract': contractRow('contractors.contract'),
  'contractors.member': contractRow('contractors.member'),
  'contractors.earlier_contractor': contractRow('contractors.earlier_contractor', `concat_ws(' ', t.contract_id, t.name)`),
  'contractors.import': contractRow('contractors.import'),
  'contractors.import_row': contractRow('contractors.import_row', `concat_ws(' ', t.import_id, t.line)`),
  'contractors.column_mapping': contractRow('contractors.column_mapping', 't.party_id::text'),
  'contractors.clause_set': contractRow('contractors.clause_set'),
  'contractors.rate': contractRow('contractors.rate', `concat_ws(' ', t.party_id, t.currency, t.day)`),
  'contractors.plan': contractRow('contractors.plan'),
  'contractors.firm_link': contractRow('contractors.firm_link'),
  'contractors.firm_question': contractRow('contractors.firm_question'),
  'contractors.firm_message': contractRow('contractors.firm_message', 't.id::text', 'firm-text'),
  'contractors.firm_file': contractRow('contractors.firm_file', 't.id::text', 'firm-text'),
  'contractors.firm_file_chunk': contractRow('contractors.firm_file_chunk', `concat_ws(' ', t.file_id, t.seq)`, 'firm-text'),
  'contractors.certification': contractRow('contractors.certification'),
  'contractors.subcontract': contractRow('contractors.subcontract', 't.member_id::text'),
  'contractors.override': keyed(
    'contractors.override',
    't.id::text',
    ({ party, decided }) => ({ kind: 'override', party, decided }),
    ', t.party_id as party, t.decision is not null as decided',
  ),
  'contractors.exercised_option': contractRow('contractors.exercised_option'),
  'contractors.modification': contractRow('contractors.modification'),
  'contractors.document': contractRow('contractors.document'),
  'contractors.finding': contractRow('contractors.finding', `t.document_id || ' ' || t.set_id || ' ' || t.provision`),
  'contractors.site_photo': contractRow('contractors.site_photo', 't.id::text', 'site-visit'),
  'contractors.site_page': contractRow('contractors.site_page', 't.id::text', 'site-visit'),
  'contractors.site_visit': contractRow('contractors.site_visit', 't.id::text', 'site-visit'),
  'contractors.violation': contractRow('contractors.violation', 't.id::text', 'violation'),
  'contractors.violation_step': contractRow('contractors.violation_step', 't.id::text', 'violation'),
  'cooperation.consultation': keyed(
    'cooperation.consultation',
    't.id::text',
    (row) => ({ kind: 'consultation', ...labelOf(row) }),
    `, ${LABEL('t')}`,
  ),
  'reports.help_place': keyed(
    'reports.help_place',
    't.id::text',
    (row) => ({ kind: 'help', party: row.party, open: row.open, retired: false }),
    ', t.party_id as party, t.published_at is not null as open',
  ),
  // Anybody may call a number of a published place that was answered once and is not known to be wrong.
  'reports.help_entry': {
    sql: `select t.id::text as key, t.party_id as party, t.retired_at is not null as retired,
        t.retired_at is null and t.answered_on is not null and t.test_result in ('answered', 'no-answer') and p.published_at is not null as open
      from reports.help_entry t join reports.help_place p on p.id = t.place_id`,
    thing: ({ party, open, retired }) => ({ kind: 'help', party, open, retired }),
  },
  'reports.channel': ofChannel('reports.channel', 't.id::text', 't.id'),
  'reports.successor': ofChannel('reports.successor', `concat_ws(' ', t.channel_id, t.place)`),
  'reports.manifest': ofChannel('reports.manifest', `concat_ws(' ', t.channel_id, t.number)`),
  'reports.roster': ofChannel('reports.roster', `concat_ws(' ', t.channel_id, t.number)`),
  'reports.shift': ofChannel('reports.shift', `concat_ws(' ', t.channel_id, t.roster_number, t.place)`),
  'reports.limit_statement': {
    ...ofChannel('reports.limit_statement', `concat_ws(' ', t.channel_id, t.number)`),
    thing: ({ party, readers }) => ({ kind: 'limit-statement', party, readers }),
  },
  'reports.reader': ofReader('reports.reader', `concat_ws(' ', t.channel_id, t.number)`, 't.number'),
  'reports.reader_certificate': ofReader('reports.reader_certificate', `concat_ws(' ', t.channel_id, t.reader_number)`),
  'reports.notice_test': ofReader('reports.notice_test', `concat_ws(' ', t.channel_id, t.reader_number)`),
  'reports.recovery_drill': ofReader('reports.recovery_drill', `concat_ws(' ', t.channel_id, t.reader_number, t.drilled_on)`),
  'reports.succession': {
    sql: `select concat_ws(' ', t.channel_id, t.predecessor) as key, c.party_id as party, array(
        select r.person_id from reports.reader r where r.channel_id = c.id and r.number in (t.predecessor, t.successor)) as people
      from reports.succession t join reports.channel c on c.id = t.channel_id`,
    thing: ({ party, people }) => ({ kind: 'succession', party, people }),
  },
  'reports.test_report': ofChannel('reports.test_report', 't.id::text'),
  'reports.test_wrap': ofReader('reports.test_wrap', `concat_ws(' ', t.report_id, t.reader_number)`),
  'reports.report': encrypted('reports.report', 't.id::text', 't.id'),
  'reports.wrap': {
    sql: `select concat_ws(' ', t.report_id, t.reader_number) as key, array_remove(array_agg(r.person_id) filter (where r.removed_at is null), null) as readers
      from reports.wrap t left join reports.reader r on r.channel_id = t.channel_id and r.number = t.reader_number group by 1`,
    thing: ({ readers }) => ({ kind: 'encrypted', readers: readers ?? [] }),
  },
  'reports.message': encrypted('reports.message', `concat_ws(' ', t.report_id, t.direction, t.place)`),
  'reports.report_change': encrypted('reports.report_change', `concat_ws(' ', t.report_id, t.place)`),
  'reports.note': encrypted('reports.note', 't.id::text'),
  // Encrypted to the readers of a list: those of them who still read.
  'reports.shift_note': {
    sql: `select concat_ws(' ', t.channel_id, t.place) as key, array(select r.person_id from reports.manifest m join reports.reader r on r.channel_id = m.channel_id and r.number = any (m.readers)
        where m.channel_id = t.channel_id and m.number = t.manifest_number and r.removed_at is null) as readers from reports.shift_note t`,
    thing: ({ readers }) => ({ kind: 'encrypted', readers }),
  },
  'reports.container': encrypted('reports.container', 't.report_id::text'),
  'reports.chunk': encrypted('reports.chunk', `concat_ws(' ', t.report_id, t.place)`),
  'reports.danger': encrypted('reports.danger', 't.report_id::text'),
  // The readers who hold both reports.
  'reports.duplicate': {
    sql: `select concat_ws(' ', t.report_id, t.same_as) as key, array(select r.person_id from reports.wrap w
        join reports.wrap x on x.channel_id = w.channel_id and x.reader_number = w.reader_number and x.report_id = t.same_as
        join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
        where w.report_id = t.report_id and r.removed_at is null) as readers from reports.duplicate t`,
    thing: ({ readers }) => ({ kind: 'encrypted', readers }),
  },
  // Functions alone serve it (scenarios/reports/interpreting.ts).
  'reports.interpreter_wrap': hidden('reports.interpreter_wrap', `concat_ws(' ', t.report_id, t.interpreter_number)`),
  'training.certificate': {
    sql: 'select t.number as key, t.party_id as party, p.person_id as account from training.certificate t join training.trainee p on p.id = t.trainee_id',
    thing: ({ party, account }) => ({ kind: 'certificate', party, account }),
  },
  'training.certificate_key': open('training.certificate_key', 't.generation::text'),
  'training.courses_taught': keyed(
    'training.courses_taught',
    't.id::text',
    ({ party }) => ({ kind: 'courses-taught', party }),
    ', t.party_id as party',
  ),
  'training.local_draft': keyed(
    'training.local_draft',
    `t.placeholder || ' ' || t.party_id`,
    ({ party }) => ({ kind: 'local-draft', party }),
    ', t.party_id as party',
  ),
  'training.local_text': keyed(
    'training.local_text',
    't.id::text',
    ({ party, withdrawn, sent }) => ({ kind: 'local-text', party, withdrawn, sentBy: sent }),
    `, t.party_id as party, t.withdrawn_at is not null as withdrawn, array(select c.party_id from parties.contribution c where c.operation_id = t.party_id
      and t.placeholder = 'operation-brief' and (c.to_day is null or c.to_day >= now()::date)
      and (c.ended_at is null or c.from_day <= now()::date)) as sent`,
  ),
  'reviews.authority': keyed('reviews.authority', 't.id::text', () => ({ kind: 'for-the-signed-in' })),
  'reviews.round': keyed('reviews.round', 't.id::text', () => ({ kind: 'for-the-signed-in' })),
  'reviews.adopted_snapshot': keyed('reviews.adopted_snapshot', 't.round_id::text', () => ({ kind: 'for-the-signed-in' })),
  'reviews.adopted_participation': keyed(
    'reviews.adopted_participation',
    `t.round_id || ' ' || t.party_id`,
    ({ party, release, ...row }) => ({ kind: 'report', parties: [party], release, ...labelOf(row) }),
    `, t.party_id as party, t.release, ${LABEL('t')}`,
  ),
  'reviews.participation': participationOf('participation'),
  'reviews.step': participationOf('step'),
  'reviews.clarification': participationOf('clarification'),
  'reviews.comment': participationOf('comment'),
  'reviews.answer': {
    sql: `select t.participation_id || ' ' || t.obligation_id as key, t.party_id as party, t.submitted_at is not null as submitted, ${LABEL('p')} from reviews.answer t join reviews.participation p on p.id = t.participation_id`,
    thing: ({ party, submitted, ...row }) => ({ kind: 'participation-answer', party, submitted, ...labelOf(row) }),
  },
  'returns.return': keyed(
    'returns.return',
    't.id::text',
    ({ party, number, ...row }) => ({ kind: 'return', party, submitted: number > 0, ...labelOf(row) }),
    `, t.party_id as party, t.submitted_version as number, ${LABEL('t')}`,
  ),
  // Both sides see letters and replies once they exist; the rest belongs to the party.
  'returns.step': {
    sql: `select t.id::text as key, t.party_id as party, t.action in ('open', 'submit', 'accept', 'send-back') as outward, r.submitted_version as number, ${LABEL('r')} from returns.step t join returns.return r on r.id = t.return_id`,
    thing: ({ party, outward, number, ...row }) =>
      outward ? { kind: 'return', party, submitted: number > 0, ...labelOf(row) } : { kind: 'return-draft', party, ...labelOf(row) },
  },
  'returns.answer': inReturn('answer', `t.return_id || ' ' || t.question_id`, 'return-draft'),
  'returns.section': inReturn('section', `t.return_id || ' ' || t.section_id`, 'return-draft'),
  'returns.explanation': inReturn('explanation', `t.return_id || ' ' || t.check_id`, 'return-draft'),
  'returns.provision': inReturn('provision', 't.id::text', 'return-draft'),
  'returns.version': inReturn('version', `t.return_id || ' ' || t.number`, 'return-version'),
  'returns.version_section': {
    sql: `select concat_ws(' ', t.return_id, t.number, t.section_id) as key, t.party_id as party, t.opened_at is not null and t.release <> 'reviewers' and t.narrowed_to is distinct from 'reviewers' as opened,
        t.opened_at is not null and t.release = 'public' and t.narrowed_to is null as everybody, ${LABEL('r')}
      from returns.version_section t join returns.return r on r.id = t.return_id ${LIVE_FIRST}`,
    thing: ({ party, opened, everybody, ...row }) => ({ kind: 'return-section', party, opened, everybody, ...labelOf(row) }),
  },
  'returns.link': inReturn('link', 't.id::text', 'return-link'),
  'returns.link_use': {
    sql: `select t.id::text as key, t.party_id as party, ${LABEL('r')} from returns.link_use t join returns.link l on l.id = t.link_id join returns.return r on r.id = l.return_id`,
    thing: (row) => ({ kind: 'return-link', party: row.party, ...labelOf(row) }),
  },
  'returns.label_release': {
    sql: `select t.id::text as key, t.party_id as party, r.submitted_version as number, ${LABEL('r')} from returns.label_release t join returns.return r on r.id = t.object_id`,
    thing: ({ party, number, ...row }) => ({ kind: 'return', party, submitted: number > 0, ...labelOf(row) }),
  },
  'evidence.label_release': {
    sql: `select t.id::text as key, ${ITEM.replaceAll(/\b(party_id|by_office|origin|submitted_at|released_at|label_level|releasable_to)\b/g, 'p.$1')} from evidence.label_release t join evidence.item p on p.id = t.object_id`,
    thing: asItem,
  },
  'reviews.label_release': {
    sql: `select t.id::text as key, t.party_id as party, ${LABEL('p')} from reviews.label_release t join reviews.participation p on p.id = t.object_id`,
    thing: (row) => ({ kind: 'participation', party: row.party, ...labelOf(row) }),
  },
  'lrs.source': keyed('lrs.source', 't.id::text', ({ party }) => ({ kind: 'learning-system', party }), ', t.party_id as party'),
  'lrs.credential': keyed('lrs.credential', 't.id::text', ({ party }) => ({ kind: 'learning-system', party }), ', t.party_id as party'),
  'lrs.statement': keyed(
    'lrs.statement',
    `concat_ws(' ', t.id, t.source_id)`,
    ({ party }) => ({ kind: 'learning-record', party }),
    ', t.party_id as party',
  ),
  'lrs.mention': hidden('lrs.mention', `concat_ws(' ', t.key, t.stored_at, t.statement_id)`),
  'lrs.attachment': hidden('lrs.attachment', `concat_ws(' ', t.source_id, t.sha2)`),
  'lrs.document': hidden('lrs.document', `concat_ws(' ', t.source_id, t.scope, t.registration, t.name)`),
  'reviews.shadow_form': keyed('reviews.shadow_form', 't.id::text', ({ party }) => ({ kind: 'form', party }), ', t.party_id as party'),
  'reviews.observation': {
    sql: `select t.form_id || ' ' || t.clause_id as key, t.party_id as party, f.submitted_at is not null as in from reviews.observation t join reviews.shadow_form f on f.id = t.form_id`,
    thing: (row) => ({ kind: 'form-text', party: row.party, submitted: row.in }),
  },
  'reviews.draw': keyed('reviews.draw', 't.round_id::text', () => ({ kind: 'for-the-signed-in' })),
  'reviews.visit': participationOf('visit'),
  'reviews.visit_note': {
    sql: inParticipation('visit_note'),
    thing: (row) => ({ kind: 'visit-note', party: row.party, ...labelOf(row) }),
  },
  'reviews.publication': open('reviews.publication', 't.round_id::text'),
  'reviews.published_participation': open('reviews.published_participation', `t.round_id || ' ' || t.party_id`),
  'reviews.rating': {
    sql: `select t.id::text as key, t.party_id as party, ${PARTICIPATION_SENT} as sent, ${LABEL('p')}, a.release, a.label_level as "reportLevel", a.releasable_to as "reportTo"
      from reviews.rating t join reviews.participation p on p.id = t.participation_id
      left join reviews.adopted_participation a on a.round_id = t.round_id and a.party_id = t.party_id`,
    thing: ({ party, sent, release, reportLevel, reportTo, ...row }) => {
      const judgement: Thing = { kind: 'judgement', party, draftSent: sent, ...labelOf(row) };
      if (release === null) return judgement;
      const label = labelOf({ level: reportLevel, releasableTo: reportTo });
      return { kind: 'correction', judgement, report: { kind: 'report', parties: [party], release, ...label } };
    },
  },
  'reviews.finding': judged('finding'),
  'reviews.finding_event': {
    sql: `select e.id::text as key, e.party_id as party, ${PARTICIPATION_SENT} as sent, ${LABEL('p')} from reviews.finding_event e join reviews.finding f on f.id = e.finding_id join reviews.participation p on p.id = f.participation_id`,
    thing: (row) => ({ kind: 'judgement', party: row.party, draftSent: row.sent, ...labelOf(row) }),
  },
};

/** Every row, by table and key, as a thing of the oracle. Read by the deployer, without row-level security. */
export async function readThings(deployer: pg.Client): Promise<Map<string, Map<string, Thing>>> {
  const things = new Map<string, Map<string, Thing>>();
  for (const [table, { sql, thing }] of Object.entries(READS)) {
    const { rows } = await deployer.query(sql);
    things.set(table, new Map(rows.map((row: Row) => [row.key, thing(row)])));
  }
  return things;
}

/** The key of a row in SQL that the application role may run: the same columns as above, without the joins. */
export async function keysOf(deployer: pg.Client): Promise<Map<string, string>> {
  const { rows } = await deployer.query<{ table: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      where i.indisprimary and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') group by 1`,
  );
  return new Map(rows.map(({ table, columns }) => [table, `concat_ws(' ', ${columns.map((name) => `t."${name}"`)})`]));
}
