import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../../fixtures/contract.ts';
import { MAX_EXPORT_ROWS } from './export-contracts.query.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'office', TestPerson>;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  const operationId = await bed.givenParty({ kind: 'operation', code: 'OP-AMBER', name: 'Amber Quay' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  who.office = await bed.signIn.policyOffice();
  // A second one: a person alone would see everything.
  await bed.signIn.policyOffice();
  // Every field has a value, or looks like a formula.
  const id = await givenContract(bed, who.officer, nation, {
    ...{
      number: '=XC-1',
      title: '+ kitchens, "and" canteens',
      contractor: '-Brightwater',
      value: '1234.50',
      currency: 'EUR',
      country: 'DE',
    },
    ...{ place: "'=Camp", abroad: true, offTheShelf: false, labour: 'none', recruitsMigrants: true, housesWorkers: false },
    ...{ clauseOn: '2026-01-02', awardedOn: '2026-01-03', startsOn: '2026-01-04', endsOn: '2027-01-05', officerId: who.officer.personId },
    ...{ operationId, state: 'awarded' },
  });
  await givenContract(bed, who.officer, nation, { number: 'XC-2', state: 'planned', labour: 'low-skilled' });
  // It ended before its start.
  await givenContract(bed, who.officer, nation, { number: 'XC-3', state: 'ended', startsOn: '2026-03-01', endsOn: '2026-02-01' });
  await givenContract(bed, who.other, other, { number: 'XD-1', title: 'Of the other nation' });
  const add = async (kind: string, name: string, parentId: string | null, work: string | null) =>
    (await bed.call(who.officer, 'POST', `/desk/api/contracts/${id}/members`, { parentId, kind, name, work, country: 'FR' })).body.memberId;
  const first = await add('subcontractor', '@Oldbarn', null, '=1+1');
  await add('agent', 'Talven Recruitment', first, null);
  await add('consortium', 'Marlow', null, 'Dry goods');
});
afterAll(() => bed.close());

const file = (person: TestPerson, format: 'csv' | 'xlsx', query = '') =>
  bed.server.inject({ method: 'GET', url: `/desk/api/contracts.${format}?${query}`, cookies: { [SESSION_COOKIE]: person.token } });
const linesOf = (text: string) => text.split('\r\n').slice(1, -1);
const preview = async (table: Buffer, format: 'csv' | 'xlsx') =>
  bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/contract-imports/preview?name=t.${format}`, table, {
    'content-type': 'application/octet-stream',
  });

describe('export-contracts (5f)', () => {
  it.each([
    ['csv', 'en'],
    ['csv', 'fr'],
    ['xlsx', 'en'],
    ['xlsx', 'fr'],
  ] as const)('writes a %s in %s of which an import says that nothing changes', async (format, lang) => {
    const { statusCode, rawPayload, headers } = await file(who.officer, format, `lang=${lang}`);
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="contracts-\\d{4}-\\d\\d-\\d\\d-${lang}\\.${format}"$`),
    );
    const { body } = await preview(rawPayload, format);
    expect(body.faults).toEqual([]);
    expect(body).toMatchObject({ rows: 6, added: 0, changed: 0, unchanged: 3, firms: 0, unchangedFirms: 3, faultCount: 0 });
    expect(Object.keys(body.mapping.columns)).toHaveLength(23);
  });

  it('is imported with what a person corrected in it', async () => {
    const text = (await file(who.officer, 'csv', 'lang=en&find=XC-2')).body.replace('Low-skilled', 'Mixed').replace('Kitchens', 'Canteens');
    const { body } = await preview(Buffer.from(text), 'csv');
    expect(body.changes.flatMap(({ fields }: { fields: object[] }) => fields)).toEqual([
      { field: 'title', was: 'Kitchens', is: 'Canteens' },
      { field: 'labour', was: 'low-skilled', is: 'mixed' },
    ]);
  });

  it('keeps the officer of a contract after the role has ended', async () => {
    const { rawPayload } = await file(who.officer, 'csv', 'lang=en');
    await bed.deployer.query(`update contractors.contract set officer_id = $1 where number = '=XC-1'`, [who.legal.personId]);
    const nameOf = async ({ personId }: TestPerson): Promise<string> =>
      (await bed.deployer.query('select name from identity.person where id = $1', [personId])).rows[0].name;
    const text = rawPayload.toString().replace(await nameOf(who.officer), await nameOf(who.legal));
    expect((await preview(Buffer.from(text), 'csv')).body).toMatchObject({ changed: 0, unchanged: 3, faultCount: 0 });
    await bed.deployer.query(`update contractors.contract set officer_id = $1 where number = '=XC-1'`, [who.officer.personId]);
    expect((await preview(Buffer.from(text), 'csv')).body).toMatchObject({ unchanged: 2, faultCount: 1 });
  });

  it('starts no cell as a spreadsheet starts a formula', async () => {
    const { body } = await file(who.officer, 'csv', 'lang=en');
    expect(body).toContain("'=XC-1");
    for (const cell of body.replaceAll('"', '').split(/,|\r\n/)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('shows the contracts of the list to its readers, narrowed and ordered as asked', async () => {
    const numbers = async (person: TestPerson, query = '') =>
      linesOf((await file(person, 'csv', query)).body).flatMap((line) => /^(?:'=)?(X[CD]-\d)/.exec(line)?.[1] ?? []);
    expect(await numbers(who.legal)).toEqual(['XC-1', 'XC-2', 'XC-3']);
    expect(await numbers(who.legal, 'sort=-number')).toEqual(['XC-3', 'XC-2', 'XC-1']);
    expect(await numbers(who.other)).toEqual(['XD-1']);
    expect(await numbers(who.other, `partyId=${nation}`)).toEqual([]);
    expect((await file(who.other, 'csv')).body).not.toContain('Brightwater,');
    expect(await numbers(who.officer, 'state=planned')).toEqual(['XC-2']);
    expect(await numbers(who.officer, 'find=XC-3')).toEqual(['XC-3']);
    expect((await file(who.office, 'csv')).statusCode).toBe(403);
    expect((await file(who.office, 'xlsx')).statusCode).toBe(403);
    expect((await file(who.officer, 'csv', 'state=gone')).statusCode).toBe(422);
  });

  it('gives a reader who keeps contracts of two parties a table of each, of which an import says that nothing changes', async () => {
    const both = await bed.givenPerson('Keeper of two parties', [
      { role: ROLE.contractingOfficer, partyId: nation },
      { role: ROLE.contractingOfficer, partyId: other },
    ]);
    const previewAt = async (partyId: string, { rawPayload }: { rawPayload: Buffer }) =>
      (
        await bed.call(both, 'POST', `/desk/api/parties/${partyId}/contract-imports/preview?name=t.csv`, rawPayload, {
          'content-type': 'application/octet-stream',
        })
      ).body;
    expect(await previewAt(nation, await file(both, 'csv', `partyId=${nation}`))).toMatchObject({ added: 0, unchanged: 3, faultCount: 0 });
    expect(await previewAt(other, await file(both, 'csv', `partyId=${other}`))).toMatchObject({ added: 0, unchanged: 1, faultCount: 0 });
    // A table of both would record the contracts of one party as new ones of the other.
    expect(await previewAt(nation, await file(both, 'csv'))).toMatchObject({ added: 1, unchanged: 3 });
  });

  it('refuses more rows than an import reads back', async () => {
    const more = `insert into contractors.contract (id, party_id, number, state, title, contractor, set_id, recorded_at, recorded_by)
      select gen_random_uuid(), $1, 'MANY-' || n, 'awarded', 'T', 'F', 'least-5f', now(), $2 from generate_series(1, $3::int) n`;
    await bed.deployer.query(more, [other, who.other.personId, MAX_EXPORT_ROWS - 1]);
    expect(linesOf((await file(who.other, 'csv')).body)).toHaveLength(MAX_EXPORT_ROWS);
    await bed.deployer.query(more.replace('MANY', 'ONE-MORE'), [other, who.other.personId, 1]);
    const refused = await file(who.other, 'csv');
    expect([refused.statusCode, JSON.parse(refused.body).code]).toEqual([422, 'contractors/too-many-to-export']);
    expect(linesOf((await file(who.other, 'csv', 'find=ONE-MORE')).body)).toHaveLength(1);
  });
});

describe('list-contracts (5f)', () => {
  it('finds the contracts of which the award or an option is held, and leaves out those that an override releases', async () => {
    const held = async () =>
      (await bed.call(who.officer, 'GET', '/desk/api/contracts?release=held')).body.items.map(({ number }: { number: string }) => number);
    const next = async () =>
      (await bed.call(who.legal, 'GET', '/desk/api/contracts')).body.items.map(
        (one: { next: { kind: string } | null }) => one.next?.kind ?? null,
      );
    expect([await held(), await next()]).toEqual([
      ...[
        ['=XC-1', 'XC-2'],
        [null, null, null],
      ],
    ]);
    const override = (number: string, option: string | null) =>
      bed.deployer.query(
        `insert into contractors.override (id, contract_id, party_id, option_number, reason, until, asked_on, asked_by, decision, decided_on, decided_by)
         select gen_random_uuid(), id, party_id, $2, 'r', '2999-01-01', now(), $3, 'granted', now(), $4 from contractors.contract where number = $1`,
        [number, option, who.officer.personId, who.legal.personId],
      );
    // An override of an option is none of the award.
    await override('XC-2', '1');
    expect(await held()).toEqual(['=XC-1', 'XC-2']);
    await override('XC-2', null);
    expect(await held()).toEqual(['=XC-1']);
    await override('=XC-1', '1');
    expect([await held(), await next()]).toEqual([[], ['option', 'override', null]]);
    const [line] = linesOf((await file(who.officer, 'csv', 'lang=en&find=XC-2')).body);
    expect(line).toContain('"Award, before its override ends",2999-01-01');
    await bed.deployer.query(
      `insert into contractors.exercised_option (id, contract_id, party_id, number, exercised_on, ends_on, recorded_at, recorded_by)
       select gen_random_uuid(), id, party_id, '1', '2026-02-02', '2027-02-02', now(), $1 from contractors.contract where number = '=XC-1'`,
      [who.officer.personId],
    );
    expect([await held(), await next()]).toEqual([['=XC-1'], ['close-gap', 'override', null]]);
  });
});
