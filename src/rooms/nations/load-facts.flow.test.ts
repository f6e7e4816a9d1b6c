import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock, systemClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../test/database/harness.ts';
import { DamagedFacts, FACTS_FOLDER, loadFacts, readFacts } from './load-facts.ts';

let bed: TestBed;
let token: string;
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  token = randomBytes(32).toString('base64url');
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  await loadFacts(bed.platform, token);
  office = await bed.signIn.policyOffice();
  // A second member, so that one-person mode does not apply.
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

const count = async (query: string) => Number((await bed.deployer.query<{ n: string }>(`select count(*) n from ${query}`)).rows[0]?.n);

describe('loading the facts at the first start (5)', () => {
  test('runs commands that leave their ledger entries', async () => {
    expect(await count('parties.party')).toBe(56 + 6 + 7 + 22);
    expect(await count('parties.observed_contribution')).toBe(63);
    expect(await count('nations.treaty_action')).toBe(392);
    expect(await count(`ledger.entry where command = 'parties/register-party'`)).toBe(91);
    expect(
      await count(`ledger.entry where command = 'nations/import-treaty-table' and clause_ids = '{5}' and evidence_kind = 'EV-TRTY'`),
    ).toBe(1);
    expect(await count('parties.contribution')).toBe(0);
  });

  test('gives each of the 32 Allies evidence from work that meets P5.0b, dated as in the table', async () => {
    const { rows } = await bed.deployer.query<{ code: string; as_of: string; date: string; by_office: boolean }>(`
      select p.code, e.as_of, e.date, e.by_office from evidence.item e join evidence.item_obligation o on o.item_id = e.id join parties.party p on p.id = e.party_id
      join parties.membership m on m.party_id = p.id
      where o.obligation_id = 'P5.0b' and e.kind = 'EV-TRTY' and e.says = 'met' and e.origin = 'public-source' and e.state = 'submitted'`);
    expect(rows).toHaveLength(32);
    expect(rows.find((row) => row.code === 'AL')).toEqual({ code: 'AL', as_of: '2014-01-27', date: '2002-08-21', by_office: true });
    expect(await count(`evidence.item_obligation where obligation_id like 'P5b%'`)).toBe(0);
    expect(await count(`evidence.item e join parties.party p on p.id = e.party_id where p.code = 'XK'`)).toBe(0);
    expect(await count(`evidence.item where says = 'not-met'`)).toBe(0);
  });

  test('makes P5.0b met for every Ally, even a lifetime later, and leaves nearly everything else not reported', async () => {
    type Row = { group: string; cells: { obligationId: string; status: string; origin: string | null }[] };
    const statuses = async () => {
      const { body } = await bed.call(office, 'GET', '/desk/api/matrix?kind=nation');
      const allies = (body.rows as Row[]).filter((row) => row.group === 'ally');
      return allies.map((row) => row.cells.find((cell) => cell.obligationId === 'P5.0b'));
    };
    expect(await statuses()).toEqual(Array(32).fill(expect.objectContaining({ status: 'met', origin: 'public-source' })));
    bed.setClock(stoppedClock('2090-01-01T00:00:00Z'));
    expect(new Set((await statuses()).map((cell) => cell?.status))).toEqual(new Set(['met']));
    bed.setClock(systemClock);
    const { body } = await bed.call(office, 'GET', '/desk/api/matrix?kind=nation');
    const counted = Map.groupBy(
      (body.rows as Row[]).flatMap((row) => row.cells),
      (cell) => cell.status,
    );
    expect([...counted.keys()].sort()).toEqual(['met', 'not-applicable', 'not-asked', 'not-reported']);
  });

  test('2: records the adoption of the policy once for each Ally, later members by their accession, and for a new member at the next start', async () => {
    const adopted = async () =>
      (
        await bed.deployer.query<{ code: string; date: string; title: string; origin: string; says: string }>(
          `select p.code, e.date, e.title_en as title, e.origin, e.says from evidence.item e join evidence.item_obligation o on o.item_id = e.id
           join parties.party p on p.id = e.party_id where o.obligation_id = 'P2.1' order by p.code`,
        )
      ).rows;
    const first = await adopted();
    expect(first).toHaveLength(32);
    expect(new Set(first.map(({ origin, says }) => `${origin} ${says}`))).toEqual(new Set(['public-source met']));
    const of = (code: string) => first.find((row) => row.code === code)!;
    expect([of('BE').date, of('BE').title]).toEqual(['2004-06-29', 'Policy adopted with all Allies: North Atlantic Council']);
    expect([of('FI').date, of('FI').title]).toEqual([
      '2023',
      'Bound by accession to the Alliance, after the policy was adopted: North Atlantic Council',
    ]);
    const austria = (await bed.call(office, 'GET', '/desk/api/parties?kind=nation&find=austria')).body.items[0].id;
    const joined = { from: '2026-01-02', source: 'Invented for this test', replaces: null };
    expect((await bed.call(office, 'POST', `/desk/api/parties/${austria}/memberships`, joined)).status).toBe(200);
    await loadFacts(bed.platform, token);
    expect((await adopted()).find((row) => row.code === 'AT')?.date).toBe('2026-01-02');
    await bed.deployer.query('delete from parties.membership where party_id = $1', [austria]);
  });

  test('changes nothing the second time', async () => {
    const before = await count('ledger.entry');
    expect(await loadFacts(bed.platform, token)).toEqual({ parties: 0, observedContributions: 0, treatyRows: null });
    expect(await count('ledger.entry')).toBe(before);
  });

  test('publishes the treaty table to signed-out readers, without nations known only for what is over', async () => {
    bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
    const { status, body } = await bed.call(null, 'GET', '/api/v1/treaties');
    bed.setClock(systemClock);
    expect(status).toBe(200);
    expect(body).toHaveLength(37 * 7);
    expect(body.find((row: { iso2: string; instrument: string }) => row.iso2 === 'AL' && row.instrument === 'UNTOC')).toEqual({
      iso2: 'AL',
      instrument: 'UNTOC',
      group: 'ally',
      origin: 'public-source',
      status: 'party',
      signatureDate: '2000-12-12',
      actionKind: 'ratification',
      actionDate: '2002-08-21',
      inForce: null,
      asOf: '2014-01-27',
      confidence: 'two-sources',
      source: expect.stringMatching(/^UN Treaty Collection XVIII-12: /),
    });
    const groups = Map.groupBy(body as { group: string }[], (row) => row.group);
    expect(Object.fromEntries([...groups].map(([key, rows]) => [key, rows.length / 7]))).toEqual({ ally: 32, seen: 2, other: 3 });
    const nations = new Set((body as { iso2: string; group: string }[]).filter((row) => row.group !== 'ally').map((row) => row.iso2));
    expect([...nations].sort()).toEqual(['AT', 'AU', 'IQ', 'RS', 'XK']);
  });

  test('keeps nations known only for what is over at the desk and off every public page', async () => {
    bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
    for (const url of ['/treaties', '/treaties?show=everyone', '/fr/treaties?show=everyone', '/sources', '/treaties.csv']) {
      const { text } = await bed.call(null, 'GET', url);
      for (const past of ['Russian', 'Russie', 'Jordan', 'Armenia', '\nRU,'])
        expect([url, past, text.includes(past)]).toEqual([url, past, false]);
    }
    const { body } = await bed.call(office, 'GET', '/desk/api/treaties');
    bed.setClock(systemClock);
    const other = (body.groups as { key: string; parties: { iso2: string }[] }[]).find((group) => group.key === 'other')!;
    expect(other.parties.map((one) => one.iso2)).toContain('RU');
  });

  test('publishes a CSV that imports again without a change', async () => {
    bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
    const csv = await bed.call(null, 'GET', '/treaties.csv');
    bed.setClock(systemClock);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const preview = await bed.call(office, 'POST', '/desk/api/treaty-imports/preview', { title: 'our own', table: csv.text });
    expect(preview.body).toMatchObject({ added: [], changed: [], faults: [], unchanged: 37 * 7 });
  });

  test('records evidence that the installation entered, in the name of no person', async () => {
    const { rows } = await bed.deployer.query<{ n: string }>(
      'select count(*) n from evidence.item where entered_name is null and by_office',
    );
    expect(Number(rows[0]?.n)).toBe(await count('evidence.item'));
  });

  test('fills the register, listed by kind and code, with the facts of each party', async () => {
    const first = await bed.call(office, 'GET', '/desk/api/parties?kind=nation&limit=50');
    const second = await bed.call(office, 'GET', `/desk/api/parties?kind=nation&limit=50&after=${first.body.next}`);
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([50, 6, null]);
    const kosovo = second.body.items.find((party: { code: string }) => party.code === 'XK');
    expect(kosovo).toMatchObject({ partyStatus: 'host', owes: [], statusNeutral: true });
    const armenia = first.body.items.find((party: { code: string }) => party.code === 'AM');
    expect(armenia).toMatchObject({ partyStatus: 'other', owes: [], lastSeen: null });
    const finland = await bed.call(
      office,
      'GET',
      `/desk/api/parties/${first.body.items.find((party: { code: string }) => party.code === 'FI').id}`,
    );
    expect(finland.body).toMatchObject({
      partyStatus: 'ally',
      owes: ['ally'],
      facts: { memberships: [{ from: '2023', to: null }] },
      units: [],
    });
  });
});

describe('the start', () => {
  test('withdraws treaty evidence that an earlier version left counting against the table, once, with the reason of the row', async () => {
    const albania = (await bed.call(office, 'GET', '/desk/api/parties?kind=nation&find=albania')).body.items[0].id;
    for (const instrument of ['UNTOC', 'TIP']) {
      const { rows } = (await bed.call(office, 'GET', `/desk/api/parties/${albania}/treaties`)).body;
      const current = rows.find((one: { instrument: string; isCurrent: boolean }) => one.instrument === instrument && one.isCurrent);
      const reason = `${instrument} of another state`;
      const unknown = { instrument, status: 'unknown', asOf: '2026', confidence: 'none', reason, supersedes: current.id };
      expect((await bed.call(office, 'POST', `/desk/api/parties/${albania}/treaties`, unknown)).status).toBe(200);
    }
    const items = async () =>
      (
        await bed.deployer.query(
          `select says, state, end_reason from evidence.item where party_id = $1 and kind = 'EV-TRTY' order by submitted_at, id`,
          [albania],
        )
      ).rows;
    expect((await items()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    // As version 0.2.0 left them.
    const left = `where item_id in (select id from evidence.item where party_id = $1 and says = 'met' and kind = 'EV-TRTY')`;
    await bed.deployer.query(`update nations.treaty_evidence set withdrawn_at = null ${left}`, [albania]);
    await bed.deployer.query(
      `update evidence.item set state = 'submitted', ended_by = null, ended_at = null, end_reason = null
       where party_id = $1 and says = 'met' and kind = 'EV-TRTY'`,
      [albania],
    );
    await loadFacts(bed.platform, token);
    expect((await items())[0]).toEqual({ says: 'met', state: 'withdrawn', end_reason: 'TIP of another state' });
    // An item that ended on its own page is no reason to act again.
    await bed.deployer.query(`update nations.treaty_evidence set withdrawn_at = null ${left}`, [albania]);
    const before = await count('ledger.entry');
    await loadFacts(bed.platform, token);
    expect(await count('ledger.entry')).toBe(before);
  });
});

describe('damaged facts', () => {
  test('are refused with every fault’s file, line and reason', () => {
    const folder = mkdtempSync(join(tmpdir(), 'manumit-facts-'));
    try {
      cpSync(FACTS_FOLDER, folder, { recursive: true });
      const damage = (file: string, from: string, to: string) => {
        const text = readFileSync(join(folder, file), 'utf8');
        expect(text).toContain(from);
        writeFileSync(join(folder, file), text.replace(from, to));
      };
      damage('treaty-actions.csv', '2002-08-21,day', '2002-08-32,day');
      damage('operations.csv', 'Iraq,2004,2011-12-31', 'Iraq,2004,2003');
      rmSync(join(folder, 'bodies.csv'));
      expect(() => readFacts(folder)).toThrow('facts/bodies.csv:1: The file is missing or cannot be read.');
      cpSync(join(FACTS_FOLDER, 'bodies.csv'), join(folder, 'bodies.csv'));
      try {
        readFacts(folder);
        expect.unreachable('damaged facts were read');
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedFacts);
        expect((error as Error).message.split('\n')).toEqual([
          'facts/operations.csv:7: The end is before the start.',
          'facts/treaty-actions.csv:2: action_date is “2002-08-32”. Enter a calendar date: YYYY, YYYY-MM or YYYY-MM-DD.',
        ]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
