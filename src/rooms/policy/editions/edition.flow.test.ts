import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { loadPolicyDecisions, setPolicyClock, shippedEdition } from '../current.ts';
import { wholeOf } from '../files/edition-content.ts';
import { oscalCatalog } from '../oscal/oscal.ts';
import { UPLOAD_LIMITS } from './edition.schema.ts';
import { ADDED_OBLIGATION, aChangedEdition, archiveOf, renamed } from './fixtures.ts';

let bed: TestBed;
let office: TestPerson;
let auditor: TestPerson;
let focal: TestPerson;
let ally: string;

const ID = 'nato-thb-2026';
const FILE = { 'content-type': 'application/octet-stream' };
const CONSULTED = { body: 'Partners in council', on: '2026-11-20', outcome: 'Two partners asked for a contact point.' };

const setDay = (day: string) => {
  const clock = () => new Date(`${day}T09:00:00Z`);
  bed.setClock(clock);
  setPolicyClock(clock);
};

beforeAll(async () => {
  bed = await openTestBed();
  setDay('2026-11-29');
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  await bed.signIn.policyOffice(headquarters, 'Otto Office');
  auditor = await bed.signIn.auditor();
  focal = await bed.signIn.focalPoint(ally, 'Fay Focal');
});
afterAll(async () => {
  // Files of one worker share the process: they go on with the edition that ships.
  await loadPolicyDecisions({ query: async () => ({ rows: [] }) });
  setPolicyClock(systemClock);
  await bed.close();
});

const send = (url: string, bytes: Buffer, who = office, name = 'edition.zip') =>
  bed.call(who, 'POST', `/desk/api/policy/editions${url}?name=${name}`, bytes, FILE);
const preview = (bytes: Buffer, who = office) => send('/preview', bytes, who);
const decide = (importId: string, action: string, body: object, version = 1, who = office) =>
  bed.call(who, 'POST', `/desk/api/policy/editions/${importId}/${action}`, body, { 'if-match': `"${version}"` });
const inForce = (importId: string, more: object = {}, version = 1) =>
  decide(importId, 'put-in-force', { fromDay: '2026-12-01', consulted: CONSULTED, reason: 'The Council decided', ...more }, version);
const listed = async (who = office) => (await bed.call(who, 'GET', '/desk/api/policy/editions')).body;
const counted = async (from: string) => (await bed.deployer.query(`select count(*)::int as n from ${from}`)).rows[0].n;
describe('preview-edition', () => {
  test('shows what a changed edition adds, changes and removes, and stores nothing', async () => {
    const { status, body } = await preview(archiveOf(aChangedEdition()));
    expect([status, body.faults, body.edition.id]).toEqual([200, [], ID]);
    const { clauses, obligations, parameters } = body.edition.difference;
    expect([clauses.added, clauses.removed, obligations.removed]).toEqual([[], [], []]);
    expect(obligations.added.map(({ id }: { id: string }) => id)).toEqual([ADDED_OBLIGATION]);
    expect(obligations.changed).toMatchObject([{ id: 'P2.1', fields: ['statement'], carries: 'part' }]);
    expect(parameters.changed).toMatchObject([{ id: 'comment-time', was: 60, value: 30 }]);
    expect(await counted('policy.imported_edition')).toBe(0);
  });

  test('names each fault with file, line and what to do, in the language of the reader', async () => {
    const broken = archiveOf(aChangedEdition(), {
      'clauses.yaml': (text) => text.replace('strength: ', 'strength: mandatory # '),
      'obligations.yaml': (text) => text.replaceAll('P7.1', 'P7.7'),
    });
    const { body } = await preview(broken);
    expect(body.edition).toBeNull();
    expect(body.faults).toContainEqual({ file: 'clauses.yaml', line: 15, message: expect.stringContaining('must be one of: required') });
    const wrong = await preview(archiveOf({ ...aChangedEdition(shippedEdition().id), incomplete: true }));
    expect(wrong.body.faults.map(({ message }: { message: string }) => message)).toEqual([
      expect.stringContaining('already exists'),
      expect.stringContaining('cannot be current'),
    ]);
  });

  test('refuses an edition without what the program, its courses or a questionnaire needs', async () => {
    const edition = aChangedEdition();
    const less = {
      ...edition,
      obligations: edition.obligations.filter(({ id }) => id !== 'P5d.1' && id !== 'P7.1'),
      parameters: edition.parameters.map((one) => (one.id === 'comment-time' ? { ...one, unit: 'months' as const } : one)),
      questionnaires: [],
      elsewhere: [],
      crosswalk: [],
      joining: [],
    };
    const messages = (await preview(archiveOf(less))).body.faults.map(({ message }: { message: string }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringContaining('“P5d.1” is missing'),
        expect.stringContaining('has another unit'),
        expect.stringMatching(/problem with the questionnaire “return”/),
      ]),
    );
  });

  test.each([
    ['a text', () => Buffer.from('edition: 1'), 'policy/upload-unreadable'],
    ['a truncated archive', () => archiveOf(aChangedEdition()).subarray(0, 4000), 'policy/upload-unreadable'],
    ['a file over the limit', () => Buffer.alloc(UPLOAD_LIMITS.fileBytes + 1, 'P'), 'policy/upload-too-large'],
    [
      'an archive that unpacks to too much',
      () => Buffer.from(zipSync({ 'edition.yaml': new Uint8Array(UPLOAD_LIMITS.textBytes + 1) })),
      'policy/upload-too-large',
    ],
    ['a JSON that is no catalog', () => Buffer.from('{}'), 'policy/upload-unreadable'],
  ])('refuses %s', async (_what, bytes, code) => {
    expect((await preview(bytes())).body.code).toBe(code);
  });

  test('reads the files of the folder with the edition and names the others', async () => {
    const files = Object.fromEntries([['x/courses/a.yaml', strToU8('a: 1')]]);
    const { body } = await preview(Buffer.from(zipSync({ ...files, 'x/edition.yaml': strToU8('id: a') })));
    expect(body.ignored).toEqual(['courses/a.yaml']);
    expect(body.faults).toContainEqual(expect.objectContaining({ file: 'clauses.yaml', message: expect.stringContaining('missing') }));
  });

  test('reads an OSCAL catalog, and names what another tool changed in it', async () => {
    const catalog = oscalCatalog(aChangedEdition(), 'en', new Date());
    const { body } = await preview(Buffer.from(JSON.stringify(catalog)));
    expect([body.format, body.faults, body.edition.difference.obligations.added.length]).toEqual(['oscal', [], 1]);
    const changed = JSON.parse(JSON.stringify(catalog));
    changed.catalog.groups[0].title = 'Another title';
    expect((await preview(Buffer.from(JSON.stringify(changed)))).body).toMatchObject({
      code: 'policy/catalog-changed',
      title: expect.stringContaining('clause-1'),
    });
  });
});

describe('import-edition', () => {
  test('refuses people other than the policy office, and shows drafts to auditors alone', async () => {
    expect((await send('', archiveOf(aChangedEdition()), auditor)).status).toBe(403);
    expect((await send('', archiveOf(aChangedEdition()), focal)).status).toBe(403);
    expect((await bed.call(focal, 'GET', '/desk/api/policy/editions')).status).toBe(403);
    expect((await listed(auditor)).editions).toEqual([]);
  });

  test('stores nothing of an edition with a fault', async () => {
    expect((await send('', archiveOf(aChangedEdition(shippedEdition().id)))).body.code).toBe('policy/edition-faulty');
    expect(await counted('policy.imported_edition')).toBe(0);
  });

  test('accepts what the desk lets download, under another id, and gives the same edition', async () => {
    const { rawPayload, headers } = await bed.server.inject({
      url: '/desk/api/policy/editions/in-force.zip',
      cookies: { [SESSION_COOKIE]: auditor.token },
    });
    expect(headers['content-type']).toBe('application/zip');
    const { body } = await send('', renamed(rawPayload, 'nato-thb-copy'));
    const { rows } = await bed.deployer.query('select content from policy.imported_edition where id = $1', [body.importId]);
    const { mapping, ...content } = rows[0].content;
    const shipped = JSON.parse(JSON.stringify(wholeOf(shippedEdition())));
    expect({ ...content, id: shipped.id, current: true, mapping: null }).toEqual(shipped);
    expect(mapping.rows.map(({ carries }: { carries: string }) => carries)).toEqual(shipped.obligations.map(() => 'whole'));
    expect((await decide(body.importId, 'withdraw', { reason: 'A trial' })).body).toMatchObject({ state: 'withdrawn', version: 2 });
    expect((await listed(auditor)).editions).toMatchObject([
      { stage: 'withdrawn', withdrawn: { reason: 'A trial', by: 'Olga Office' }, actions: [] },
    ]);
  });
});

describe('put-edition-in-force', () => {
  test('refuses a day that has begun, a consultation in the future or unknown, and a missing reason', async () => {
    const { body } = await send('', archiveOf(aChangedEdition('nato-thb-refused')));
    const code = async (more: object) => (await inForce(body.importId, more)).body.code;
    expect(await code({ fromDay: '2026-11-29' })).toBe('policy/not-later');
    expect(await code({ consulted: { ...CONSULTED, on: '2026-12-01' } })).toBe('policy/consulted-in-future');
    expect(await code({ consulted: { consultationId: body.importId } })).toBe('policy/consultation-unfit');
    expect(await code({ consulted: null })).toBe('platform/invalid-input');
    expect(await code({ reason: ' ' })).toBe('platform/invalid-input');
    expect(
      (await decide(body.importId, 'put-in-force', { fromDay: '2026-12-01', consulted: CONSULTED, reason: 'r' }, 1, auditor)).status,
    ).toBe(403);
    expect((await decide(body.importId, 'withdraw', { reason: 'r' })).status).toBe(200);
  });

  test('copies an unlabelled consultation of the register whose result is known', async () => {
    const partner = await bed.givenParty({ kind: 'partner', code: 'QNGO', name: 'Shelters' });
    const recorded = await bed.call(office, 'POST', '/desk/api/consultations', {
      ...{ kind: 'partner', consultedId: partner, consultedName: null, statedOn: '2026-11-01', statement: 'Name a contact point.' },
    });
    const { body } = await send('', archiveOf(aChangedEdition('nato-thb-registered')));
    const consulted = { consultationId: recorded.body.id };
    expect((await inForce(body.importId, { consulted })).body.code).toBe('policy/consultation-unfit');
    await bed.call(
      office,
      'POST',
      `/desk/api/consultations/${recorded.body.id}/decision`,
      { changed: true, outcome: 'P3.9 was added.', on: '2026-11-10' },
      { 'if-match': '"1"' },
    );
    expect((await inForce(body.importId, { consulted })).status).toBe(200);
    const [edition] = (await listed()).editions;
    expect(edition.decision.consulted).toEqual({ body: 'Shelters', on: '2026-11-10', outcome: 'P3.9 was added.', isRegistered: true });
    expect(await counted(`policy.obligation where edition_id = 'nato-thb-registered'`)).toBe(62);
    expect((await decide(body.importId, 'withdraw', { reason: 'Postponed' }, 2)).status).toBe(200);
    expect(await counted(`policy.edition where id = 'nato-thb-registered'`)).toBe(0);
  });
});
