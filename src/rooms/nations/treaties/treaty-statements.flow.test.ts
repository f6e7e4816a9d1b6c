import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { HistoryRow } from './history.schema.ts';

let bed: TestBed;
let office: TestPerson;
let focal: TestPerson;
let nation: string;

const HEADER =
  'iso2,instrument,status,signature_date,action,action_date,action_precision,in_force_date,as_of,confidence,source,crosscheck,note';
const row = (instrument: string, status: string, date: string, asOf: string) =>
  `XA,${instrument},${status},,${date && 'ratification'},${date},${date && 'day'},,${asOf},${status ? 'single-source' : 'none'},${status && 'table of the test'},,`;
const table = (...rows: string[]) => [HEADER, ...rows].join('\n');

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Alderia' });
  office = await bed.signIn.policyOffice(null, 'Ines');
  await bed.signIn.policyOffice();
  focal = await bed.signIn.focalPoint(nation, 'Fenna');
});
afterAll(() => bed.close());

/** What the newest evidence of one origin that counts says about P5.0b. */
async function evidence(origin: string): Promise<{ says: string; as_of: string } | undefined> {
  const { rows } = await bed.deployer.query<{ says: string; as_of: string }>(
    `select s.says, p.as_of from evidence.summary s join evidence.item p on p.id = s.item_id
     where s.party_id = $1 and s.obligation_id = 'P5.0b' and s.kind = 'EV-TRTY' and p.origin = $2 order by p.submitted_at desc, p.id desc`,
    [nation, origin],
  );
  return rows[0];
}

const history = async (): Promise<HistoryRow[]> => (await bed.call(office, 'GET', `/desk/api/parties/${nation}/treaties`)).body.rows;
const correct = (who: TestPerson, body: Record<string, unknown>) => bed.call(who, 'POST', `/desk/api/parties/${nation}/treaties`, body);
const publicTip = async () =>
  (await bed.call(null, 'GET', '/api/v1/treaties')).body.find(
    (one: { iso2: string; instrument: string }) => one.iso2 === 'XA' && one.instrument === 'TIP',
  );
const waiting = async (): Promise<string[]> => {
  const { groups } = (await bed.call(office, 'GET', '/desk/api/treaties')).body;
  return groups.flatMap((one: { parties: { waiting: string[] }[] }) => one.parties.flatMap((party) => party.waiting));
};

test('F2: a row from a public source stays before what the nation states, on every page, until the policy office accepts it', async () => {
  const text = table(row('UNTOC', 'party', '2003-05-01', '2014-01-27'), row('TIP', 'not-party', '', '2014-01-27'));
  expect((await bed.call(office, 'POST', '/desk/api/treaty-imports', { title: 'test', table: text })).status).toBe(200);
  const sourced = (await history()).find((one) => one.instrument === 'TIP')!;
  const acceded = {
    ...{ instrument: 'TIP', status: 'party', actionKind: 'accession', actionDate: '2026-10-01', asOf: '2026-10-02' },
    ...{ confidence: 'one-source', source: 'notice of the depositary', reason: 'we acceded', supersedes: sourced.id },
  };
  expect((await correct(focal, acceded)).status).toBe(200);
  expect(await publicTip()).toMatchObject({ status: 'not-party', origin: 'public-source' });
  expect(await evidence('public-source')).toEqual({ says: 'partly-met', as_of: '2014-01-27' });
  expect(await evidence('declared')).toEqual({ says: 'met', as_of: '2014-01-27' });
  expect(await waiting()).toEqual(['TIP']);

  const stated = (await history()).find((one) => one.waits)!;
  const accept = (who: TestPerson, rowId: string) =>
    bed.call(who, 'POST', `/desk/api/parties/${nation}/treaties/${rowId}/accept`, { reason: 'notification C.N.1 read' });
  expect((await accept(focal, stated.id)).status).toBe(403);
  expect((await accept(office, (await history()).find((one) => one.isCurrent)!.id)).body.code).toBe('nations/no-statement');
  expect((await accept(office, stated.id)).status).toBe(200);
  expect((await accept(office, stated.id)).body.code).toBe('nations/no-statement');

  expect(await publicTip()).toMatchObject({ status: 'party', origin: 'public-source', source: 'notice of the depositary' });
  expect(await evidence('public-source')).toEqual({ says: 'met', as_of: '2014-01-27' });
  expect(await waiting()).toEqual([]);
  const tip = (await history()).filter((one) => one.instrument === 'TIP');
  expect(tip.slice(0, 2).map((one) => [one.isCurrent, one.origin, one.recordedBy, one.reason])).toEqual([
    [true, 'public-source', 'Ines', 'notification C.N.1 read'],
    [false, 'declared', 'Fenna', 'we acceded'],
  ]);
});

test('F2: a correction of one treaty never makes a public source of what the nation states of the other', async () => {
  const untoc = (await history()).find((one) => one.instrument === 'UNTOC' && one.isCurrent)!;
  const fact = { instrument: 'UNTOC', asOf: '2026-10-03', confidence: 'one-source', reason: 'r' };
  const denounced = { ...fact, status: 'not-party', source: 'our gazette', supersedes: untoc.id };
  expect((await correct(focal, denounced)).status).toBe(200);
  expect(await evidence('declared')).toMatchObject({ says: 'partly-met' });

  // The policy office corrects the other treaty alone: what it records rests on public sources of both.
  const tip = (await history()).find((one) => one.instrument === 'TIP' && one.isCurrent)!;
  const newer = { ...fact, instrument: 'TIP', status: 'party', asOf: '2026-10-05', source: 'UN Treaty Collection', supersedes: tip.id };
  expect((await correct(office, newer)).status).toBe(200);
  expect(await evidence('public-source')).toMatchObject({ says: 'met' });
  expect(await waiting()).toEqual(['UNTOC']);

  // A row of the policy office answers the statement, even from a source that is older than the statement.
  const stated = (await history()).find((one) => one.waits)!;
  const kept = { ...fact, status: 'party', asOf: '2026-10-01', source: 'UN Treaty Collection', supersedes: stated.id };
  expect((await correct(office, kept)).status).toBe(200);
  expect(await waiting()).toEqual([]);
  expect(await evidence('public-source')).toMatchObject({ says: 'met' });
});

test('a nation that states unknown withdraws the evidence that it declared, with its reason, and may declare again', async () => {
  const own = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  const brenda = await bed.signIn.focalPoint(own, 'Brenda');
  const counting = async () => {
    const { rows } = await bed.deployer.query(
      `select says, as_of, state, end_reason from evidence.item where party_id = $1 and kind = 'EV-TRTY' order by submitted_at, id`,
      [own],
    );
    return rows;
  };
  const last = new Map<string, string>();
  const state = async (instrument: string, status: string, asOf: string) => {
    const source = status === 'unknown' ? null : 'our gazette';
    const confidence = status === 'unknown' ? 'none' : 'one-source';
    const fact = {
      instrument,
      status,
      asOf,
      source,
      confidence,
      reason: `${status} says our ministry`,
      supersedes: last.get(instrument) ?? null,
    };
    expect((await bed.call(brenda, 'POST', `/desk/api/parties/${own}/treaties`, fact)).status).toBe(200);
    const { rows } = (await bed.call(office, 'GET', `/desk/api/parties/${own}/treaties`)).body;
    last.set(instrument, rows.find((one: HistoryRow) => one.instrument === instrument).id);
  };
  await state('UNTOC', 'not-party', '2026-10-01');
  await state('TIP', 'not-party', '2026-10-03');
  expect(await counting()).toEqual([{ says: 'not-met', as_of: '2026-10-01', state: 'submitted', end_reason: null }]);
  await state('UNTOC', 'unknown', '2026-10-04');
  expect(await counting()).toEqual([{ says: 'not-met', as_of: '2026-10-01', state: 'withdrawn', end_reason: 'unknown says our ministry' }]);
  await state('UNTOC', 'signatory', '2026-10-05');
  expect((await counting()).slice(1)).toEqual([{ says: 'not-met', as_of: '2026-10-03', state: 'submitted', end_reason: null }]);
});
