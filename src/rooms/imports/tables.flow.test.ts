import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { PARTY_COLUMNS } from '#rooms/parties/table/party-table.schema.ts';
import { PEOPLE_COLUMNS } from '#rooms/people/table/people-table.schema.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { aTable } from './fixtures.ts';

let bed: TestBed;
let office: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'HQ', name: 'Headquarters' });
  await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  other = await bed.signIn.policyOffice(headquarters);
});
afterAll(() => bed.close());

const IMPORTS = '/desk/api/imports';
const FILE = { 'content-type': 'application/octet-stream' };
/** As the desk does it: the table as a file, the other fields in the URL. */
const preview = async (of: string, table: string) =>
  (await bed.call(office, 'POST', `${IMPORTS}/preview?name=t.csv&of=${of}`, Buffer.from(table), FILE)).body;
const importTable = (of: string, table: string, against: string, more = '') =>
  bed.call(
    office,
    'POST',
    `${IMPORTS}?name=t.csv&of=${of}&title=Table&against=${encodeURIComponent(against)}${more}`,
    Buffer.from(table),
    FILE,
  );
const undo = async (id: string, version = 1) =>
  bed.call(office, 'POST', `${IMPORTS}/${id}/undo`, { reason: 'Wrong table' }, { 'if-match': `"${version}"` });
const rows = async (text: string) => (await bed.deployer.query(text)).rows;
const table = (columns: readonly string[], ...lines: Record<string, string>[]) =>
  [columns.join(';'), ...lines.map((line) => columns.map((column) => line[column] ?? '').join(';'))].join('\n');

describe('a table of parties', () => {
  const parties = table(
    PARTY_COLUMNS,
    { kind: 'operation', code: 'OPQ', name_en: 'Quiet', theatre: 'Land', host: 'QB', source: 's' },
    { kind: 'nation', code: 'QB', name_en: 'Balland', name_fr: 'Ballande', member_since: '1999', source: 's' },
    { kind: 'nation', code: 'QA', name_en: 'Another name', source: 's' },
    { kind: 'contractor', code: 'FIRM', name_en: 'Firm', source: 's' },
  );

  test('previews what is new and what differs, registers new parties, and keeps stored values', async () => {
    const seen = await preview('parties', parties);
    expect(seen).toMatchObject({ rows: 4, new: 3, known: 1, faultCount: 0 });
    expect(seen.differs).toContainEqual({ line: 4, what: 'QA', column: 'name_en', stored: 'Alland', inTable: 'Another name' });
    const { status, body } = await importTable('parties', parties, seen.against);
    expect([status, body.imported, body.left]).toEqual([200, 3, 0]);
    expect(
      await rows(
        `select p.code, h.code as host from parties.operation o join parties.party p on p.id = o.party_id join parties.party h on h.id = o.host_id`,
      ),
    ).toEqual([{ code: 'OPQ', host: 'QB' }]);
    expect((await rows(`select name_en from parties.party where code = 'QA'`))[0]).toEqual({ name_en: 'Alland' });
    expect((await preview('parties', parties)).new).toBe(0);
    expect((await importTable('parties', parties, seen.against)).body.code).toBe('imports/changed-since');
    // Nothing refers to these parties yet: the whole table is undone and can be imported again.
    expect((await undo(body.batchId)).body).toMatchObject({ left: 0 });
    expect(await rows(`select code from parties.party where code in ('OPQ', 'QB', 'FIRM')`)).toEqual([]);
    const again = await importTable('parties', parties, (await preview('parties', parties)).against);
    // Once a person has a role at one of them, all of them stay.
    const [balland] = await rows(`select id from parties.party where code = 'QB'`);
    await bed.signIn.focalPoint(balland.id);
    const refused = await undo(again.body.batchId);
    expect([refused.status, refused.body.code]).toEqual([409, 'imports/party-in-use']);
    expect(await rows(`select code from parties.party where code in ('OPQ', 'QB', 'FIRM')`)).toHaveLength(3);
  });
});

describe('a table of people', () => {
  const people = table(
    PEOPLE_COLUMNS,
    { email: 'nina@example.org', name: 'Nina New', language: 'fr', role: ROLE.focalPoint, party: 'QA' },
    { email: 'nina@example.org', name: 'Nina New', language: 'fr', role: ROLE.trainingOfficer, party: 'QA' },
    { email: 'olaf@example.org', name: 'Olaf Other', language: 'en' },
  );
  const granted = () =>
    rows(
      `select g.role from identity.role_grant g join identity.person p on p.id = g.person_id where p.name = 'Nina New' and g.ended_at is null order by 1`,
    );

  test('opens accounts and proposes roles, which another person must accept', async () => {
    const seen = await preview('people', people);
    expect(seen).toMatchObject({ rows: 3, new: 3, faultCount: 0 });
    const { status, body } = await importTable('people', people, seen.against);
    expect([status, body.imported, body.links.map(({ name }: { name: string }) => name)]).toEqual([200, 3, ['Nina New', 'Olaf Other']]);
    // No role is granted, though a link opens the account.
    expect(await granted()).toEqual([]);
    expect((await bed.call(null, 'GET', `/desk/api/links/${body.links[0].token}`)).body).toMatchObject({
      email: 'nina@example.org',
      language: 'fr',
    });
    const waiting = (await bed.call(other, 'GET', '/desk/api/hand-overs')).body.items;
    expect(waiting).toMatchObject([{ to: { name: 'Nina New' }, lastDay: null, grants: [{ yours: true }, { yours: true }] }]);
    expect((await bed.call(other, 'POST', `/desk/api/hand-overs/${waiting[0].id}/decision`, { accept: true })).status).toBe(200);
    expect(await granted()).toEqual([{ role: ROLE.focalPoint }, { role: ROLE.trainingOfficer }]);
    expect(await preview('people', people)).toMatchObject({ new: 0, known: 3 });
    // The log contains no address.
    const [entry] = await rows(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'imports/import-people'`,
    );
    expect(JSON.stringify(entry)).not.toContain('example.org');
    // The accounts were never used: the undo closes them and ends their grants.
    expect((await undo(body.batchId)).status).toBe(200);
    expect(await granted()).toEqual([]);
    expect((await bed.call(null, 'GET', `/desk/api/links/${body.links[0].token}`)).status).toBe(404);
    expect((await preview('people', people)).new).toBe(3);
  });

  test('refuses a role for the importer', async () => {
    const [me] = await rows(`select id, email from identity.person where name = 'Olga Office'`);
    const own = await preview(
      'people',
      table(PEOPLE_COLUMNS, { email: me.email, name: 'Olga Office', language: 'en', role: ROLE.auditor }),
    );
    expect(own.faults).toMatchObject([{ line: 2, column: 'role' }]);
  });

  test('leaves an account in use when undone, and refuses its proposed roles', async () => {
    const one = table(PEOPLE_COLUMNS, { email: 'pia@example.org', name: 'Pia', language: 'en', role: ROLE.focalPoint, party: 'QA' });
    const { body } = await importTable('people', one, (await preview('people', one)).against);
    await bed.deployer.query(
      `insert into identity.password (person_id, salt, digest) select id, '\\x00', '\\x00' from identity.person where name = 'Pia'`,
    );
    expect((await undo(body.batchId)).status).toBe(200);
    expect(
      await rows(
        `select p.disabled_at, g.accepted, g.reason from identity.person p join identity.proposed_grant g on g.to_person = p.id where p.name = 'Pia'`,
      ),
    ).toEqual([{ disabled_at: null, accepted: false, reason: 'Wrong table' }]);
  });

  test('closes an account that was reset and never opened when undone, and leaves one that was opened before its reset', async () => {
    const two = table(
      PEOPLE_COLUMNS,
      { email: 'tess@example.org', name: 'Tess', language: 'en' },
      { email: 'una@example.org', name: 'Una', language: 'en' },
    );
    const { body } = await importTable('people', two, (await preview('people', two)).against);
    await bed.deployer.query(
      `insert into identity.password (person_id, salt, digest) select id, '\\x00', '\\x00' from identity.person where name = 'Una'`,
    );
    // The second reset finds no credentials of the first.
    for (const { id } of await rows(`select id from identity.person where name in ('Tess', 'Una')`))
      for (let reset = 0; reset < 2; reset += 1) expect((await bed.call(office, 'POST', `/desk/api/people/${id}/reset`)).status).toBe(200);
    expect((await undo(body.batchId)).status).toBe(200);
    expect(await rows(`select name, disabled_at is null as open from identity.person where name in ('Tess', 'Una') order by name`)).toEqual(
      [
        { name: 'Tess', open: false },
        { name: 'Una', open: true },
      ],
    );
  });

  test('keeps what another import proposes to an account in use, and refuses it with an account that is closed', async () => {
    const person = { email: 'rosa@example.org', name: 'Rosa', language: 'en', party: 'QA' };
    const unused = { email: 'sven@example.org', name: 'Sven', language: 'en', party: 'QA' };
    const bring = async (role: string) => {
      const one = table(PEOPLE_COLUMNS, { ...person, role }, { ...unused, role });
      return (await importTable('people', one, (await preview('people', one)).against)).body;
    };
    const proposed = (name: string) =>
      rows(
        `select g.role, g.accepted from identity.proposed_grant g join identity.person p on p.id = g.to_person where p.name = '${name}' order by g.proposed_at`,
      );
    const first = await bring(ROLE.focalPoint);
    await bed.deployer.query(
      `insert into identity.password (person_id, salt, digest) select id, '\\x00', '\\x00' from identity.person where name = 'Rosa'`,
    );
    const second = await bring(ROLE.trainingOfficer);
    expect(second.imported).toBe(2);
    expect((await undo(first.batchId)).status).toBe(200);
    expect(await proposed('Rosa')).toEqual([
      { role: ROLE.focalPoint, accepted: false },
      { role: ROLE.trainingOfficer, accepted: null },
    ]);
    // The account is closed, so nobody could accept what is proposed to it.
    expect((await proposed('Sven')).map(({ accepted }) => accepted)).toEqual([false, false]);
    expect((await undo(second.batchId)).status).toBe(200);
    expect((await proposed('Rosa')).map(({ accepted }) => accepted)).toEqual([false, false]);
  });
});

test('the desk imports a long evidence table in parts with progress, and refuses files that are not tables', async () => {
  const long = aTable(Array.from({ length: 2_100 }, (_, n) => ({ title_en: `Paper ${n}` })));
  const { against } = await preview('evidence', long);
  const batch = '&batchId=00000000-0000-7000-8000-000000000001';
  const first = (await importTable('evidence', long, against, batch)).body;
  expect(first).toMatchObject({ imported: 2_000, total: 2_100, left: 100 });
  expect((await importTable('evidence', long, against, batch)).body).toMatchObject({ imported: 2_100, left: 0 });
  // Another table cannot join the batch.
  expect((await importTable('evidence', aTable([{ title_en: 'Else' }]), against, batch)).body.code).toBe('imports/other-batch');
  const damaged = await bed.call(office, 'POST', `${IMPORTS}/preview?name=t.pdf`, Buffer.from('%PDF-1.4 nothing'), FILE);
  expect([damaged.status, damaged.body.code]).toEqual([422, 'imports/no-table']);
  expect((await bed.call(null, 'POST', `${IMPORTS}/preview?name=t.csv`, Buffer.from(long), FILE)).status).toBe(401);
});
