import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { confirmedOn, givenContract } from '../fixtures/contract.ts';

// What an inspector and headquarters see of a register: samples with their evidence, and numbers.
let bed: TestBed;
let [nation, other] = ['', ''];
const contracts: string[] = [];
const who = {} as Record<'officer' | 'legal' | 'investigator' | 'other' | 'office', TestPerson>;
const get = async (person: TestPerson, path: string) => (await bed.call(person, 'GET', `/desk/api/${path}`)).body;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T15:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'AQ', name: 'Amber Quay' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.investigator = await bed.signIn.investigator(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  who.office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' }));
  await bed.signIn.policyOffice();
  for (let n = 1; n <= 6; n++)
    contracts.push(await givenContract(bed, who.officer, nation, { number: `XC-${n}`, value: `${n}00.50`, currency: 'EUR' }));
  contracts.push(await givenContract(bed, who.officer, nation, { number: 'XC-7' }));
  const few = await givenContract(bed, who.other, other, { number: 'XD-1', value: '31415', currency: 'EUR' });
  const carry = (ids: string[], coverage: string) =>
    bed.deployer.query('update contractors.contract set coverage = $2 where id = any ($1)', [ids, coverage]);
  await carry(contracts.slice(0, 4), 'present');
  await carry([contracts[4]!, few], 'missing');
  await carry(contracts.slice(5), 'to-confirm');
  await bed.deployer.query('update contractors.contract set operation_id = $2 where id = $1', [contracts[4]!, operation]);
  await confirmedOn(bed, who.officer.personId, nation, contracts[0]!, '2026-10-12');
  await confirmedOn(bed, who.officer.personId, nation, contracts[1]!, '2026-11-20');
  // A person entered the words of what the program did not find.
  await bed.deployer.query(
    `update contractors.finding set found = 'missing', decided_quote = 'No trafficking.', decided_page = 7 where party_id = $1`,
    [nation],
  );
  for (const [at, provisions] of [
    [0, ['engaging', 'penalties']],
    [1, ['engaging']],
    [1, []],
  ] as const)
    await bed.call(who.officer, 'POST', '/desk/api/violations', {
      ...{ contractId: contracts[at], memberId: null, title: 'Fees', summary: 'Paid for visas.', provisions, source: 'audit' },
      ...{ danger: false, knownAt: '2026-11-24T10:00:00Z', notifiedAt: null },
    });
});
afterAll(() => bed.close());

describe('drawContractSample (5f)', () => {
  it('draws from strata by value and by operation, with the evidence as one workbook that lets others draw again', async () => {
    const draw = async (by: string, person = who.investigator) =>
      (await get(person, `contract-sample?partyId=${nation}&size=3&by=${by}`)).sample;
    const refused = await bed.call(who.investigator, 'GET', `/desk/api/contract-sample.xlsx?partyId=${nation}&size=3`);
    expect([refused.status, refused.body.code]).toEqual([409, 'contractors/no-checkpoint']);
    await placeAll(bed.platform.pool, bed.deployer);
    await publishIfDue(bed.platform, { hour: 3, step: 256 });
    const byValue = await draw('value');
    const all = (await get(who.legal, `contract-sample?partyId=${nation}&size=50`)).sample;
    const words = all.contracts.flatMap(({ provisions }: { provisions: { evidence: object[] }[] }) =>
      provisions.flatMap(({ evidence }) => evidence),
    );
    expect(words).toContainEqual(
      expect.objectContaining({ state: 'missing', decided: 'present', entered: true, quote: 'No trafficking.', page: 7 }),
    );
    expect(byValue).toMatchObject({ rule: 'manumit contract sample 2', by: 'value', party: { code: 'XC' } });
    const shown = ({ strata }: { strata: { key: string; numbers: string[]; drawn: number }[] }) =>
      strata.map(({ key, numbers, drawn }) => [key, numbers.length, drawn]);
    expect(shown(byValue)).toEqual([
      ['up-to-100000', 6, 2],
      ['value-unknown', 1, 1],
    ]);
    expect(shown(await draw('operation'))).toEqual([
      ['AQ', 1, 1],
      ['no-operation', 6, 2],
    ]);
    expect(await draw('value', who.legal)).toEqual(byValue);
    const path = `/desk/api/contract-sample.xlsx?partyId=${nation}&size=50&by=value`;
    const cookies = { [SESSION_COOKIE]: who.investigator.token };
    const file = join(tmpdir(), `${randomUUID()}.xlsx`);
    for (const [locale, sheets, unread] of [
      ['en', ['How it was drawn', 'Contracts drawn', 'What was found', 'All numbers'], 'No file was checked for it'],
      [
        'fr',
        ['Comment il a été tiré', 'Contrats tirés', 'Ce qui a été trouvé', 'Tous les numéros'],
        'Aucun fichier n’a été contrôlé à ce sujet',
      ],
    ] as const) {
      const answer = await bed.server.inject({ method: 'GET', url: `${path}&lang=${locale}`, cookies });
      expect(answer.headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="contract-sample-.*-${locale}.xlsx"$`));
      await writeFile(file, answer.rawPayload);
      const read = await readWorkbook(file);
      expect(read.map(({ name }) => name)).toEqual(sheets);
      const text = (at: number) => read[at]!.rows.map((row) => row.join('|')).join('\n');
      for (const hash of [byValue.frame, byValue.checkpoint.root]) expect(text(0)).toContain(hash);
      expect(text(2)).toContain(unread);
      expect(text(2)).toContain(locale === 'en' ? '|7|No trafficking.|yes|' : '|7|No trafficking.|oui|');
      for (const { number } of byValue.contracts) expect(text(1)).toContain(number);
      for (const { numbers } of byValue.strata) for (const number of numbers) expect(text(3)).toContain(number);
    }
    await rm(file);
    expect((await bed.call(who.office, 'GET', path)).status).toBe(403);
    expect((await draw('value', who.other)).of).toBe(0);
  });
});

describe('countPartyContracts (5f)', () => {
  const counts = async () => (await bed.call(who.office, 'GET', '/desk/api/contract-party-counts')).body;
  const of = (view: { parties: { partyId: string }[] }, party: string) => view.parties.find(({ partyId }) => partyId === party);

  it('gives headquarters numbers by party and month, none of fewer than five contracts, and no party as without contracts that keeps none here', async () => {
    const silent = await bed.givenParty({ kind: 'nation', code: 'XS', name: 'Silentia' });
    const view = await counts();
    expect(view).toMatchObject({ today: '2026-11-24', smallest: 5 });
    // Four carry the set, one lacks part of it, of two it is not known. 1,002 of 2,103 euros.
    expect(of(view, nation)).toMatchObject({
      ...{ state: 'shown', contracts: 7, whole: 4, lacking: 1, unknown: 2, percentByValue: 47, found: 0, notFound: 0 },
    });
    const hidden = { contracts: null, whole: null, lacking: null, unknown: null, percentByValue: null, found: null, notFound: null };
    expect(of(view, other)).toMatchObject({ state: 'few', ...hidden });
    expect(of(view, silent)).toMatchObject({ state: 'not-recorded', ...hidden });
    // The sums are of what is shown: the one contract of the other nation is in none.
    expect(view.totals).toEqual({ parties: 1, contracts: 7, whole: 4, lacking: 1, unknown: 2, found: 0, notFound: 0 });
    expect(view.months.at(-1)).toEqual({ day: '2026-11-24', parties: 1, contracts: 7, whole: 2 });
    // Cancelled before its award, a contract never ran.
    const cancelled = await givenContract(bed, who.officer, nation, { number: 'XC-8', state: 'planned' });
    await bed.call(who.officer, 'POST', `/desk/api/contracts/${cancelled}/end`, { on: '2026-11-24' }, { 'if-match': '"1"' });
    expect((await counts()).months).toEqual(view.months);
    for (const secret of ['XC-1', 'XD-1', 'Brightwater', '31415', '1002']) expect(JSON.stringify(view)).not.toContain(secret);
  });

  it('counts a violation once it is recorded or closed, and by whether it was found', async () => {
    const set = (where: string, what: string) =>
      bed.deployer.query(`update contractors.violation set ${what} where party_id = $1 ${where}`, [nation]);
    await set('', `state = 'remedied', remedies = '{decline-option}'`);
    expect((await counts()).totals).toMatchObject({ found: 0, notFound: 0 });
    await set('', `state = 'recorded'`);
    await set(`and provisions = '{}'`, `state = 'closed', remedies = null`);
    expect(of(await counts(), nation)).toMatchObject({ found: 2, notFound: 1 });
    expect((await counts()).totals).toMatchObject({ found: 2, notFound: 1 });
  });

  it('is refused to those who do not direct at headquarters', async () => {
    for (const person of [who.officer, who.legal, who.investigator])
      expect((await bed.call(person, 'GET', '/desk/api/contract-party-counts')).status).toBe(403);
  });
});
