import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { sendPipeline } from '#platform/db/pipeline.ts';
import { databaseOn } from '#platform/db/transaction.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../test/database/harness.ts';
import { anItem, leaveEvidence } from '../evidence/fixtures.ts';
import { boundParties } from './bound-parties.ts';
import { obligationsOfParties } from './party-obligations.ts';

let bed: TestBed;
let ally: string;
let other: string;
let contributor: string;
let operation: string;
let focal: TestPerson;
let otherFocal: TestPerson;
let contributorFocal: TestPerson;
let office: TestPerson;
let reviewer: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  contributor = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  const seen = await bed.givenParty({ kind: 'nation', code: 'QD', name: 'Dorland', ally: false });
  operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  focal = await bed.signIn.focalPoint(ally, 'Fay Focal');
  otherFocal = await bed.signIn.focalPoint(other);
  contributorFocal = await bed.signIn.focalPoint(contributor);
  reviewer = await bed.signIn.reviewer(ally);
  admin = await bed.givenPerson('Ada Admin', [{ role: ROLE.partyAdmin, partyId: ally }, { role: ROLE.platformAdmin }]);
  const by = office.personId;
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values ($1, $2, $3, '2020-01-01', 'test', now(), $4)`,
    [newId(), contributor, operation, by],
  );
  await bed.deployer.query(
    `insert into parties.observed_contribution (id, party_id, operation_id, as_of, source, recorded_at, recorded_by) values ($1, $2, $3, '2017-02', 'test', now(), $4)`,
    [newId(), seen, operation, by],
  );
});
afterAll(() => bed.close());

const get = (who: TestPerson | null, url: string) => bed.call(who, 'GET', `/desk/api/${url}`);
type Row = {
  partyId: string;
  group: string;
  name: { en: string };
  items: number;
  declared: number;
  cells: { obligationId: string; status: string; items: number; origin: string | null }[];
};
const cell = (row: Row | undefined, obligationId: string) => row?.cells.find((one) => one.obligationId === obligationId);

async function submitItem(who: TestPerson, party: string, content: object): Promise<string> {
  const { body: draft } = await bed.call(who, 'POST', `/desk/api/parties/${party}/evidence`, content);
  const { status, body } = await bed.call(who, 'POST', `/desk/api/evidence/${draft.id}/submit`, {}, { 'if-match': '"1"' });
  expect(status).toBe(200);
  return body.id;
}

describe('the matrix', () => {
  it('lists the nations that are bound as not reported, and omits a nation with only an observed contribution', async () => {
    const { status, body } = await get(office, 'matrix?kind=nation');
    expect(status).toBe(200);
    expect(body.rows.map((row: Row) => [row.name.en, row.group])).toEqual([
      ['Alland', 'ally'],
      ['Berland', 'ally'],
      ['Corland', 'contributor'],
    ]);
    expect(body.counts).toMatchObject({ nation: 3, operation: 1, contractor: 0 });
    expect(body.rows[0].cells).toHaveLength(61);
    expect(cell(body.rows[0], 'P5d.1')).toMatchObject({ status: 'not-reported', items: 0 });
    expect(cell(body.rows[2], 'P5b.1')?.status).toBe('not-applicable');
    expect(cell(body.rows[2], 'P6.2')?.status).toBe('not-asked');
    expect(new Set(body.rows.flatMap((row: Row) => row.cells.map((one) => one.status)))).toEqual(
      new Set(['not-reported', 'not-asked', 'not-applicable']),
    );
  });

  it('derives statuses from the evidence and counts an item once per party', async () => {
    await submitItem(focal, ally, anItem({ obligationIds: ['P5.0b'], kind: 'EV-TRTY', date: '2004-05', asOf: '2014-01-27' }));
    await submitItem(focal, ally, anItem({ obligationIds: ['P6.1', 'P2.1'], kind: 'EV-NAP', date: '2020' }));
    await submitItem(focal, ally, anItem({ obligationIds: ['P5c.1'], kind: 'EV-NIL', says: 'zero' }));
    const { body } = await get(focal, 'matrix?kind=nation');
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]).toMatchObject({ items: 3, declared: 3 });
    expect(cell(body.rows[0], 'P5.0b')).toMatchObject({ status: 'met', origin: 'declared' });
    expect(cell(body.rows[0], 'P6.1')?.status).toBe('met-stale');
    expect(cell(body.rows[0], 'P5c.1')).toMatchObject({ status: 'not-reported', items: 1, origin: null });
  });

  it('shows silence as not asked until a return asks, and to a reviewer only as not reported', async () => {
    const statusFor = async (who: TestPerson) => cell((await get(who, 'matrix?kind=nation')).body.rows[0], 'P1.1')?.status;
    expect([await statusFor(office), await statusFor(focal), await statusFor(reviewer)]).toEqual([
      'not-asked',
      'not-asked',
      'not-reported',
    ]);
    expect((await get(focal, `parties/${ally}/obligations/P1.1`)).body.status).toBe('not-asked');
    const asked = await bed.call(office, 'POST', `/desk/api/parties/${ally}/returns`, { period: '2026', due: null, roundId: null });
    expect(asked.status).toBe(200);
    expect([await statusFor(office), await statusFor(focal), await statusFor(reviewer)]).toEqual([
      'not-reported',
      'not-reported',
      'not-reported',
    ]);
    expect((await get(focal, `parties/${ally}/obligations/P1.1`)).body.status).toBe('not-reported');
    // The return of one nation says nothing about another.
    expect(cell((await get(otherFocal, 'matrix?kind=nation')).body.rows[0], 'P1.1')?.status).toBe('not-asked');
  });

  it('carries evidence over into a later edition, as far as the reader may see the evidence', async () => {
    await submitItem(office, operation, anItem({ obligationIds: ['P1.3', 'A1.3'], kind: 'EV-RISK' }));
    const draft = bed.platform.services.catalogue.edition('nato-thb-2023');
    const carriedOver = async (who: TestPerson) => {
      const client = await bed.platform.pool.connect();
      try {
        await client.query('begin read only');
        await client.query('select identity.open($1)', [who.token]);
        const db = databaseOn(async (statement) => (await sendPipeline(client, [statement]))[0]!);
        const bound = await boundParties(db, '2026-11-24', { ids: [operation] });
        return (await obligationsOfParties(db, draft, bound, new Date())).get(operation);
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const seen = (await carriedOver(office))!;
    expect(cell(seen as unknown as Row, 'N23.1')).toMatchObject({ status: 'partly-met', items: 1 });
    expect(seen.obligations[0]?.latest).toMatchObject([{ carriedFrom: 'P1.3', says: 'partly-met' }]);
    expect(cell(seen as unknown as Row, 'N23.5')?.status).toBe('not-asked');
    expect(cell((await carriedOver(otherFocal)) as unknown as Row, 'N23.1')).toMatchObject({ status: 'not-reported', items: 0 });
  });

  it('shows nations their own row, and nothing to administrators or without a session', async () => {
    const names = async (who: TestPerson) => (await get(who, 'matrix?kind=nation')).body.rows?.map((row: Row) => row.name.en);
    expect(await names(otherFocal)).toEqual(['Berland']);
    expect(await names(reviewer)).toEqual(['Alland']);
    expect((await get(admin, 'matrix?kind=nation')).status).toBe(403);
    expect((await get(null, 'matrix?kind=nation')).status).toBe(401);
  });
});

describe('an obligation’s drawer and a party’s dossier', () => {
  it('show an obligation with its evidence, its due dates and its readers', async () => {
    const { status, body } = await get(reviewer, `parties/${ally}/obligations/P6.1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'met-stale',
      strength: 'agreed',
      origin: 'declared',
      evidence: [{ kind: 'EV-NAP', date: '2020', stale: true, enteredBy: 'Fay Focal', says: 'met' }],
      due: [{ day: '2022-12-31', textKey: 'due.refresh', values: { kind: 'EV-NAP' } }],
      visibleTo: ['party', ROLE.policyOffice, 'reviewers'],
    });
    const treaties = await get(reviewer, `parties/${ally}/obligations/P5.0b`);
    expect(treaties.body).toMatchObject({ status: 'met', due: [], evidence: [{ asOf: '2014-01-27', stale: false }] });
  });

  it('list what is known clause by clause', async () => {
    const { status, body } = await get(focal, `parties/${ally}/dossier`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ party: { group: 'ally' }, bound: true, items: 3, declared: 3 });
    expect(body.clauses.map((clause: { clauseId: string }) => clause.clauseId).slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
    expect(body.clauses.find((clause: { clauseId: string }) => clause.clauseId === '5')).toMatchObject({
      latest: '2014-01-27',
      doesNotAge: true,
      next: null,
    });
    expect(body.last).toHaveLength(3);
  });

  it('list as the last evidence nothing that was withdrawn or is to be purged', async () => {
    const last = async () => (await get(focal, `parties/${ally}/dossier`)).body.last.map(({ id }: { id: string }) => id);
    const before = await last();
    for (const step of ['withdraw', 'request-purge']) {
      const id = await submitItem(focal, ally, anItem());
      expect(await last()).toEqual([id, ...before]);
      expect((await bed.call(focal, 'POST', `/desk/api/evidence/${id}/${step}`, { reason: 'r' }, { 'if-match': '"2"' })).status).toBe(200);
      expect(await last()).toEqual(before);
    }
  });

  it('show the items that decide and differ behind fifty newer ones, and count all', async () => {
    const about = { obligationIds: ['P5d.1'], kind: 'EV-TRN' };
    const declared = await submitItem(focal, ally, anItem({ ...about, date: '2026-09-01', says: 'not-met' }));
    for (let at = 0; at < 51; at++) await leaveEvidence(bed, focal, { ...about, partyId: ally, says: 'met', date: '2026-10-01' });
    const { body } = await get(focal, `parties/${ally}/obligations/P5d.1`);
    const marks = body.evidence.map((item: { id: string; differs: boolean; weight: string }) => item.differs && [item.id, item.weight]);
    expect(marks.filter(Boolean)).toEqual([
      [expect.any(String), 'decides'],
      [declared, 'beside'],
    ]);
    expect(body).toMatchObject({ difference: 'open', more: true, counts: { items: 52, declared: 1 } });
    expect(cell((await get(focal, 'matrix?kind=nation')).body.rows[0], 'P5d.1')?.items).toBe(52);
    await bed.deployer.query(`update evidence.item set state = 'withdrawn' where kind = 'EV-TRN'`);
  });

  it('refuse other nations alike for an existing and a missing party', async () => {
    for (const path of ['dossier', 'obligations/P6.1', 'evidence']) {
      const others = await get(otherFocal, `parties/${ally}/${path}`);
      const nobody = await get(otherFocal, `parties/${newId()}/${path}`);
      expect([others.status, others.text], path).toEqual([nobody.status, nobody.text]);
      expect((await get(admin, `parties/${ally}/${path}`)).status, path).toBe(403);
      expect((await get(null, `parties/${ally}/${path}`)).status, path).toBe(401);
    }
    expect((await get(office, `parties/${newId()}/dossier`)).status).toBe(404);
    expect((await get(office, `parties/${ally}/obligations/P9.9`)).body.code).toBe('policy/unknown-obligation');
  });
});

describe('answer-expectation', () => {
  const answer = (who: TestPerson, party: string, obligationId: string, body: object) =>
    bed.call(who, 'POST', `/desk/api/parties/${party}/obligations/${obligationId}/answer`, body);

  it('stores a contributor’s answers, shows the newest next to the status, and logs the clause', async () => {
    expect((await answer(contributorFocal, contributor, 'P6.2', { choice: 'explain' })).body.code).toBe('commitments/reason-needed');
    expect((await answer(contributorFocal, contributor, 'P6.2', { choice: 'explain', note: 'Law pending.' })).status).toBe(200);
    const obligation = () => get(contributorFocal, `parties/${contributor}/obligations/P6.2`);
    expect((await obligation()).body).toMatchObject({
      status: 'not-started',
      strength: 'expected',
      answer: 'explain',
      answerNote: 'Law pending.',
    });
    expect((await answer(contributorFocal, contributor, 'P6.2', { choice: 'equivalent', note: 'Under our own order.' })).status).toBe(200);
    expect((await obligation()).body).toMatchObject({ status: 'met', origin: 'declared', answer: 'equivalent' });
    const { rows } = await bed.deployer.query(`select clause_ids from ledger.entry where command = 'commitments/answer-expectation'`);
    expect(rows).toEqual([{ clause_ids: ['6'] }, { clause_ids: ['6'] }]);
  });

  it('refuses an answer for an Ally, from headquarters and from another nation', async () => {
    expect((await answer(focal, ally, 'P1.1', { choice: 'comply' })).body).toMatchObject({
      status: 422,
      code: 'commitments/not-an-expectation',
    });
    expect((await answer(office, contributor, 'P6.2', { choice: 'comply' })).status).toBe(403);
    expect((await answer(otherFocal, contributor, 'P6.2', { choice: 'comply' })).status).toBe(403);
  });
});
