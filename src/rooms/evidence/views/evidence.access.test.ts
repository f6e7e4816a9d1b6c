import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem } from '../fixtures.ts';

let bed: TestBed;
let nation: string;
let otherNation: string;
let draft: { id: string; version: number };
let submitted: { id: string; version: number };
let documentId: string;
const people = {} as {
  focal: TestPerson;
  lead: TestPerson;
  trainer: TestPerson;
  legal: TestPerson;
  contracts: TestPerson;
  office: TestPerson;
  judge: TestPerson;
  otherFocal: TestPerson;
  otherReviewer: TestPerson;
  partyAdmin: TestPerson;
  platformAdmin: TestPerson;
  inspector: TestPerson;
  nobody: TestPerson;
};

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  otherNation = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  people.focal = await bed.signIn.focalPoint(nation);
  people.lead = await bed.signIn.commander(nation);
  people.trainer = await bed.signIn.trainingOfficer(nation);
  people.legal = await bed.signIn.legalAdviser(nation);
  people.contracts = await bed.signIn.contractingOfficer(nation);
  people.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  people.judge = await bed.signIn.reviewer(nation);
  people.otherFocal = await bed.signIn.focalPoint(otherNation);
  people.otherReviewer = await bed.signIn.reviewer(otherNation);
  people.partyAdmin = await bed.signIn.partyAdmin(nation);
  people.platformAdmin = await bed.signIn.platformAdmin();
  people.inspector = await bed.signIn.auditor();
  people.nobody = await bed.givenPerson('Nobody');
  const enter = (content: object) => bed.call(people.focal, 'POST', `/desk/api/parties/${nation}/evidence`, content);
  const file = await bed.call(people.focal, 'POST', `/desk/api/parties/${nation}/documents?name=canary.txt`, Buffer.from('canary file'), {
    'content-type': 'application/octet-stream',
  });
  documentId = file.body.id;
  draft = (await enter(anItem({ title: 'canary draft', documentId }))).body;
  submitted = (await enter(anItem({ title: 'canary submitted' }))).body;
  submitted = (await bed.call(people.focal, 'POST', `/desk/api/evidence/${submitted.id}/submit`, {}, { 'if-match': '"1"' })).body;
});
afterAll(() => bed.close());

const STRANGERS = ['otherFocal', 'otherReviewer', 'partyAdmin', 'platformAdmin', 'inspector', 'nobody'] as const;

describe('reading', () => {
  it.each([
    ['draft', ['focal', 'lead', 'trainer', 'legal', 'contracts']],
    ['submitted', ['focal', 'lead', 'trainer', 'legal', 'contracts', 'office', 'judge']],
  ] as const)('a %s item is shown to its readers, and looks missing to everybody else', async (which, readers) => {
    const { id } = which === 'draft' ? draft : submitted;
    for (const [name, person] of Object.entries(people)) {
      const seen = await bed.call(person, 'GET', `/desk/api/evidence/${id}`);
      if (readers.some((one) => one === name)) expect(seen.status, name).toBe(200);
      else expect([seen.status, seen.text], name).toEqual(Object.values(await missing(person, `/desk/api/evidence/${newId()}`)));
    }
    expect((await bed.call(null, 'GET', `/desk/api/evidence/${id}`)).status).toBe(401);
  });

  it('a file cited only in a draft is shown to its party alone', async () => {
    for (const [name, person] of Object.entries(people)) {
      const seen = await bed.call(person, 'GET', `/desk/api/documents/${documentId}`);
      const own = ['focal', 'lead', 'trainer', 'legal', 'contracts'].includes(name);
      expect(seen.status, name).toBe(own ? 200 : 404);
    }
  });

  it('no stranger finds the canary in any list', async () => {
    for (const name of STRANGERS)
      for (const url of [
        `parties/${nation}/evidence`,
        `parties/${nation}/evidence?state=draft`,
        `parties/${nation}/dossier`,
        `parties/${nation}/obligations/P1.1`,
        'matrix',
      ]) {
        const { text, status } = await bed.call(people[name], 'GET', `/desk/api/${url}`);
        expect(text, `${name} ${url}`).not.toMatch(/canary|Alland/);
        expect([200, 403], `${name} ${url}`).toContain(status);
        if (url !== 'matrix') expect(status, `${name} ${url}`).toBe(403);
      }
  });
});

describe('writing', () => {
  const steps: [string, 'POST' | 'PUT', (id: string) => string, object][] = [
    ['change-draft', 'PUT', (id) => `/desk/api/evidence/${id}`, anItem()],
    ['submit-evidence', 'POST', (id) => `/desk/api/evidence/${id}/submit`, {}],
    ['correct-evidence', 'POST', (id) => `/desk/api/evidence/${id}/correct`, anItem()],
    ['confirm-still-true', 'POST', (id) => `/desk/api/evidence/${id}/confirm`, {}],
    ['withdraw-evidence', 'POST', (id) => `/desk/api/evidence/${id}/withdraw`, { reason: 'x' }],
    ['request-purge', 'POST', (id) => `/desk/api/evidence/${id}/request-purge`, { reason: 'x' }],
    ['approve-purge', 'POST', (id) => `/desk/api/evidence/${id}/approve-purge`, {}],
    ['refuse-purge', 'POST', (id) => `/desk/api/evidence/${id}/refuse-purge`, { reason: 'x' }],
    ['withdraw-purge-request', 'POST', (id) => `/desk/api/evidence/${id}/withdraw-purge-request`, {}],
  ];

  it.each(steps)(
    '%s: strangers and signed-out people change nothing and cannot see whether the item exists',
    async (_, method, url, body) => {
      const before = await bed.deployer.query('select id, state, version from evidence.item order by id');
      for (const item of [draft, submitted]) {
        const headers = { 'if-match': `"${item.version}"` };
        expect((await bed.call(null, method, url(item.id), body, headers)).status).toBe(401);
        for (const name of [...STRANGERS, 'judge' as const]) {
          const tried = await bed.call(people[name], method, url(item.id), body, headers);
          expect([403, 404], name).toContain(tried.status);
          if (name === 'judge') continue;
          const none = await bed.call(people[name], method, url(newId()), body, headers);
          expect([tried.status, tried.text], name).toEqual([none.status, none.text]);
        }
      }
      expect((await bed.deployer.query('select id, state, version from evidence.item order by id')).rows).toEqual(before.rows);
    },
  );

  it('only the party and headquarters enter evidence for a party', async () => {
    for (const name of [...STRANGERS, 'judge' as const]) {
      expect((await bed.call(people[name], 'POST', `/desk/api/parties/${nation}/evidence`, anItem())).status, name).toBe(403);
    }
    expect((await bed.call(people.office, 'POST', `/desk/api/parties/${nation}/evidence`, anItem())).status).toBe(200);
    expect((await bed.call(null, 'POST', `/desk/api/parties/${nation}/evidence`, anItem())).status).toBe(401);
  });

  it('an item cannot cite another party’s file', async () => {
    const { body } = await bed.call(people.otherFocal, 'POST', `/desk/api/parties/${otherNation}/evidence`, anItem({ documentId }));
    expect(body).toMatchObject({ status: 422, code: 'evidence/unknown-document' });
  });
});

describe('arbitrary SQL', () => {
  /** Runs SQL as the application role with a person's claims, as an injected statement would. */
  async function as(who: TestPerson | null, text: string, values: unknown[] = []) {
    await bed.deployer.query('begin; set local role manumit_app');
    try {
      if (who) await bed.deployer.query('select identity.open($1)', [who.token]);
      return (await bed.deployer.query(text, values)).rows;
    } finally {
      await bed.deployer.query('rollback');
    }
  }
  const TABLES = ['item', 'item_obligation', 'summary', 'total', 'monthly_total', 'document', 'document_chunk'];

  it('shows strangers and signed-out readers no row of another nation in any table', async () => {
    for (const table of TABLES) {
      expect((await as(people.focal, `select * from evidence.${table}`)).length, table).toBeGreaterThan(0);
      for (const name of STRANGERS) expect(await as(people[name], `select * from evidence.${table}`), `${name} ${table}`).toEqual([]);
      expect(await as(null, `select * from evidence.${table}`), table).toEqual([]);
    }
  });

  it.each([
    ['write a summary', `insert into evidence.summary (edition_id) select edition_id from evidence.summary limit 1`],
    ['change a summary', `update evidence.summary set says = 'met'`],
    ['delete an item', 'delete from evidence.item'],
    ['take an obligation off what was submitted', 'delete from evidence.item_obligation where submitted_at is not null returning 1'],
    ['purge by hand', `update evidence.item set state = 'purged'`],
    ['release by hand', 'update evidence.item set released_at = now()'],
    ['release without the policy office', 'select evidence.release(array(select id from evidence.item), now())'],
    [
      'sign for another',
      `update evidence.item set state = 'submitted', submitted_at = now(), counts_on = '2026-01-01', signed_by = '${newId()}' where state = 'draft'`,
    ],
    ['count by hand', `select evidence.tally(o, 1) from evidence.item_obligation o`],
    [
      'add an obligation to what was submitted',
      `insert into evidence.item_obligation (item_id, obligation_id) select id, 'P1.3' from evidence.item where state = 'submitted' limit 1`,
    ],
    [
      'add bytes to a file',
      `insert into evidence.document_chunk (document_id, seq, bytes) select id, 9, 'x' from evidence.document limit 1`,
    ],
  ])('does not let even a focal point %s', async (_, text) => {
    const outcome = await as(people.focal, text).catch((error: { code: string }) => error.code);
    // Row-level security makes a delete match no row; all other statements are refused.
    expect(outcome).toEqual(text.startsWith('delete from evidence.item_obligation') ? [] : '42501');
  });
});

async function missing(person: TestPerson, url: string) {
  const { status, text } = await bed.call(person, 'GET', url);
  return { status, text };
}
