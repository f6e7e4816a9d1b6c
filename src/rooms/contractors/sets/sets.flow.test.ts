import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract, UNKNOWN_CONTRACT } from '../fixtures/contract.ts';
import { OWN_SET, OWN_SET_TEXT } from '../fixtures/own-set.ts';
import { writePdf } from '../fixtures/write-pdf.ts';

let bed: TestBed;
let [nation, firm] = ['', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'firm', TestPerson>;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  firm = await bed.givenParty({ kind: 'contractor', code: 'BRIGHTWATER', name: 'Brightwater' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  who.firm = await bed.signIn.contractingOfficer(firm);
});
afterAll(() => bed.close());

const V2 = { ...OWN_SET, version: '2026-02', provisions: OWN_SET.provisions.slice(0, 1) };
const post = (person: TestPerson, path: string, file: unknown, partyId: string | null = nation) =>
  bed.call(person, 'POST', `/desk/api/contract-sets${path}`, { partyId, file: typeof file === 'string' ? file : JSON.stringify(file) });
const keysSeen = async (person: TestPerson) =>
  (await bed.call(person, 'GET', '/desk/api/contract-sets')).body.sets.map(({ key }: { key: string }) => key);
const check = async (contractId: string) => (await bed.call(who.officer, 'GET', `/desk/api/contracts/${contractId}/check`)).body;
const drop = async (name: string, bytes: Buffer) =>
  (
    await bed.call(
      who.officer,
      'POST',
      `/desk/api/parties/${nation}/contract-files?${new URLSearchParams({ name, dropId: randomUUID() })}`,
      bytes,
      { 'content-type': 'application/octet-stream' },
    )
  ).body;
const owe = (contractId: string, setId: string, version: number) =>
  bed.call(who.officer, 'PUT', `/desk/api/contracts/${contractId}`, { ...UNKNOWN_CONTRACT, setId }, { 'if-match': `"${version}"` });
const SHIPPED = ['least-5f', 'far-52.222-50'];

describe('clause sets of one’s own (5f)', () => {
  it('previews a set with its provisions or its faults, and stores nothing of a file with faults', async () => {
    expect((await post(who.officer, '/preview', OWN_SET)).body).toMatchObject({
      set: { id: 'agency-2026', version: '2026-01', languages: ['en'], provisions: [{ id: 'papers', reference: '30.2' }, { id: 'fees' }] },
      faults: [],
    });
    const damaged = { ...OWN_SET, version: 7 };
    expect((await post(who.officer, '/preview', damaged)).body).toMatchObject({ set: null, faults: [{ path: 'version' }], faultCount: 1 });
    const refused = await post(who.officer, '', damaged);
    expect(refused).toMatchObject({ status: 422, body: { code: 'contractors/set-with-faults', fields: [{ path: 'version' }] } });
    expect(await keysSeen(who.officer)).toEqual(SHIPPED);
  });

  it('loads a set for the contracts of one party, which its readers see and no other party', async () => {
    for (const person of [who.legal, who.other]) expect((await post(person, '', OWN_SET)).status).toBe(403);
    expect((await post(who.officer, '', OWN_SET, null)).status).toBe(403);
    expect((await post(who.officer, '', OWN_SET)).body).toEqual({ key: 'agency-2026@2026-01', provisions: 2 });
    expect((await post(who.officer, '', { ...OWN_SET, source: 'Other words' })).body.fields).toMatchObject([{ path: 'version' }]);
    expect(await keysSeen(who.legal)).toEqual([...SHIPPED, 'agency-2026@2026-01']);
    expect(await keysSeen(who.other)).toEqual(SHIPPED);
    // A firm lets no contracts, and so has no set.
    expect((await post(who.firm, '', OWN_SET, firm)).body.code).toBe('contractors/lets-no-contracts');
  });

  it('resets coverage when a contract owes another set or version, and changes nothing that was found under the old one', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2026-0001' });
    const bytes = writePdf(['Contract AQ-2026-0001', ...OWN_SET_TEXT]);
    const { document } = await drop('one.pdf', bytes);
    expect((await check(contractId)).coverage).toBe('missing');
    expect((await owe(contractId, 'agency-2026@2026-01', 1)).status).toBe(200);
    expect(await check(contractId)).toMatchObject({ coverage: 'not-checked', provisions: [], set: { version: '2026-01' } });
    // The same file again is checked against the new set, once.
    expect(await drop('one.pdf', bytes)).toMatchObject({ known: true, again: true, document: { id: document.id } });
    expect(await drop('one.pdf', bytes)).toMatchObject({ known: true, again: false });
    expect((await check(contractId)).provisions).toMatchObject([
      { state: 'present', wording: 'JAN 2026' },
      { state: 'present', wording: null },
    ]);
    for (const provision of ['papers', 'fees'])
      await bed.call(
        who.officer,
        'POST',
        `/desk/api/contract-files/${document.id}/decisions`,
        { setId: 'agency-2026@2026-01', provision, isIt: true },
        { 'if-match': '"1"' },
      );
    expect((await check(contractId)).coverage).toBe('present');

    expect((await post(who.officer, '', V2)).status).toBe(200);
    expect(await check(contractId)).toMatchObject({ coverage: 'present', set: { version: '2026-01' } });
    await owe(contractId, 'agency-2026@2026-02', 2);
    expect((await check(contractId)).coverage).toBe('not-checked');
    await owe(contractId, 'agency-2026@2026-01', 3);
    expect((await check(contractId)).provisions.every(({ confirmed }: { confirmed: boolean }) => confirmed)).toBe(true);
  });

  it('takes a set by its id from a table in its newest version, and leaves a contract in the version that it owes', async () => {
    await givenContract(bed, who.officer, nation, { number: 'XC-1', setId: 'agency-2026@2026-01' });
    const sheet =
      'Number;Contractor;Title;Set\nXC-1;Firm;Kitchens;agency-2026\nXC-2;Firm;Kitchens;agency-2026\nXC-3;Firm;Kitchens;agency\n';
    const address = (path: string, fields: Record<string, string> = {}) =>
      `/desk/api/parties/${nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`;
    const send = (path: string, fields?: Record<string, string>) =>
      bed.call(who.officer, 'POST', address(path, fields), Buffer.from(sheet), { 'content-type': 'application/octet-stream' });
    const seen = (await send('/preview')).body;
    expect(seen.faults).toMatchObject([{ line: 4, column: 'Set' }]);
    await send('', { mapping: JSON.stringify(seen.mapping), against: seen.against, title: 't', leaveOut: 'yes' });
    const { items } = (await bed.call(who.officer, 'GET', '/desk/api/contracts?find=XC-')).body;
    expect(items.map(({ number, setId }: Record<string, string>) => [number, setId])).toEqual([
      ['XC-1', 'agency-2026@2026-01'],
      ['XC-2', 'agency-2026@2026-02'],
    ]);
  });
});
