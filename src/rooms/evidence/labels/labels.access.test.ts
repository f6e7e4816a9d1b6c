import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareHighestLabel } from '#app/launcher/declare-highest-label.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast } from '../fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenCast>>;
let desk: ReturnType<typeof deskOf>;
let second: TestPerson;
let lone: TestPerson;
const CANARY = 'canary under a label';
const label = (level: string, releasableTo: string[] | null = null) => ({ level, releasableTo });
const cleared = (who: TestPerson, level: string) =>
  bed.deployer.query('update identity.role_grant set label = $2 where person_id = $1', [who.personId, level]);
const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
/** Runs an SQL statement of the test with a person's claims. */
const sql = async (who: TestPerson, text: string, values: unknown[]) => {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    return await client.query(text, values);
  } finally {
    await client.query('rollback');
    client.release();
  }
};

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  desk = deskOf(bed, cast.nation);
  second = await bed.signIn.commander(cast.nation);
  lone = await bed.signIn.focalPoint(cast.nation);
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  for (const who of [cast.focal, second, cast.office]) await cleared(who, 'confidential');
});
afterAll(() => bed.close());

async function submitted(level: string, releasableTo: string[] | null = null, more: object = {}) {
  const item = await desk.entered(cast.focal, { ...anItem({ title: CANARY, ...more }), label: label(level, releasableTo) });
  return (await desk.takeStep(cast.focal, item, 'submit')).body as { id: string; version: number };
}

describe('above the highest label of the installation', () => {
  test('an item is refused in both languages with where to take it, and is not stored', async () => {
    const content = { ...anItem(), label: label('secret') };
    for (const [language, words] of [
      ['en', /security officer/],
      ['fr', /responsable de la sécurité/],
    ] as const) {
      const answer = await bed.call(cast.focal, 'POST', `/desk/api/parties/${cast.nation}/evidence`, content, {
        'accept-language': language,
      });
      expect(code(answer)).toEqual([422, 'platform/label-too-high']);
      expect(answer.body.title).toMatch(words);
    }
    expect((await bed.deployer.query('select 1 from evidence.item where label_level = 3')).rowCount).toBe(0);
  });

  test('arbitrary SQL stores no file and no answer', async () => {
    await expect(
      sql(
        cast.focal,
        `insert into commitments.answer (id, edition_id, party_id, obligation_id, choice, answered_at, label_level) values (gen_random_uuid(), 'nato-thb-2004', $1, 'P1.1', 'comply', now(), 3)`,
        [cast.nation],
      ),
    ).rejects.toThrow(/label-too-high/);
    await expect(
      sql(
        cast.focal,
        `insert into evidence.document (id, party_id, name, media_type, bytes, sha256, uploaded_at, label_level) values (gen_random_uuid(), $1, 'n.txt', 'text/plain', 1, '\\x00', now(), 3)`,
        [cast.nation],
      ),
    ).rejects.toThrow(/label-too-high/);
  });

  test('existing records keep the installation from starting', async () => {
    await submitted('confidential');
    await expect(declareHighestLabel(bed.deployer, 'restricted')).rejects.toThrow(/holds records labelled confidential/);
    await declareHighestLabel(bed.deployer, 'confidential');
    await bed.deployer.query('set role manumit_schema');
  });
});

test('the drawer names readers only where no label limits them, also after a release to everybody', async () => {
  const item = await submitted('unclassified', null, { obligationIds: ['P1.2'] });
  await bed.deployer.query('update evidence.item set released_at = now() where id = $1', [item.id]);
  const visibleTo = async () => {
    const { body } = await bed.call(cast.focal, 'GET', `/desk/api/parties/${cast.nation}/obligations/P1.2`);
    return body.visibleTo;
  };
  const narrow = async (version: number, to: object) => {
    const address = `/desk/api/evidence/${item.id}/label`;
    return (await bed.call(cast.focal, 'PUT', address, { label: to }, { 'if-match': `"${version}"` })).body.version;
  };
  expect(await visibleTo()).toEqual(['party', 'policy-office', 'reviewers', 'everybody']);
  const version = await narrow(item.version, label('unclassified', [cast.nation]));
  expect(await visibleTo()).toEqual(['labels']);
  await narrow(version, label('confidential', [cast.nation]));
  expect(await visibleTo()).toEqual(['labels']);
  await bed.deployer.query(`update evidence.item set state = 'withdrawn' where id = $1`, [item.id]);
});

describe('for a reader without clearance', () => {
  test('a labelled item looks missing to every command, and is in no list, count, status or CSV', async () => {
    const obligation = 'P3.2';
    const item = await submitted('confidential', null, { obligationIds: [obligation], kind: 'EV-MEAS' });
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const strip = (answer: { text: string; status: number }) =>
      `${answer.status} ${answer.text}`.replaceAll(nowhere, 'ID').replaceAll(item.id, 'ID');
    for (const who of [lone, cast.trainer, cast.reviewer]) {
      expect(strip(await desk.see(who, item.id))).toBe(strip(await desk.see(who, nowhere)));
      for (const verb of ['confirm', 'withdraw', 'request-purge', 'label-release'])
        expect(strip(await desk.takeStep(who, item, verb, { reason: 'r', releaseId: nowhere }))).toBe(
          strip(await desk.takeStep(who, { ...item, id: nowhere }, verb, { reason: 'r', releaseId: nowhere })),
        );
      const list = await bed.call(who, 'GET', `/desk/api/parties/${cast.nation}/evidence`);
      expect(list.text).not.toContain(CANARY);
      const answer = await bed.call(who, 'GET', `/desk/api/parties/${cast.nation}/obligations/${obligation}`);
      expect(answer.body).toMatchObject({ status: 'not-reported', evidence: [] });
      const dossier = await bed.call(who, 'GET', `/desk/api/parties/${cast.nation}/dossier`);
      expect(dossier.body.items).toBe(0);
      const matrix = await bed.call(who, 'GET', '/desk/api/matrix');
      expect(matrix.body.label).toEqual({ policy: 'NATO', level: 'unclassified', releasableTo: null });
      expect(matrix.text).not.toContain(item.id);
    }
    const seen = await bed.call(cast.focal, 'GET', `/desk/api/parties/${cast.nation}/obligations/${obligation}`);
    expect(seen.body.status).toBe('met');
    expect((await bed.call(cast.office, 'GET', '/desk/api/matrix')).body.label.level).toBe('confidential');
  });

  test('an item releasable to one party looks missing, even to cleared headquarters', async () => {
    const item = await submitted('unclassified', [cast.nation]);
    expect((await desk.see(cast.office, item.id)).status).toBe(404);
    expect((await desk.see(lone, item.id)).body.label.releasableTo).toEqual([cast.nation]);
  });
});

describe('write-down', () => {
  test('a label narrows at once, and no draft, correction, confirmation or arbitrary SQL lowers it', async () => {
    const item = await submitted('restricted');
    const narrow = await bed.call(
      cast.focal,
      'PUT',
      `/desk/api/evidence/${item.id}/label`,
      { label: label('confidential') },
      { 'if-match': `"${item.version}"` },
    );
    expect(narrow.status).toBe(200);
    const now = { id: item.id, version: narrow.body.version };
    const lowered = { ...anItem(), label: label('restricted') };
    expect(code(await desk.takeStep(cast.focal, now, 'correct', lowered))).toEqual([422, 'platform/write-down']);
    const draft = await desk.entered(cast.focal, { ...anItem(), label: label('restricted') });
    const change = await bed.call(cast.focal, 'PUT', `/desk/api/evidence/${draft.id}`, anItem(), { 'if-match': '"1"' });
    expect((await desk.see(cast.focal, draft.id)).body.label.level, 'an omitted label stays').toBe('restricted');
    const down = await bed.call(
      cast.focal,
      'PUT',
      `/desk/api/evidence/${draft.id}`,
      { ...anItem(), label: label('unclassified') },
      { 'if-match': `"${change.body.version}"` },
    );
    expect(code(down)).toEqual([422, 'platform/write-down']);
    for (const set of ['label_level = 0', 'label_level = 1'])
      await expect(sql(cast.focal, `update evidence.item set ${set} where id = $1`, [now.id])).rejects.toThrow(/write-down/);
    await expect(bed.deployer.query('update evidence.item set label_level = 0 where id = $1', [now.id])).rejects.toThrow(/write-down/);
    await expect(sql(cast.focal, 'update evidence.label_release set decided_by = $1', [cast.focal.personId])).rejects.toThrow(
      /permission denied/,
    );
    const confirmed = await desk.takeStep(cast.focal, now, 'confirm');
    expect((await desk.see(cast.focal, confirmed.body.id)).body.label.level).toBe('confidential');
  });

  test('a release needs a reason and a second person, and records both persons, the reason and both labels', async () => {
    const item = await submitted('confidential', [cast.nation]);
    const ask = (more: object) =>
      bed.call(
        cast.focal,
        'PUT',
        `/desk/api/evidence/${item.id}/label`,
        { label: label('unclassified'), ...more },
        { 'if-match': `"${item.version}"` },
      );
    expect(code(await ask({}))).toEqual([422, 'platform/write-down']);
    const { version } = (await ask({ reason: 'The order was published' })).body;
    const asked = (await desk.see(second, item.id)).body;
    expect([asked.label.level, asked.labelRequest.reason, asked.labelRequest.byMe]).toEqual([
      'confidential',
      'The order was published',
      false,
    ]);
    const askedItem = { id: item.id, version: asked.version };
    const releaseId = asked.labelRequest.id;
    expect(code(await desk.takeStep(cast.focal, askedItem, 'label-release', { releaseId }))).toEqual([403, 'platform/second-person']);
    expect((await desk.takeStep(lone, askedItem, 'label-release', { releaseId })).status).toBe(404);
    expect(version).toBe(asked.version);
    expect((await desk.takeStep(second, askedItem, 'label-release', { releaseId })).status).toBe(200);
    expect((await desk.see(lone, item.id)).body.label).toEqual({ policy: 'NATO', level: 'unclassified', releasableTo: null });
    const { rows } = await bed.deployer.query(
      'select from_level, to_level, reason, requested_by, decided_by from evidence.label_release where id = $1',
      [releaseId],
    );
    expect(rows).toEqual([
      { from_level: 2, to_level: 0, reason: 'The order was published', requested_by: cast.focal.personId, decided_by: second.personId },
    ]);
    const entries = await bed.deployer.query(
      `select command from ledger.entry where subject_id = $1 and command like '%label%' order by at`,
      [item.id],
    );
    expect(entries.rows.map((row) => row.command)).toEqual(['evidence/change-label', 'evidence/release-label']);
  });
});
