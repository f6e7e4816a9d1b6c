import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import { COMPLETION_COLUMNS } from './completions-file.ts';

let bed: TestBed;
let [nation, small, operation, rotation] = ['', '', '', ''];
let officer: TestPerson;
let leaves: TestPerson;
let comes: TestPerson;
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  small = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  const trains = (partyId: string) => ({ role: ROLE.trainingOfficer, partyId });
  officer = await bed.givenPerson('Tara Training', [trains(nation), trains(small)]);
  leaves = await bed.signIn.commander(nation, 'Lea Leaves');
  comes = await bed.signIn.commander(nation, 'Cora Comes');
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const unit = randomUUID();
  rotation = randomUUID();
  await bed.deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, '1 Company', now(), $3)`,
    [unit, nation, officer.personId],
  );
  await bed.deployer.query(
    `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, hand_over, recorded_at, recorded_by)
      values ($1, $2, $3, $4, 'Rotation 9', '2026-07-01', '2027-01-06', now(), $5)`,
    [rotation, unit, nation, operation, officer.personId],
  );
  const people = Array.from({ length: 20 }, (_, n) => `QA-${100 + n};1 Company;contingent;;QUAY;2026-07-01;`);
  await roster(nation, people);
  await roster(small, ['QB-101;;contingent;;QUAY;;', 'QB-102;;contingent;;QUAY;;', 'QB-103;;contingent;;QUAY;;']);
  // All but one, so that 95 % are ready. Their training ends in sixty days.
  await completions(people.slice(1).map((_, n) => `QA-${101 + n};G;1;2026-01-24;90;2026-01-24;`));
});
afterAll(() => bed.close());

async function roster(partyId: string, rows: string[]): Promise<void> {
  const table = [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
  const { against } = (await bed.call(officer, 'POST', '/desk/api/rosters/preview', { partyId, table })).body;
  await bed.call(officer, 'POST', '/desk/api/rosters', { partyId, table, batchId: randomUUID(), title: 'R', total: rows.length, against });
}
const completions = (rows: string[]) =>
  bed.call(officer, 'POST', '/desk/api/completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
const items = async (kind: string) =>
  (
    await bed.deployer.query(
      `select p.says, p.origin, p.state, p.title_en as title, p.source_en as source, array_agg(o.obligation_id order by 1) as obligations from evidence.item p join evidence.item_obligation o on o.item_id = p.id
        where p.kind = $1 group by p.id order by p.entered_at, p.id`,
      [kind],
    )
  ).rows;

describe('evidence that arises from training (1, 5d, A2)', () => {
  test('follows the shares of the edition for the counts of the board', async () => {
    const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/training-readiness`, {});
    expect(body).toMatchObject({ persons: 20, ready: 19 });
    const [trained] = await items('EV-TRN');
    expect(trained).toMatchObject({
      ...{ says: 'partly-met', origin: 'measured', state: 'submitted' },
      title: '19 of 20 trained as their role requires; no stated strength',
    });
    expect(trained.obligations).toEqual(['A1.4', 'A2.2c', 'P1.2', 'P5d.1']);
    expect(await items('EV-ACK')).toMatchObject([{ says: 'partly-met', origin: 'measured' }]);
  });

  test('from a total is declared, and signed by the commander only', async () => {
    const total = { module: 'G', persons: 400, trained: 360, asOf: '2026-11-01' };
    const sign = (who: TestPerson, body: object) => bed.call(who, 'POST', '/desk/api/training-totals', { partyId: nation, ...body });
    expect((await sign(officer, total)).status).toBe(403);
    expect((await sign(leaves, { ...total, trained: 401 })).status).toBe(422);
    expect((await sign(leaves, { ...total, asOf: '2026-11-27' })).body.code).toBe('training/day-to-come');
    expect((await sign(leaves, total)).status).toBe(200);
    expect((await items('EV-TRN')).at(-1)).toMatchObject({
      ...{ says: 'partly-met', origin: 'declared', title: '360 of 400 completed: General module' },
      obligations: ['A1.4', 'A2.2a', 'P1.2', 'P5d.1'],
    });
    await sign(leaves, { ...total, module: 'S3', persons: 2, trained: 2 });
    expect((await items('EV-TRN')).at(-1)).toMatchObject({ says: 'met', obligations: ['A2.2c'] });
  });

  test('from providers is declared by the training officer, covers A2.2d, and is complete if both kinds of training are offered', async () => {
    const school = { partyId: nation, name: 'School', level: 'national', checkedOn: '2026-11-01' };
    const enter = (body: object) => bed.call(officer, 'POST', '/desk/api/providers', { ...school, ...body });
    expect((await enter({ general: false, specific: false })).status).toBe(422);
    const first = await enter({ general: true, specific: false });
    await enter({ general: true, specific: true, replaces: first.body.id });
    const left = (await items('EV-PROV')).map(({ says, origin, state, obligations }) => [says, origin, state, ...obligations].join(' '));
    expect(left).toEqual(['partly-met declared submitted A2.2d', 'met declared submitted A2.2d']);
    const { body } = await bed.call(leaves, 'GET', `/desk/api/parties/${nation}/recognition`);
    expect(body.providers).toMatchObject([{ name: 'School', specific: true, own: true, old: false }]);
  });
});

describe('equivalent courses (A2.2d)', () => {
  test('leave only the missing lessons and the signature', async () => {
    const elements = ['A2.1', 'A2.2a', 'A2.2b', 'A2.3a', 'A2.3c'];
    const course = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/equivalents`, {
      ...{ title: 'Six hours', provider: 'A school', module: 'G', elements, why: 'Read lesson by lesson' },
    });
    expect(course.body.missing).toEqual(['G4', 'G7']);
    const recognised = await bed.call(officer, 'POST', `/desk/api/equivalents/${course.body.id}/takers`, {
      numbers: ['qa-100', 'QA-999'],
      completedOn: '2026-11-02',
    });
    expect(recognised.body).toEqual({ recorded: 1, unknown: ['QA-999'] });
    const needs = async () =>
      (await bed.call(officer, 'GET', `/desk/api/readiness/${nation}/people?number=QA-100`)).body.items[0].needs.map(
        ({ state, missing, covered }: Record<string, unknown>) => ({ state, missing, covered }),
      );
    expect(await needs()).toEqual([{ state: 'recognised', missing: ['G4', 'G7'], covered: false }]);
    await completions(['QA-100;G;1;2026-11-20;;2026-11-20;G4 G7']);
    expect(await needs()).toEqual([{ state: 'recognised', missing: [], covered: true }]);
  });

  test('are refused if they cover no whole lesson', async () => {
    const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/equivalents`, {
      ...{ title: 'A talk', provider: 'A school', module: 'G', elements: ['A2.4'], why: 'w' },
    });
    expect(body.code).toBe('training/carries-nothing');
  });

  test('are refused with elements that the appendix lacks, which are named, and nothing is stored', async () => {
    const recognised = async () => (await bed.deployer.query('select count(*)::int as n from training.equivalent')).rows[0].n;
    const before = await recognised();
    const { status, text } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/equivalents`, {
      ...{ title: 'A talk', provider: 'A school', module: 'G', why: 'w' },
      elements: ['A2.1', 'A2.9', 'A2.3c', 'P1.1', 'A2.9'],
    });
    expect([status, text.includes('These are not elements of Appendix 2: A2.9, P1.1.')]).toEqual([422, true]);
    expect(await recognised()).toBe(before);
  });
});

describe('a hand-over (A1.4)', () => {
  test('is signed by two commanders, the outgoing with reasons for people who are not ready', async () => {
    await bed.deployer.query(
      `update training.completion set revoked_at = now(), revoked_by = $1, revocation_reason = 'r' where trainee_id =
      (select id from training.trainee where service_number = 'QA-119')`,
      [officer.personId],
    );
    const fixed = await bed.call(officer, 'POST', `/desk/api/rotations/${rotation}/hand-over-board`, {});
    expect(fixed.body).toMatchObject({ persons: 20, ready: 19 });
    const sign = (who: TestPerson, side: string, reasons: string | null = null) =>
      bed.call(who, 'POST', `/desk/api/hand-over-boards/${fixed.body.id}/signatures`, { side, reasons });
    expect((await sign(leaves, 'outgoing')).body.code).toBe('training/reasons-needed');
    expect((await sign(officer, 'outgoing', 'r')).status).toBe(403);
    const print = (who: TestPerson, lang = 'en') =>
      bed.server.inject({
        method: 'GET',
        url: `/desk/api/hand-over-boards/${fixed.body.id}/page.pdf?lang=${lang}`,
        cookies: { [SESSION_COOKIE]: who.token },
      });
    // Before any signature there is space to sign by hand.
    const open = await readPdf((await print(leaves)).rawPayload);
    expect(open.pages).toHaveLength(1);
    for (const words of ['Hand-over of 1 Company, Rotation 9', 'Amber Quay', '19 of 20, 95 %', 'Date and signature', 'UNCLASSIFIED'])
      expect(open.pages[0]).toContain(squeeze(words));
    expect((await print(office)).statusCode).toBe(404);
    const before = (await items('EV-TRN')).length;
    // The longest list of missing modules, with reasons of 1,998 characters: two thousand are allowed.
    const reasons = `${'Course place on 30 Nov. WWWWW\n'.repeat(66)}${'m'.repeat(14)} END`;
    await bed.deployer.query(
      `update training.hand_over set in_time = 1, missing = (select jsonb_agg(jsonb_build_object('module', m.id, 'persons', 1)) from training.module m) where id = $1`,
      [fixed.body.id],
    );
    expect((await sign(leaves, 'outgoing', reasons)).body).toEqual({ complete: false });
    expect((await sign(leaves, 'incoming')).body.code).toBe('training/two-commanders');
    expect((await sign(comes, 'outgoing', 'r')).body.code).toBe('training/signed-already');
    expect((await sign(comes, 'incoming')).body).toEqual({ complete: true });
    expect(await items('EV-TRN')).toHaveLength(before + 1);
    for (const lang of ['en', 'fr']) {
      const signed = await readPdf((await print(comes, lang)).rawPayload);
      expect(signed.pages).toHaveLength(1);
      expect(signed.pages[0]).toContain(squeeze(`${'m'.repeat(14)} END`));
      expect(signed.pages[0]).toContain(
        squeeze(lang === 'en' ? 'Signed by Lea Leaves on 25 November 2026' : 'Signé par Cora Comes le 25 novembre 2026'),
      );
    }
    const { body } = await bed.call(leaves, 'GET', `/desk/api/readiness/${nation}/hand-overs`);
    expect(body.handOvers[0].page).toMatchObject({ ready: 19, checkedBy: 'Tara Training' });
    expect(body.handOvers[0].page.signatures.map(({ side, by }: Record<string, string>) => [side, by])).toEqual([
      ['outgoing', 'Lea Leaves'],
      ['incoming', 'Cora Comes'],
    ]);
  });

  test('counts a person within a period of grace as neither ready nor trained, as does the evidence', async () => {
    // Two of the nineteen who are ready are new at headquarters and have days left for a module. One of them has passed it already.
    const move = (category: string, arrives: string) =>
      bed.deployer.query(`update training.trainee set category = $1, arrives_on = $2 where service_number in ('QA-117', 'QA-118')`, [
        category,
        arrives,
      ]);
    await move('headquarters', '2026-11-20');
    await completions(['QA-117;S12;1;2026-11-24;90;2026-11-24;']);
    bed.setClock(() => new Date('2026-11-25T11:00:00Z'));
    const fixed = (await bed.call(officer, 'POST', `/desk/api/rotations/${rotation}/hand-over-board`, {})).body;
    const stated = (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/training-readiness`, {})).body;
    expect([fixed, stated]).toMatchObject([
      { persons: 19, ready: 18 },
      { persons: 19, ready: 18 },
    ]);
    const [line] = (await bed.call(leaves, 'GET', `/desk/api/readiness/${nation}/hand-overs`)).body.handOvers;
    expect(line.page).toMatchObject({ persons: 19, ready: 18, inTime: 1, missing: [{ module: 'G', persons: 1 }] });
    for (const [who, side] of [[leaves, 'outgoing'] as const, [comes, 'incoming'] as const])
      expect((await bed.call(who, 'POST', `/desk/api/hand-over-boards/${fixed.id}/signatures`, { side, reasons: 'r' })).status).toBe(200);
    // The rotation counts apart from its party, and informs.
    const trained = '18 of 19 trained as their role requires';
    const [whole, apart] = (await items('EV-TRN')).slice(-2);
    expect([whole.title, apart.title, apart.says]).toEqual([`${trained}; no stated strength`, `Rotation 9: ${trained}`, 'informs']);
    const page = await bed.server.inject({
      method: 'GET',
      url: `/desk/api/hand-over-boards/${fixed.id}/page.pdf?lang=en`,
      cookies: { [SESSION_COOKIE]: leaves.token },
    });
    const { pages } = await readPdf(page.rawPayload);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain(squeeze('1 more person is still within the grace period and counts as neither'));
    expect(pages[0]).toContain(squeeze('One person General module'));
    await move('contingent', '2026-07-01');
  });
});

describe('headquarters', () => {
  test('gets counts, and none that reveals fewer than five people', async () => {
    const { body } = await bed.call(office, 'GET', '/desk/api/training-counts');
    expect(body.parties.map(({ name, persons, ready }: Record<string, { en: string }>) => [name!.en, persons, ready])).toEqual([
      // Nineteen of twenty: the figure would reveal the one who is not ready.
      ['Alland', 20, null],
      ['Bemark', null, null],
    ]);
    expect((await bed.call(office, 'GET', `/desk/api/readiness/${nation}`)).status).toBe(403);
    expect((await bed.call(leaves, 'GET', '/desk/api/training-counts')).body.parties).toMatchObject([{ persons: 20, ready: 19 }]);
  });
});
