import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

/** What the newest evidence from a public source that counts says about P5.0b. */
async function evidence(): Promise<{ says: string; as_of: string } | undefined> {
  const { rows } = await bed.deployer.query<{ says: string; as_of: string }>(
    `select s.says, p.as_of from evidence.summary s join evidence.item p on p.id = s.item_id
     where s.party_id = $1 and s.obligation_id = 'P5.0b' and s.kind = 'EV-TRTY' and p.origin = 'public-source' order by p.submitted_at desc, p.id desc`,
    [nation],
  );
  return rows[0];
}

const preview = (text: string) => bed.call(office, 'POST', '/desk/api/treaty-imports/preview', { title: 'test', table: text });
const apply = (text: string, against?: string) =>
  bed.call(office, 'POST', '/desk/api/treaty-imports', { title: 'test', table: text, against });
const history = async (): Promise<HistoryRow[]> => (await bed.call(office, 'GET', `/desk/api/parties/${nation}/treaties`)).body.rows;
const correct = (who: TestPerson, body: Record<string, unknown>) => bed.call(who, 'POST', `/desk/api/parties/${nation}/treaties`, body);

let second: { batchId: string; version: number };

describe('a treaty table (5)', () => {
  test('is previewed, imported as previewed, and recorded as evidence', async () => {
    const text = table(row('UNTOC', 'party', '2003-05-01', '2014-01-27'), row('TIP', 'not-party', '', '2014-01-27'));
    const shown = await preview(text);
    expect(shown.body).toMatchObject({ added: [{ instrument: 'UNTOC', status: 'party' }, { instrument: 'TIP' }], changed: [], faults: [] });
    expect(await evidence()).toBeUndefined();
    const applied = await apply(text, shown.body.against);
    expect([applied.status, applied.body.added]).toEqual([200, 2]);
    expect(await evidence()).toEqual({ says: 'partly-met', as_of: '2014-01-27' });
    // A "no" of 2014 is due for a recheck; the deposit next to it is not.
    expect((await bed.call(office, 'GET', `/desk/api/parties/${nation}/treaties`)).body.ratification).toMatchObject({
      says: 'partly-met',
      recheckDue: true,
    });
    expect((await apply(text, shown.body.against)).body.code).toBe('nations/changed-since');
    expect((await apply(text)).body.code).toBe('nations/nothing-new');
  });

  test('changes a row field by field when a newer one is imported, and keeps the old row visible', async () => {
    const text = table(row('UNTOC', '', '', ''), row('TIP', 'party', '2015-06-01', '2020-01-01'));
    const shown = await preview(text);
    expect(shown.body.changed).toEqual([
      {
        iso2: 'XA',
        instrument: 'TIP',
        changes: expect.arrayContaining([
          { field: 'status', from: 'not-party', to: 'party' },
          { field: 'actionDate', from: null, to: '2015-06-01' },
        ]),
      },
    ]);
    expect(shown.body.unapplied).toEqual([{ iso2: 'XA', instrument: 'UNTOC', reason: 'unknown' }]);
    second = (await apply(text, shown.body.against)).body;
    expect(await evidence()).toEqual({ says: 'met', as_of: '2014-01-27' });
    const tip = (await history()).filter((one) => one.instrument === 'TIP');
    expect(tip.map((one) => [one.status, one.isCurrent, one.recordedBy])).toEqual([
      ['party', true, 'Ines'],
      ['not-party', false, 'Ines'],
    ]);
  });

  test('is refused as a whole if a row cannot be read, with each faulty row named', async () => {
    const text = table(row('UNTOC', 'party', '2003-13-01', '2024'), row('TIP', 'party', '2016-01-01', '2024'), 'XQ,TIP,,,,,,,,none,,,');
    const shown = await preview(text);
    expect(shown.body.faults.map((fault: { line: number; code: string }) => [fault.line, fault.code])).toEqual([
      [2, 'not-a-date'],
      [4, 'not-in-register'],
    ]);
    const refused = await apply(text);
    expect([refused.status, refused.body.code]).toEqual([422, 'nations/table-damaged']);
    expect(refused.body.fields.map((field: { path: string }) => field.path)).toEqual(['table:2', 'table:4']);
    expect((await history()).filter((one) => one.isCurrent)).toHaveLength(2);
  });

  test('is undone as a batch, which keeps its rows and withdraws its evidence', async () => {
    const undone = await bed.call(
      office,
      'POST',
      `/desk/api/treaty-imports/${second.batchId}/undo`,
      { reason: 'wrong table' },
      { 'if-match': '"1"' },
    );
    expect([undone.status, undone.body.version]).toEqual([200, 2]);
    expect(await evidence()).toEqual({ says: 'partly-met', as_of: '2014-01-27' });
    const tip = (await history()).filter((one) => one.instrument === 'TIP');
    expect(tip.map((one) => [one.status, one.isCurrent, one.batch?.undoneBy ?? null, one.batch?.undoReason ?? null])).toEqual([
      ['party', false, 'Ines', 'wrong table'],
      ['not-party', true, null, null],
    ]);
    const again = await bed.call(
      office,
      'POST',
      `/desk/api/treaty-imports/${second.batchId}/undo`,
      { reason: 'again' },
      { 'if-match': '"2"' },
    );
    expect([again.status, again.body.code]).toEqual([409, 'nations/already-undone']);
    const { rows } = await bed.deployer.query(`select says, state, end_reason from evidence.item where party_id = $1 order by id`, [
      nation,
    ]);
    expect(rows).toEqual([
      { says: 'partly-met', state: 'submitted', end_reason: null },
      { says: 'met', state: 'withdrawn', end_reason: 'wrong table' },
      { says: 'partly-met', state: 'submitted', end_reason: null },
    ]);
    expect(
      (await bed.call(office, 'GET', '/desk/api/treaty-imports')).body.items.map((one: { undoneBy: string | null }) => one.undoneBy),
    ).toEqual(['Ines', null]);
  });

  test('records what a focal point states of its own nation, with source and reason, and keeps the earlier row', async () => {
    const before = (await history()).find((one) => one.instrument === 'TIP' && one.isCurrent);
    const fix = {
      instrument: 'TIP',
      status: 'party',
      actionKind: 'accession',
      actionDate: '2026-10-01',
      asOf: '2026-10-02',
      confidence: 'one-source',
      source: 'notice of the depositary',
      reason: 'we acceded',
      supersedes: before?.id,
    };
    const refusals = await Promise.all([
      correct(focal, { ...fix, source: null }),
      correct(focal, { ...fix, asOf: '2013' }),
      correct(focal, { ...fix, status: 'participating' }),
      correct(focal, { ...fix, supersedes: null }),
      correct(focal, { ...fix, status: 'unknown' }),
    ]);
    expect(refusals.map((answer) => answer.body.code)).toEqual([
      'nations/row-contradicts',
      'nations/older-than-stored',
      'nations/status-of-another-instrument',
      'nations/row-replaced',
      'nations/row-contradicts',
    ]);
    const done = await correct(focal, fix);
    expect(done.status).toBe(200);
    const tip = (await history()).filter((one) => one.instrument === 'TIP');
    expect(tip.map((one) => [one.status, one.isCurrent, one.waits, one.recordedBy, one.reason])).toEqual([
      ['party', false, true, 'Fenna', 'we acceded'],
      ['party', false, false, 'Ines', null],
      ['not-party', true, false, 'Ines', null],
    ]);
    const { rows } = await bed.deployer.query(
      `select command, clause_ids, evidence_kind from ledger.entry where party_id = $1 order by id desc limit 1`,
      [nation],
    );
    expect(rows).toEqual([{ command: 'nations/correct-treaty-action', clause_ids: ['5'], evidence_kind: 'EV-TRTY' }]);
  });

  test('accepts unknown once per row, and records no evidence for other instruments', async () => {
    const nothing = { instrument: 'C105', status: 'unknown', asOf: '2026', confidence: 'none', reason: 'looked', supersedes: null };
    const known = {
      instrument: 'CETS197',
      status: 'not-party',
      asOf: '2026',
      confidence: 'status-only',
      source: 'list',
      reason: 'looked',
      supersedes: null,
    };
    expect((await correct(office, known)).body).toEqual({ partyId: nation, evidenceId: null });
    expect((await correct(office, nothing)).status).toBe(200);
    expect(
      (await correct(office, { ...nothing, supersedes: (await history()).find((one) => one.instrument === 'C105')?.id })).body.code,
    ).toBe('nations/nothing-new');
  });

  test('counts what was recorded last, even from an older source, and an undo restores the earlier evidence', async () => {
    const other = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
    const says = async () =>
      (
        await bed.deployer.query(
          `select s.says, p.as_of from evidence.summary s join evidence.item p on p.id = s.item_id where s.party_id = $1`,
          [other],
        )
      ).rows[0];
    const forB = (text: string) => text.replaceAll('XA,', 'XB,');
    await apply(forB(table(row('UNTOC', 'party', '2003-05-01', '2014-01-27'))));
    expect(await says()).toEqual({ says: 'partly-met', as_of: '2014-01-27' });
    await apply(forB(table(row('TIP', 'party', '2009-01-01', '2010-01-01'))));
    expect(await says()).toEqual({ says: 'met', as_of: '2014-01-27' });
    const wrong = await apply(forB(table(row('UNTOC', 'not-party', '', '2025'), row('TIP', 'not-party', '', '2025'))));
    expect(await says()).toEqual({ says: 'not-met', as_of: '2025' });
    await bed.call(office, 'POST', `/desk/api/treaty-imports/${wrong.body.batchId}/undo`, { reason: 'wrong' }, { 'if-match': '"1"' });
    expect(await says()).toEqual({ says: 'met', as_of: '2014-01-27' });
  });

  test('leaves no evidence counting where a newer row says too little, and an undo restores the earlier evidence', async () => {
    const third = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Cedria' });
    const counting = async () =>
      (
        await bed.deployer.query(
          `select says, end_reason from evidence.item where party_id = $1 order by (state = 'submitted') desc, submitted_at desc, id desc`,
          [third],
        )
      ).rows[0];
    const forC = (...rows: string[]) => table(...rows).replaceAll('XA,', 'XC,');
    await apply(forC(row('UNTOC', 'party', '2003-05-01', '2014-01-27')));
    expect(await counting()).toEqual({ says: 'partly-met', end_reason: null });
    // Of the protocol nothing is known: with a "no" for the convention it is not known whether neither was deposited.
    const wrong = await apply(forC(row('UNTOC', 'not-party', '', '2025')));
    expect(await counting()).toEqual({ says: 'partly-met', end_reason: 'test' });
    await bed.call(office, 'POST', `/desk/api/treaty-imports/${wrong.body.batchId}/undo`, { reason: 'wrong' }, { 'if-match': '"1"' });
    expect(await counting()).toEqual({ says: 'partly-met', end_reason: null });

    const { rows } = (await bed.call(office, 'GET', `/desk/api/parties/${third}/treaties`)).body;
    const unknown = {
      ...{ instrument: 'UNTOC', status: 'unknown', asOf: '2026', confidence: 'none', reason: 'the source was wrong' },
      supersedes: rows.find((one: HistoryRow) => one.isCurrent && one.instrument === 'UNTOC').id,
    };
    const corrected = await bed.call(office, 'POST', `/desk/api/parties/${third}/treaties`, unknown);
    expect(corrected.body).toEqual({ partyId: third, evidenceId: null });
    expect(await counting()).toEqual({ says: 'partly-met', end_reason: 'the source was wrong' });
  });
});
