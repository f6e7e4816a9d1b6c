import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

let bed: TestBed;
let [nation, small, operation] = ['', '', ''];
const who = {} as { officer: TestPerson; commander: TestPerson; receiver: TestPerson; office: TestPerson; stranger: TestPerson };
const folder = mkdtempSync(join(tmpdir(), 'manumit-board-'));

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  small = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  const trains = [nation, small].map((partyId) => ({ role: ROLE.trainingOfficer, partyId }));
  who.officer = await bed.givenPerson('Tara Training', trains);
  who.commander = await bed.signIn.commander(nation);
  who.receiver = await bed.signIn.commander(operation);
  who.stranger = await bed.signIn.commander(small);
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  await bed.deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, '1 Company', now(), $3)`,
    [randomUUID(), nation, who.officer.personId],
  );
  // Twenty people, one of whom may be missing at 95 %: trained until three different days, and one not at all.
  const numbers = Array.from({ length: 20 }, (_, n) => `QA-${100 + n}`);
  await roster(
    nation,
    numbers.map((number) => `${number};1 Company;contingent;;QUAY;;`),
  );
  await roster(
    small,
    ['QB-101', 'QB-102', 'QB-103'].map((number) => `${number};;contingent;;QUAY;;`),
  );
  const passed = (n: number) => (n === 1 ? '2026-01-10' : n === 2 ? '2026-02-20' : '2026-06-01');
  await completions(
    nation,
    numbers.slice(1).map((number, n) => `${number};G;1;${passed(n + 1)};90;${passed(n + 1)};`),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bed.close();
});

async function roster(partyId: string, rows: string[]): Promise<void> {
  const table = [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
  const { against } = (await bed.call(who.officer, 'POST', '/desk/api/rosters/preview', { partyId, table })).body;
  await bed.call(who.officer, 'POST', '/desk/api/rosters', {
    partyId,
    table,
    batchId: randomUUID(),
    title: 'R',
    total: rows.length,
    against,
  });
}
const completions = (partyId: string, rows: string[]) =>
  bed.call(who.officer, 'POST', '/desk/api/completions', { partyId, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
const get = (person: TestPerson, url: string) => bed.call(person, 'GET', `/desk/api/${url}`);
const file = (person: TestPerson, url: string) =>
  bed.server.inject({ method: 'GET', url: `/desk/api/${url}`, cookies: { [SESSION_COOKIE]: person.token } });
async function sheets(person: TestPerson, url: string) {
  const path = join(folder, `${randomUUID()}.xlsx`);
  const answer = await file(person, url);
  expect(answer.statusCode).toBe(200);
  writeFileSync(path, answer.rawPayload);
  return { name: answer.headers['content-disposition'], sheets: await readWorkbook(path) };
}

describe('the readiness board on a date (5d, A1.4)', () => {
  test('answers for today and future dates, not for past dates', async () => {
    for (const url of [`readiness/${nation}`, `readiness/${nation}/people`, `readiness/${nation}/lasting`, 'training-counts']) {
      const gone = await get(who.commander, `${url}?day=2026-11-20`);
      expect([url, gone.status, gone.body.code]).toEqual([url, 422, 'training/day-gone']);
    }
    // In a time zone further west it is still yesterday.
    expect((await get(who.commander, `readiness/${nation}?day=2026-11-24`)).status).toBe(200);
    expect((await get(who.commander, `readiness/${nation}?day=2027-01-12`)).body).toMatchObject({ persons: 20, ready: 18 });
  });

  test('counts everybody under a superior unit for readers of that unit, and shows an operation no unit without people there', async () => {
    const battalion = randomUUID();
    await bed.deployer.query(
      `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, '2 Battalion', now(), $3)`,
      [battalion, nation, who.officer.personId],
    );
    const under = (superior: string | null) =>
      bed.deployer.query(`update parties.unit set superior_id = $1 where party_id = $2 and name = '1 Company'`, [superior, nation]);
    const formations = async (person: TestPerson, scope = nation) => (await get(person, `readiness/${scope}`)).body.formations;
    expect(await formations(who.commander)).toEqual([]);
    await under(battalion);
    const [company] = (await get(who.commander, `readiness/${nation}`)).body.lines;
    expect(company).toMatchObject({ unit: '1 Company', persons: 20 });
    expect(await formations(who.commander)).toEqual([]);
    // Two of its own staff, who lack everything.
    await roster(nation, ['QA-901;2 Battalion;contingent;;;;', 'QA-902;2 Battalion;contingent;;;;']);
    expect(await formations(who.commander)).toMatchObject([
      { unitId: battalion, unit: '2 Battalion', persons: 22, ready: company.ready, colour: 'amber' },
    ]);
    expect(await formations(who.receiver, operation)).toEqual([]);
    const [{ rows }] = (await sheets(who.commander, `readiness/${nation}/board.xlsx`)).sheets as unknown as [{ rows: unknown[][] }];
    expect(rows.flat()).toContain('2 Battalion and all its subordinate units');
    await under(null);
    await bed.deployer.query(`update training.trainee set left_at = now() where service_number in ('QA-901', 'QA-902')`);
  });

  test('forecasts for ninety days when training ends, without people who leave before', async () => {
    await roster(nation, ['QA-910;1 Company;contingent;;;;2027-01-10', 'QA-911;1 Company;contingent;;;;2027-01-11']);
    await completions(
      nation,
      ['QA-910', 'QA-911'].map((number) => `${number};G;1;2026-01-10;90;2026-01-10;`),
    );
    const { forecast } = (await get(who.commander, `readiness/${nation}`)).body;
    expect(forecast).toHaveLength(13);
    expect(forecast.filter(({ persons }: { persons: number }) => persons > 0)).toEqual([
      { from: '2027-01-06', persons: 2 },
      { from: '2027-02-17', persons: 1 },
    ]);
    await bed.deployer.query(`update training.trainee set left_at = now() where service_number in ('QA-910', 'QA-911')`);
  });

  test('shows a unit as green until the last person it can spare is no longer ready', async () => {
    const until = async (day = '') =>
      (await get(who.commander, `readiness/${nation}/lasting${day}`)).body.units.map((one: { until: string }) => one.until);
    // Nineteen of twenty meet the target: the one person who may be missing is the untrained one.
    expect(await until()).toEqual(['2027-01-10']);
    expect(await until('?day=2027-01-10')).toEqual(['2027-01-10']);
    expect(await until('?day=2027-01-11')).toEqual([]);
    await completions(nation, ['QA-100;S2;1;2026-11-24;90;;', 'QA-100;G;1;2026-11-24;90;2026-11-24;']);
    // Twenty of twenty: now the unit lasts until the second training ends.
    expect(await until()).toEqual(['2027-02-20']);
    expect((await get(who.stranger, `readiness/${nation}/lasting`)).status).toBe(403);
  });
});

describe('operation briefs and law annexes on the board (A2.2b, A2.3b)', () => {
  const placeholders = async (person: TestPerson, scope: string) =>
    (await get(person, `readiness/${scope}/placeholders`)).body.placeholders?.map((one: Record<string, never>) => [
      one.placeholder,
      one.name,
      one.asOf,
      one.old,
    ]);
  const named = (name: string) => ({ en: name, fr: name });

  test('do not keep a person back while missing, but leave operation and nation without evidence', async () => {
    const placeholdersOf = (id: string) =>
      currentCourses()
        .module('G')
        .lessons.find((lesson) => lesson.id === id)!
        .sections.flatMap(({ placeholder }) => placeholder?.id ?? []);
    expect([placeholdersOf('G4'), placeholdersOf('G7')]).toEqual([['operation-brief'], ['law-annex']]);
    expect((await placeholders(who.receiver, operation)).map(([, , asOf]: unknown[]) => asOf)).toEqual([null, null, null]);
    const { items } = (await get(who.receiver, `readiness/${operation}/people?number=QA-103`)).body;
    expect(items).toMatchObject([{ ready: true, needs: [{ module: 'G', state: 'current', keepsBack: false }] }]);
    for (const [party, obligation] of [
      [operation, 'A2.3b'],
      [nation, 'A2.2b'],
    ])
      expect((await get(who.office, `parties/${party}/obligations/${obligation}`)).body).toMatchObject({
        status: 'not-reported',
        evidence: [],
      });
  });

  test('are listed with who owes them, without their content, for people who train or command there', async () => {
    const ready = (await get(who.commander, `readiness/${nation}`)).body.ready;
    expect(await placeholders(who.commander, nation)).toEqual([
      ['law-annex', named('Alland'), null, false],
      ['operation-brief', named('Amber Quay'), null, false],
    ]);
    expect(await placeholders(who.receiver, operation)).toEqual([
      ['law-annex', named('Alland'), null, false],
      ['operation-brief', named('Amber Quay'), null, false],
      ['law-annex', named('Bemark'), null, false],
    ]);
    await write('operation-brief', operation, 1, '2026-04-01');
    await write('law-annex', nation, 1, '2026-04-02');
    await write('law-annex', small, 1, '2026-04-01', true);
    expect(await placeholders(who.receiver, operation)).toEqual([
      // A withdrawn version does not count.
      ['law-annex', named('Bemark'), null, false],
      ['operation-brief', named('Amber Quay'), '2026-04-01', true],
      ['law-annex', named('Alland'), '2026-04-02', false],
    ]);
    // Whether a brief exists reveals nothing about a person.
    expect((await get(who.commander, `readiness/${nation}`)).body.ready).toBe(ready);
    expect((await get(who.receiver, `readiness/${operation}/placeholders`)).text).not.toContain('Words of the text');
    for (const person of [who.stranger, who.office]) expect((await get(person, `readiness/${nation}/placeholders`)).status).toBe(403);
  });
});

async function write(placeholder: string, party: string, number: number, asOf: string, withdrawn = false): Promise<void> {
  await bed.deployer.query(
    `insert into training.local_text (id, placeholder, party_id, number, as_of, answers, signed_at, signed_by, evidence_id, withdrawn_at, withdrawn_by, withdrawal_reason)
      values ($1, $2, $3, $4, $5, '{"forms":{"en":"Words of the text","fr":null}}', now(), $6, $1, $7, $8, $9)`,
    [
      randomUUID(),
      placeholder,
      party,
      number,
      asOf,
      who.officer.personId,
      ...(withdrawn ? [new Date(), who.officer.personId, 'r'] : [null, null, null]),
    ],
  );
}

describe('the board as a workbook', () => {
  test('has the content of the page for its reader, with its label, and is refused without access to the board', async () => {
    const { name, sheets: read } = await sheets(who.commander, `readiness/${nation}/board.xlsx?lang=en&day=2027-01-12`);
    expect(name).toBe('attachment; filename="readiness-QA-2027-01-12-en.xlsx"');
    expect(read.map((sheet) => sheet.name)).toEqual(['Units', 'May not deploy', 'Expiring by week']);
    const cells = (at: number) => read[at]!.rows.map((row) => row.join('|'));
    expect(cells(0).join('\n')).toMatch(/UNCLASSIFIED/i);
    expect(cells(0)).toContainEqual(expect.stringMatching(/^Alland\|1 Company\|20\|19\|95\|Green\|20 Feb 2027\|1 × Refresher$/));
    expect(cells(1)).toContainEqual(expect.stringMatching(/^QA-101\|1 Company\|Contingent\|.*\|expired/));
    expect(cells(1).filter((row) => /^Q[AB]-/.test(row))).toHaveLength(1);
    const french = await sheets(who.receiver, `readiness/${operation}/board.xlsx?lang=fr`);
    expect(french.sheets[0]!.rows.flat()).toContain('Vert');
    // The receiving operation sees the arrivals by number, as on the page.
    expect(french.sheets[1]!.rows.flat().filter((cell) => /^QB-/.test(cell))).toHaveLength(3);
    for (const person of [who.stranger, who.office]) expect((await file(person, `readiness/${nation}/board.xlsx`)).statusCode).toBe(403);
  });

  test('omits for headquarters counts of fewer than five, counts that reveal them, and every sum', async () => {
    const { sheets: read } = await sheets(who.office, 'training-counts.xlsx?lang=en&day=2027-01-12');
    const rows = read[0]!.rows.filter(([cell]) => cell === 'Alland' || cell === 'Bemark');
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      // One of twenty is not ready.
      ['Alland', '20', 'too few to show'],
      ['Bemark', 'too few to show', 'too few to show'],
    ]);
    expect(read[0]!.rows.flat()).not.toContain('23');
    expect((await file(await bed.signIn.reviewer(), 'training-counts.xlsx')).statusCode).toBe(403);
  });
});
