import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let [nation, firm] = ['', ''];
const who = {} as Record<'officer' | 'other' | 'legal' | 'firm', TestPerson>;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  firm = await bed.givenParty({ kind: 'contractor', code: 'BRIGHTWATER', name: 'Brightwater' });
  await bed.givenParty({ kind: 'operation', code: 'OP-AMBER', name: 'Amber Quay' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  who.firm = await bed.signIn.contractingOfficer(firm);
});
afterAll(() => bed.close());

const BYTES = { 'content-type': 'application/octet-stream' };
type Fields = Record<string, string>;
const address = (person: TestPerson | string, path: string, fields: Fields) =>
  `/desk/api/parties/${typeof person === 'string' ? person : nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`;
const preview = (person: TestPerson, table: string, mapping?: object, partyId = nation) =>
  bed.call(person, 'POST', address(partyId, '/preview', mapping ? { mapping: JSON.stringify(mapping) } : {}), Buffer.from(table), BYTES);
const importTable = (person: TestPerson, table: string, seen: { mapping: object; against: string }, leaveOut = 'no') =>
  bed.call(
    person,
    'POST',
    address(nation, '', { mapping: JSON.stringify(seen.mapping), against: seen.against, title: 'Sheet of 2026', leaveOut }),
    Buffer.from(table),
    BYTES,
  );
const register = async () =>
  new Map<string, Record<string, unknown>>(
    (await bed.call(who.officer, 'GET', '/desk/api/contracts')).body.items.map((one: { number: string }) => [one.number, one]),
  );

const SHEET = `Contracts of Corvania;;;;;;;;
Contract No.;Supplier;Subject;Amount;Ccy;Start date;End date;Under;Engaged by
XC-1;Brightwater Catering;Kitchens;1 234,50;EUR;2026-01-01;30.11.2026;;
XC-2;Corridor Freight;Line haul;2,870,000.00;USD;;unknown;;
;Talven Recruitment;Kitchen staff;;;;;XC-1;Oldbarn Provisions
;Oldbarn Provisions;Dry goods;;;;;XC-1;
`;

describe('import-contracts (5f)', () => {
  it('previews a sheet with other headings, imports it, and remembers its columns for the party alone', async () => {
    const seen = (await preview(who.officer, SHEET)).body;
    expect(seen).toMatchObject({
      ...{ rows: 4, added: 2, changed: 0, unchanged: 0, firms: 2, faultCount: 0, isRemembered: false },
      mapping: { columns: { number: 'Contract No.', contractor: 'Supplier', title: 'Subject', value: 'Amount', currency: 'Ccy' } },
    });
    expect((await register()).size).toBe(0);
    expect((await importTable(who.officer, SHEET, seen)).body).toMatchObject({ added: 2, changed: 0, firms: 2, leftOut: 0 });
    const contracts = await register();
    expect(contracts.get('XC-1')).toMatchObject({ value: '1234.50', valueEur: '1234.50', endsOn: '2026-11-30', state: 'awarded' });
    // There is no rate of the dollar yet.
    expect(contracts.get('XC-2')).toMatchObject({ value: '2870000.00', valueEur: null, endsOn: null });
    const { members } = (await bed.call(who.officer, 'GET', `/desk/api/contracts/${contracts.get('XC-1')!.id}`)).body;
    const tiers = new Map(members.map(({ name, tier }: { name: string; tier: number }) => [name, tier]));
    expect(tiers).toEqual(new Map([...[['Oldbarn Provisions', 1] as const], ...[['Talven Recruitment', 2] as const]]));
    expect((await preview(who.officer, SHEET)).body).toMatchObject({
      isRemembered: true,
      added: 0,
      unchanged: 2,
      firms: 0,
      unchangedFirms: 2,
    });
    expect((await preview(who.legal, SHEET)).status).toBe(403);
    expect((await preview(who.other, SHEET)).status).toBe(403);
    expect((await preview(who.firm, SHEET, undefined, firm)).body.code).toBe('contractors/lets-no-contracts');
  });

  it('names each fault by row and column, and imports the other rows where the person says so', async () => {
    const table = `Contract No.,Supplier,Subject,Amount,Ccy,Start date,End date,Under,Engaged by
XC-3,Firm,Work,10,EUR,,,,
XC-4,Firm,Work,10,XYZ,,,,
XC-5,Firm,Work,10,,,,,
XC-6,Firm,Work,,,2026-02-01,2026-01-31,,
XC-7,Firm,Work,,,03/04/2026,,,
XC-3,Firm,Work,,,,,,
XC-8,,Work,,,,,,
,One,Work,,,,,XC-3,Two
,Two,Work,,,,,XC-3,One
,Three,Work,,,,,XC-99,
`;
    const seen = (await preview(who.officer, table)).body;
    expect(seen.faults.map(({ line, column }: { line: number; column: string }) => `${line} ${column}`)).toEqual([
      ...['3 Ccy', '4 Amount', '5 End date', '6 Start date', '7 Contract No.', '8 Supplier', '9 Engaged by', '10 Engaged by', '11 Under'],
    ]);
    expect(seen).toMatchObject({ rows: 10, added: 1, firms: 0, faultyRows: 9 });
    expect((await importTable(who.officer, table, seen)).body.code).toBe('contractors/rows-with-faults');
    expect((await importTable(who.officer, table, seen, 'yes')).body).toMatchObject({ added: 1, leftOut: 9 });
    expect((await register()).has('XC-4')).toBe(false);
  });

  it('shows a change field by field, keeps what an empty cell says nothing of, and gives it back when it is undone', async () => {
    const changed = SHEET.replace('1 234,50;EUR', ';').replace('Kitchens', 'Kitchens and canteens').replace('2,870,000.00', '2,870,000.5');
    const seen = (await preview(who.officer, changed)).body;
    expect(seen.changes).toEqual([
      { line: 3, number: 'XC-1', fields: [{ field: 'title', was: 'Kitchens', is: 'Kitchens and canteens' }] },
      { line: 4, number: 'XC-2', fields: [{ field: 'value', was: '2870000.00', is: '2870000.5' }] },
    ]);
    await importTable(who.officer, changed, seen);
    // The table was previewed against other contracts.
    expect((await importTable(who.officer, SHEET, seen)).body.code).toBe('contractors/changed-since');
    expect((await register()).get('XC-1')).toMatchObject({ title: 'Kitchens and canteens', value: '1234.50', valueEur: '1234.50' });
    const list = async (person: TestPerson) => (await bed.call(person, 'GET', `/desk/api/contract-imports?partyId=${nation}`)).body.items;
    expect(await list(who.other)).toEqual([]);
    expect((await list(who.legal))[0]).toMatchObject({ changed: 2, mayUndo: false });
    const [last, , first] = await list(who.officer);
    const undo = (one: { id: string; version: number }, person = who.officer) =>
      bed.call(
        person,
        'POST',
        `/desk/api/contract-imports/${one.id}/undo`,
        { reason: 'The wrong sheet.' },
        { 'if-match': `"${one.version}"` },
      );
    expect((await undo(last, who.other)).status).toBe(404);
    expect((await undo(last, who.legal)).status).toBe(403);
    expect((await undo(last)).body).toMatchObject({ kept: 0 });
    expect((await undo({ ...last, version: 2 })).body.code).toBe('contractors/already-undone');
    expect((await register()).get('XC-1')).toMatchObject({ title: 'Kitchens' });
    // Both contracts have another version since their import: they stay, with their firms.
    expect((await undo(first)).body).toMatchObject({ kept: 2 });
    expect((await register()).has('XC-2')).toBe(true);
  });

  it('takes an officer by mail address where the person keeps contracts of the party, and names the other rows', async () => {
    const address = who.officer.email;
    const table = `Number,Title,Contractor,Officer e-mail\nXC-30,Work,Firm,${address.toUpperCase()}\nXC-31,Work,Firm,${who.other.email}
XC-32,Work,Firm,${who.legal.email}\nXC-33,Work,Firm,nobody@example.org\nXC-34,Work,Firm,\n`;
    const seen = (await preview(who.officer, table)).body;
    expect(seen.mapping.columns.officer).toBe('Officer e-mail');
    expect(
      seen.faults.map(({ line, reason }: { line: number; reason: string }) => [line, /is not the email address of/.test(reason)]),
    ).toEqual([...[[3, true] as const, [4, true] as const, [5, true] as const]]);
    expect((await importTable(who.officer, table, seen, 'yes')).body).toMatchObject({ added: 2, leftOut: 3 });
    const { id } = (await register()).get('XC-30')!;
    expect((await bed.call(who.officer, 'GET', `/desk/api/contracts/${id}`)).body.officerId).toBe(who.officer.personId);
    const ended = `update identity.role_grant set ended_at = $2 where person_id = $1`;
    const second = await bed.signIn.contractingOfficer(nation);
    const bySecond = `Number,Title,Contractor,Officer e-mail\nXC-34,Work,Firm,${second.email}\n`;
    expect((await preview(who.officer, bySecond)).body).toMatchObject({ changed: 1, faultCount: 0 });
    await bed.deployer.query(ended, [second.personId, '2026-01-02']);
    expect((await preview(who.officer, bySecond)).body).toMatchObject({ changed: 0, faultCount: 1 });
  });

  it('undoes what nobody worked on since, and keeps a contract that has another firm', async () => {
    const table = `Contract No.,Supplier,Subject,Under\nXC-20,Firm,Work,\nXC-21,Firm,Work,\nXC-23,Firm,Work,\n,Below,Work,XC-20\n`;
    const { importId } = (await importTable(who.officer, table, (await preview(who.officer, table)).body)).body;
    const kept = (await register()).get('XC-21')!.id as string;
    await bed.call(who.officer, 'POST', `/desk/api/contracts/${kept}/members`, {
      ...{ parentId: null, kind: 'agent', name: 'Talven', work: null, country: null },
    });
    const certified = (await register()).get('XC-23')!.id as string;
    await bed.call(who.officer, 'POST', `/desk/api/contracts/${certified}/certifications`, {
      ...{ memberId: null, on: '2026-01-01', name: 'A. Firm', function: 'Director', note: null },
      statements: ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'],
    });
    const undone = await bed.call(
      who.officer,
      'POST',
      `/desk/api/contract-imports/${importId}/undo`,
      { reason: 'r' },
      { 'if-match': '"1"' },
    );
    expect(undone.body).toMatchObject({ kept: 2 });
    const numbers = [...(await register()).keys()];
    expect(['XC-20', 'XC-21', 'XC-23'].filter((number) => numbers.includes(number))).toEqual(['XC-21', 'XC-23']);
    // The same table can be imported again, and nothing else is ever deleted.
    expect((await preview(who.officer, table)).body).toMatchObject({ added: 1, unchanged: 2 });
    await givenContract(bed, who.officer, nation, { number: 'XC-22' });
    expect((await register()).has('XC-22')).toBe(true);
  });

  it('knows the headings of an export without remembering them, so that the sheet of the party is read as before', async () => {
    const usual = `Contract No.,Supplier,Subject,Amount\nXC-22,Firm,Work,12\n`;
    const { mapping } = (await preview(who.officer, usual)).body;
    // The party leaves its amounts out.
    const { value: _, ...columns } = mapping.columns;
    const kept = (await preview(who.officer, usual, { ...mapping, columns })).body;
    expect((await importTable(who.officer, usual, kept)).status).toBe(200);
    const url = `/desk/api/contracts.csv?lang=fr&partyId=${nation}&find=XC-22`;
    const { body: text } = await bed.server.inject({ method: 'GET', url, cookies: { [SESSION_COOKIE]: who.officer.token } });
    const corrected = text.replace('Work', 'Works');
    const seen = (await preview(who.officer, corrected)).body;
    expect(seen).toMatchObject({ isRemembered: false, changed: 1, faultCount: 0, mapping: { columns: { title: 'Objet' } } });
    expect((await importTable(who.officer, corrected, seen)).body).toMatchObject({ changed: 1, added: 0 });
    expect((await preview(who.officer, usual)).body).toMatchObject({ isRemembered: true, mapping: { columns } });
    expect((await preview(who.officer, usual)).body.mapping.columns.value).toBeUndefined();
  });
});

describe('record-rate (5f)', () => {
  const record = (person: TestPerson, fields: object) =>
    bed.call(person, 'POST', '/desk/api/contract-rates', {
      ...{ partyId: nation, currency: 'USD', day: '2026-01-05', units: '1.25', source: 'Bank' },
      ...fields,
    });
  const euros = async () => (await register()).get('XC-2')!.valueEur;

  it('values contracts of its currency at the newest rate, also those that are changed later, and no others', async () => {
    expect(await euros()).toBeNull();
    const rates = async () => (await bed.call(who.officer, 'GET', `/desk/api/contract-rates?partyId=${nation}`)).body.items;
    expect(await rates()).toMatchObject([{ currency: 'USD', contracts: 1, units: null }]);
    expect((await record(who.officer, {})).status).toBe(200);
    expect(await euros()).toBe('2296000.00');
    // An older rate changes nothing, a newer one does.
    await record(who.officer, { day: '2026-01-01', units: '2' });
    expect(await euros()).toBe('2296000.00');
    await record(who.officer, { day: '2026-01-09', units: '1' });
    expect(await euros()).toBe('2870000.00');
    expect(await rates()).toMatchObject([{ currency: 'USD', units: '1', day: '2026-01-09', source: 'Bank' }]);
    expect((await bed.call(who.other, 'GET', `/desk/api/contract-rates?partyId=${nation}`)).body.items).toEqual([]);
    const { items } = (await bed.call(who.officer, 'GET', '/desk/api/contract-counts')).body;
    const unchecked = items.find(({ coverage }: { coverage: string }) => coverage === 'not-checked');
    // XC-1, XC-2 and XC-3 have a value.
    expect(unchecked).toMatchObject({ contracts: (await register()).size, valued: 3, euros: '2871244.50' });
  });

  it('refuses a second rate of a day, one to come, euros, and people who keep no contracts', async () => {
    expect((await record(who.officer, {})).body.code).toBe('contractors/rate-known');
    expect((await record(who.officer, { day: '2999-01-01' })).body.code).toBe('contractors/day-to-come');
    expect((await record(who.officer, { currency: 'EUR' })).status).toBe(422);
    expect((await record(who.officer, { units: '0' })).status).toBe(422);
    expect((await record(who.legal, { day: '2026-01-07' })).status).toBe(403);
    expect((await record(who.other, { day: '2026-01-07' })).status).toBe(403);
  });
});

describe('list-contracts (5f)', () => {
  it('finds by number, firm or place, in a state, and sorts by value with those without one first', async () => {
    const numbers = async (query: string) =>
      (await bed.call(who.officer, 'GET', `/desk/api/contracts?${query}`)).body.items.map(({ number }: { number: string }) => number);
    expect(await numbers('find=corridor')).toEqual(['XC-2']);
    expect(await numbers('find=c-1')).toEqual(['XC-1']);
    expect(await numbers('find=%25')).toEqual([]);
    expect(await numbers('state=planned')).toEqual([]);
    expect((await numbers('sort=-value')).slice(0, 3)).toEqual(['XC-2', 'XC-1', 'XC-3']);
    const first = (await bed.call(who.officer, 'GET', '/desk/api/contracts?sort=-value&limit=1')).body;
    expect(await numbers(`sort=-value&limit=1&after=${first.next}`)).toEqual(['XC-1']);
  });
});
