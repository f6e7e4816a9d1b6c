import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';

let bed: TestBed;
let office: TestPerson;
let alderia: string;
let operation: string;

const MATCH = (version: number) => ({ 'if-match': `"${version}"` });
const party = async (id: string) => (await bed.call(office, 'GET', `/desk/api/parties/${id}`)).body;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

describe('the register of parties (6)', () => {
  test('registers nations and operations for headquarters, each code once', async () => {
    const nation = { kind: 'nation', code: 'XA', name: { en: 'Alderia', fr: 'Aldérie' }, source: 'invented' };
    alderia = (await bed.call(office, 'POST', '/desk/api/parties', nation)).body.partyId;
    const host = (await bed.call(office, 'POST', '/desk/api/parties', { ...nation, code: 'XH' })).body.partyId;
    operation = (
      await bed.call(office, 'POST', '/desk/api/parties', {
        kind: 'operation',
        code: 'OP-NORTH',
        name: { en: 'Operation North', fr: 'Opération Nord' },
        theatre: 'North',
        from: '2020-03',
        hostId: host,
        source: 'invented',
      })
    ).body.partyId;
    expect((await bed.call(office, 'POST', '/desk/api/parties', nation)).body.code).toBe('parties/code-taken');
    const faults = await bed.call(office, 'POST', '/desk/api/parties', { ...nation, code: 'ALDERIA', theatre: 'x' });
    expect([faults.status, faults.body.fields.map((field: { path: string }) => field.path)]).toEqual([422, ['code', 'theatre']]);
    expect(await party(alderia)).toMatchObject({ partyStatus: 'other', owes: [] });
    expect(await party(host)).toMatchObject({ partyStatus: 'host', owes: [] });
    expect(await party(operation)).toMatchObject({
      partyStatus: 'operation',
      owes: ['operation'],
      operation: { theatre: 'North', hostId: host },
    });
  });

  test('5c, 5f: adds the obligations of those who let contracts to an operation from the day on which it lets them', async () => {
    const url = `/desk/api/parties/${operation}/contracting`;
    const record = (from: string | null, version: number, by = office) =>
      bed.call(by, 'PUT', url, { from, source: 'Plan of the operation' }, MATCH(version));
    expect((await party(operation)).facts.contracting).toBeNull();
    expect((await record('2026-11-25', 1)).status).toBe(200);
    expect(await party(operation)).toMatchObject({ owes: ['operation'], facts: { contracting: { from: '2026-11-25' } } });
    expect((await record('2026-11-24', 1)).body.code).toBe('platform/stale');
    expect((await record('2026-11-24', 2)).status).toBe(200);
    expect((await party(operation)).owes).toEqual(['operation', 'contracting-operation']);
    const officer = await bed.signIn.contractingOfficer(operation);
    const elsewhere = await bed.signIn.contractingOfficer(alderia);
    expect((await record(null, 3, elsewhere)).status).toBe(403);
    expect((await record(null, 3, officer)).status).toBe(200);
    expect((await party(operation)).facts.contracting).toBeNull();
    const nation = await bed.call(office, 'PUT', `/desk/api/parties/${alderia}/contracting`, { from: null, source: 'x' }, MATCH(1));
    expect(nation.body.code).toBe('parties/not-an-operation');
  });

  test('finds a party by code, and by words of its name in either language, with one typing error and without accents', async () => {
    const find = async (text: string) =>
      (await bed.call(office, 'GET', `/desk/api/parties?kind=nation&find=${encodeURIComponent(text)}`)).body.items.map(
        (line: { code: string }) => line.code,
      );
    expect(await find('alder')).toEqual(['XA', 'XH']);
    expect(await find('ALDÉRIE')).toEqual(['XA', 'XH']);
    expect(await find('adlerie')).toEqual(['XA', 'XH']);
    expect(await find('xh')).toEqual(['XH']);
    expect(await find('north')).toEqual([]);
  });

  test('stores a membership as exactly as its source, and lets it be corrected later', async () => {
    const cadria = (
      await bed.call(office, 'POST', '/desk/api/parties', {
        kind: 'nation',
        code: 'XC',
        name: { en: 'Cadria', fr: 'Cadrie' },
        source: 'invented',
        memberSince: '2026',
      })
    ).body.partyId;
    const url = `/desk/api/parties/${cadria}/memberships`;
    expect(await party(cadria)).toMatchObject({ partyStatus: 'ally', owes: [] });
    const [known] = (await party(cadria)).facts.memberships;
    expect((await bed.call(office, 'POST', url, { from: '2026-03-07', source: 'protocol' })).body.code).toBe('parties/already-recorded');
    expect((await bed.call(office, 'POST', url, { from: '2026-03-07', source: 'protocol', replaces: known.id })).status).toBe(200);
    expect(await party(cadria)).toMatchObject({ partyStatus: 'ally', owes: ['ally'], facts: { memberships: [{ from: '2026-03-07' }] } });
    expect((await bed.call(office, 'POST', url, { from: '2026-03-08', source: 'x', replaces: known.id })).body.code).toBe(
      'parties/membership-replaced',
    );
    expect(await party(cadria)).toMatchObject({ allySince: '2026-03-07', contributions: [] });
    const { rows } = await bed.deployer.query('select from_date from parties.membership where party_id = $1 order by id', [cadria]);
    expect(rows).toEqual([{ from_date: '2026' }, { from_date: '2026-03-07' }]);
  });

  test('shows an observed contribution, which binds no party', async () => {
    const seen = { operationId: operation, asOf: '2024-02', personnel: 35, source: 'a list' };
    expect((await bed.call(office, 'POST', `/desk/api/parties/${alderia}/observed-contributions`, seen)).status).toBe(200);
    expect((await bed.call(office, 'POST', `/desk/api/parties/${alderia}/observed-contributions`, seen)).body.code).toBe(
      'parties/already-recorded',
    );
    expect(await party(alderia)).toMatchObject({
      partyStatus: 'seen',
      owes: [],
      lastSeen: { operation: 'OP-NORTH', asOf: '2024-02', personnel: 35 },
    });
  });

  test('makes a nation owe obligations from a confirmed start to a confirmed end', async () => {
    const url = `/desk/api/parties/${alderia}/contributions`;
    const confirm = (body: object) => bed.call(office, 'POST', url, { operationId: operation, source: 'letter', ...body });
    expect((await confirm({ from: '2020-02-28' })).body.code).toBe('parties/outside-operation');
    expect((await confirm({ from: '2026-02-01', to: '2026-01-01' })).body.code).toBe('parties/ends-before-start');
    expect((await confirm({ from: '2026-02' })).status).toBe(422);
    expect((await confirm({ from: '2026-01-01', operationId: alderia })).body.code).toBe('parties/not-an-operation');
    const confirmed = await confirm({ from: '2026-01-01' });
    expect((await confirm({ from: '2026-06-01' })).body.code).toBe('parties/overlapping');
    expect(await party(alderia)).toMatchObject({ partyStatus: 'contributor', owes: ['contributor'] });

    const end = `/desk/api/contributions/${confirmed.body.contributionId}/end`;
    const stale = await bed.call(office, 'POST', end, { to: '2026-11-23' }, MATCH(3));
    expect([stale.status, stale.body.current]).toEqual([412, 1]);
    expect((await bed.call(office, 'POST', end, { to: '2025-12-31' }, MATCH(1))).body.code).toBe('parties/ends-before-start');
    expect((await bed.call(office, 'POST', end, { to: '2026-11-23' }, MATCH(1))).status).toBe(200);
    expect(await party(alderia)).toMatchObject({
      partyStatus: 'seen',
      owes: [],
      facts: { contributions: [{ from: '2026-01-01', to: '2026-11-23' }] },
    });
    const { rows } = await bed.deployer.query(
      `select command, clause_ids from ledger.entry where party_id = $1 and command like '%contribution' order by id`,
      [alderia],
    );
    expect(rows).toEqual([
      { command: 'parties/record-observed-contribution', clause_ids: [] },
      { command: 'parties/confirm-contribution', clause_ids: ['6'] },
      { command: 'parties/end-contribution', clause_ids: ['6'] },
    ]);
  });

  test('refuses the second of two concurrent moves of a unit with both versions, and keeps the first', async () => {
    const { unitId } = (await bed.call(office, 'POST', `/desk/api/parties/${alderia}/units`, { name: 'Signals', superiorId: null })).body;
    const move = (location: string) => bed.call(office, 'PUT', `/desk/api/units/${unitId}`, { superiorId: null, location }, MATCH(1));
    // The first transaction has changed the row and not yet committed when the second reads it.
    const [second] = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query(`update parties.unit set location = 'Camp East', version = 2 where id = $1`, [unitId]);
      const sent = [move('Camp West')] as const;
      await expect.poll(async () => (await readBlocked(bed.deployer)).length).toBe(1);
      return sent;
    });
    expect((await second).status).toBe(412);
    expect((await second).body).toMatchObject({ code: 'platform/stale', current: 2, yours: 1 });
    const moved = (await party(alderia)).units.find((unit: { id: string }) => unit.id === unitId);
    expect(moved).toMatchObject({ location: 'Camp East', version: 2 });
    await bed.deployer.query('delete from parties.unit where id = $1', [unitId]);
  });

  test('gives units a superior, a location and rotations, and refuses circles', async () => {
    const unit = async (name: string, superiorId: string | null) =>
      (await bed.call(office, 'POST', `/desk/api/parties/${alderia}/units`, { name, superiorId })).body.unitId;
    const brigade = await unit('Brigade', null);
    const battalion = await unit('Battalion', brigade);
    const company = await unit('Company', battalion);
    const under = (superiorId: string | null) => ({ superiorId, location: 'Camp North' });
    for (const superior of [brigade, company])
      expect((await bed.call(office, 'PUT', `/desk/api/units/${brigade}`, under(superior), MATCH(1))).body.code).toBe('parties/circle');
    expect((await bed.call(office, 'PUT', `/desk/api/units/${company}`, under(brigade), MATCH(1))).body).toEqual({
      unitId: company,
      version: 2,
    });
    const rotation = await bed.call(office, 'POST', `/desk/api/units/${company}/rotations`, {
      operationId: operation,
      contingent: 'ALDCON 4',
      from: '2026-09-01',
      handOver: '2027-03-01',
    });
    const url = `/desk/api/rotations/${rotation.body.rotationId}/hand-over`;
    expect((await bed.call(office, 'PUT', url, { handOver: '2026-08-01' }, MATCH(1))).body.code).toBe('parties/ends-before-start');
    expect((await bed.call(office, 'PUT', url, { handOver: '2027-04-01' }, MATCH(1))).status).toBe(200);
    expect((await party(alderia)).units).toEqual([
      expect.objectContaining({ name: 'Battalion', superiorId: brigade, rotations: [] }),
      expect.objectContaining({ name: 'Brigade', superiorId: null }),
      expect.objectContaining({
        name: 'Company',
        superiorId: brigade,
        location: 'Camp North',
        rotations: [
          expect.objectContaining({ contingent: 'ALDCON 4', handOver: '2027-04-01', operation: { id: operation, code: 'OP-NORTH' } }),
        ],
      }),
    ]);
  });

  test('shows each unit of a party, however many there are', async () => {
    const large = await bed.givenParty({ kind: 'nation', code: 'XL', name: 'Largia' });
    const first = (await bed.call(office, 'POST', `/desk/api/parties/${large}/units`, { name: 'A first', superiorId: null })).body.unitId;
    await bed.deployer.query(
      `insert into parties.unit (id, party_id, name, recorded_at, recorded_by)
          select gen_random_uuid(), party_id, 'Unit ' || n, recorded_at, recorded_by
        from parties.unit, generate_series(1, 250) n where id = $1`,
      [first],
    );
    const { units } = await party(large);
    expect(units).toHaveLength(251);
  });
});
