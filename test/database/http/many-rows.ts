import { ROLE } from '#kernel/roles.ts';
import type { TestBed, TestPerson } from '../harness.ts';
import { removeChecks } from './remove-checks.ts';

/** How many rows the table of each list has. */
export const ROWS = 20_000;

export type Seeded = {
  nation: string;
  operation: string;
  unit: string;
  person: string;
  channel: string;
  readers: Record<'office' | 'auditor' | 'focal' | 'trainer' | 'few' | 'reader', TestPerson>;
};

/**
 * Fills the tables of all lists, one statement each. Half of the rows are of one nation, one in a thousand of a small one, and many have equal values. Triggers and foreign keys are off: the rows
 * only have to be as many and as different as real ones.
 */
export async function seedLists(bed: TestBed): Promise<Seeded> {
  const { deployer } = bed;
  const nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Quarra' });
  const small = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Lowmark' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Orrland' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  const readers = {
    office: await bed.signIn.policyOffice(),
    auditor: await bed.signIn.auditor(),
    focal: await bed.signIn.focalPoint(nation),
    trainer: await bed.givenPerson(
      'Tara Trainer',
      [nation, operation].map((partyId) => ({ role: ROLE.trainingOfficer, partyId })),
    ),
    // Sees one row in a thousand.
    few: await bed.givenPerson(
      'Fay Few',
      [ROLE.trainingOfficer, ROLE.focalPoint, ROLE.legalAdviser].map((role) => ({ role, partyId: small })),
    ),
    reader: await bed.signIn.legalAdviser(nation),
  };
  // A second policy office ends one-person mode.
  await bed.signIn.policyOffice(null, 'Another office');
  const edition = bed.platform.services.catalogue.current.id;
  const person = readers.focal.personId;
  const [unit] = (await deployer.query<{ id: string }>('select gen_random_uuid() as id')).rows;
  const party = `case when n % 1000 = 1 then '${small}' when n % 2 = 0 then '${nation}' else '${other}' end::uuid`;
  // A party has a few letters and returns, however long the register is kept.
  const oneOfMany = `case n % 1000 when 0 then '${nation}' when 1 then '${small}' else md5('party' || n % 1000)::uuid end`;
  const day = `date '2020-01-01' + n % 700`;
  const half = (value: string) => `case when n % 2 = 0 then ${value} end`;
  // Half of the rows are of one nation, and would all have a value.
  const third = (value: string) => `case when n % 3 = 0 then ${value} end`;
  const at = `timestamptz '2020-01-01' + (n % 5000) * interval '1 hour'`;
  const restore = await removeChecks(deployer);
  const fill = (table: string, row: Readonly<Record<string, string>>) =>
    deployer.query(
      `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.values(row).join(', ')} from generate_series(1, ${ROWS}) n`,
    );
  const id = 'gen_random_uuid()';
  const by = `'${person}'`;
  await deployer.query('insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, $3, now(), $4)', [
    unit!.id,
    nation,
    'First Company',
    person,
  ]);
  await fill('parties.party', {
    id,
    kind: `'contractor'`,
    code: `'FIRM-' || n`,
    name_en: `'Firm ' || n`,
    name_fr: `'Firme ' || n`,
    source: `'test'`,
  });
  await fill('identity.person', { id: `md5('person' || n)::uuid`, name: `'Person ' || n % 9000` });
  await fill('identity.role_grant', {
    id,
    person_id: `md5('person' || n)::uuid`,
    role: `case when n % 3 = 0 then '${ROLE.focalPoint}' else '${ROLE.trainingOfficer}' end`,
    party_id: party,
    valid_from: `'2020-01-01'`,
  });
  await fill('identity.access_record', {
    id,
    minute: at,
    person_id: by,
    kind: `'matrix'`,
    object_id: id,
    party_id: party,
    outcome: `'read'`,
  });
  const item = {
    id,
    edition_id: `'${edition}'`,
    party_id: party,
    kind: `case n % 5 when 0 then 'EV-POL' else 'EV-LAW' end`,
    says: `'met'`,
    origin: `'declared'`,
    title_en: `'Order'`,
    title_fr: `'Ordre'`,
    source_en: `'Gazette'`,
    source_fr: `'Journal'`,
    date: `(${day})::text`,
    entered_by: by,
    entered_at: at,
  };
  await fill('evidence.item', item);
  await fill('evidence.item', { ...item, state: `'submitted'`, signed_by: by, submitted_at: at, counts_on: `(${day})::text` });
  await fill('nations.import_batch', { id, title: `'Table'`, table_sha256: `'\\x00'`, applied_at: at, applied_by: by });
  await fill('nations.outreach', {
    ...{ id: `md5('outreach' || n)::uuid`, edition_id: `'${edition}'`, writer_id: party, instruments: `'{TIP}'` },
    addressee_id: `case n % 1000 when 3 then '${nation}' else md5('party' || n % 1000)::uuid end`,
    ...{ since: at, last_sent_on: half(day), reminder_on: half(day), opened_by: by },
  });
  await fill('nations.letter', {
    id,
    outreach_id: `md5('outreach' || n)::uuid`,
    writer_id: `'${other}'`,
    addressee_id: oneOfMany,
    sent_on: day,
    language: `'en'`,
    body: `'Dear colleague'`,
    recorded_at: at,
    recorded_by: by,
  });
  await fill('cooperation.consultation', {
    ...{ id, edition_id: `'${edition}'`, party_id: party, consulted_name: `'Harbour Trust'`, stated_on: day, statement: `'A statement'` },
    kind: `case n % 10 when 0 then 'organisation' when 1 then 'partner' else 'contributor' end`,
    state: `case when n % 2 = 0 then 'informed' else 'recorded' end`,
    ...{ changed: half('true'), outcome: half(`'Changed'`), decided_on: half(day), informed_on: half(day) },
    ...{ recorded_at: at, recorded_by: by },
  });
  await fill('imports.batch', {
    id,
    title: `'Table ' || n % 300`,
    subject: `case n % 10 when 0 then 'people' when 1 then 'parties' else 'evidence' end`,
    file_sha256: `sha256('')`,
    ...{ edition_id: `'${edition}'`, total: '50', imported: 'n % 50', started_at: at, imported_by: by },
  });
  await fill('training.trainee', {
    id: `md5('trainee' || n)::uuid`,
    party_id: party,
    service_number: `'QA-' || 100000 + n`,
    category: `'contingent'`,
    unit_id: `case when n % 4 = 0 then '${unit!.id}' end::uuid`,
    operation_id: `'${operation}'`,
    recorded_at: at,
    recorded_by: by,
    ready_until: `case when n % 20 > 1 then date '2100-01-01' end`,
  });
  await fill('training.completion', {
    id,
    trainee_id: `md5('trainee' || n)::uuid`,
    party_id: party,
    module_id: `case n % 10 when 0 then 'G' else 'X' end`,
    module_version: '1',
    source: `'table'`,
    source_id: `'test'`,
    passed_at: at,
    acknowledged_at: at,
    acknowledgement_hash: `sha256('')`,
    recorded_at: at,
  });
  await fill('training.class', {
    id,
    party_id: party,
    code: `translate(lpad(n::text, 8, '0'), '01', 'AB')`,
    title: `'Class ' || n % 300`,
    module_ids: `'{G}'`,
    instructor_id: by,
    starts_on: day,
    ends_on: day,
    recorded_at: at,
    recorded_by: by,
  });
  const contract = `md5('contract' || n)::uuid`;
  await fill('contractors.contract', {
    ...{ id: contract, party_id: party, number: `'C-' || n`, state: `'awarded'`, title: `'Kitchens'`, contractor: `'Firm ' || n % 300` },
    ...{ value: third('n % 5000'), currency: third(`'EUR'`), rate: third('1'), rate_on: third(day), value_eur: third('n % 5000') },
    ...{ ends_on: third(day), set_id: `'least-5f'`, recorded_at: at, recorded_by: by },
  });
  await fill('contractors.violation', {
    ...{ id, contract_id: contract, party_id: party, title: `'Fees'`, summary: `'Paid for visas'`, provisions: `'{}'`, source: `'audit'` },
    ...{ danger: 'false', known_at: at, state: `'notified'`, due_on: half(day), recorded_at: at, recorded_by: by },
  });
  await fill('contractors.import', {
    ...{ id, party_id: party, title: `'Table'`, added: '1', changed: '0', firms: '0', left_out: '0', imported_at: at, imported_by: by },
  });
  await fill('training.roster_batch', {
    id,
    party_id: party,
    title: `'Roster'`,
    total: '1',
    imported: '1',
    started_at: at,
    imported_by: by,
  });
  await fill('returns.return', {
    id,
    party_id: oneOfMany,
    edition_id: `'${edition}'`,
    questionnaire_id: `'q' || n`,
    questionnaire_version: '1',
    questionnaire: `'{"title": {"en": "Return", "fr": "Rapport"}}'`,
    questionnaire_sha256: `repeat('0', 64)`,
    // A party has one return a year.
    period: `(2000 + n / 1000)::text`,
    due: half(day),
    state: `'accepted'`,
    since: at,
    opened_by: by,
  });
  await fill('reviews.round', {
    id,
    edition_id: `'${edition}'`,
    title_en: `'Round'`,
    title_fr: `'Cycle'`,
    planned_by: by,
    planned_at: at,
  });
  const channel = await seedReports(bed, fill, { nation, readers });
  await restore();
  await deployer.query('analyze');
  return { nation, operation, unit: unit!.id, person, channel, readers };
}

/** One channel with all reports. Reader 1 and a colleague hold a wrap of each, `few` of one in a thousand. A third of them is closed, a third has nobody. */
async function seedReports(
  { deployer }: TestBed,
  fill: (table: string, row: Readonly<Record<string, string>>) => Promise<unknown>,
  { nation, readers }: Pick<Seeded, 'nation' | 'readers'>,
): Promise<string> {
  const channel = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
  const zeros = (bytes: number) => `decode(repeat('00', ${bytes}), 'hex')`;
  const id = `md5('report' || n)::uuid`;
  await deployer.query(`insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
    values ('${channel}', '${nation}', 'many-reports', '{}', ${zeros(32)}, '2020-01-01', now(), '${readers.office.personId}')`);
  for (const [at, person] of [readers.reader, readers.few, readers.auditor].entries())
    await deployer.query(`insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
      values ('${channel}', ${at + 1}, '${person.personId}', 'reader', 'QA', '{QA}', 'age1pq1${'qzx'[at]!.repeat(1952)}', ${zeros(32)}, ${zeros(200)}, now())`);
  await fill('reports.report', {
    ...{ id, channel_id: `'${channel}'`, manifest_number: '1', received_on: `date '2020-01-01' + n % 700` },
    ...{ body: zeros(64), mailbox_hash: `decode(md5('a' || n) || md5('b' || n), 'hex')`, verify_key: zeros(32), letter: zeros(64) },
    state: `case n % 3 when 0 then 'closed' when 1 then 'triaged' else 'received' end`,
    closed_as: `case n % 3 when 0 then 'handled' end`,
    assigned_to: `case n % 3 when 1 then 1 end`,
    step: `case when n % 3 > 0 then 'look' end`,
    due_on: `case when n % 3 > 0 then date '2020-01-02' + n % 700 end`,
  });
  for (const [reader, every] of [
    [1, 1],
    [3, 1],
    [2, 1000],
  ])
    await deployer.query(
      `insert into reports.wrap select ${id}, '${channel}', ${reader}, ${zeros(64)}, case n % 3 when 0 then 2 when 1 then 1 else 0 end, n % 3 = 1 and ${reader} = 1,
        date '2020-01-01' + n % 700, case when n % 3 > 0 then date '2020-01-02' + n % 700 end from generate_series(1, ${ROWS}, ${every}) n`,
    );
  return channel;
}
