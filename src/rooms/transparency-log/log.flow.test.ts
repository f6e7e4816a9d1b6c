import { hash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '#kernel/merkle-proof.ts';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { hashLeaf } from '#platform/ledger/merkle/tree.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { verifyPublished } from '#test/log/verify-published.ts';
import { drawLeaves } from './audit-sample.rules.ts';
import { erasures, replayErasures } from './index.ts';

let bed: TestBed;
let party: string;
const people: Record<string, TestPerson> = {};

const get = (who: TestPerson | null, url: string) => bed.call(who, 'GET', url);
const post = (who: TestPerson, url: string, body: object = {}) => bed.call(who, 'POST', url, body);

async function publish(day: string): Promise<void> {
  await placeAll(bed.platform.pool, bed.deployer);
  bed.setClock(() => new Date(`${day}T03:00:00Z`));
  await publishIfDue(bed.platform, { hour: 3, step: 256 });
  bed.setClock(() => new Date());
}

const verify = () => verifyPublished(bed);

/** How each entry of the published log appears to a reader. */
async function contents(who: TestPerson) {
  return (await get(who, '/desk/api/log/sample?size=200')).body.items as {
    index: number;
    leaf: { id: string };
    opening: unknown;
    content: string;
    erasedAt: string | null;
  }[];
}

beforeAll(async () => {
  bed = await openTestBed();
  party = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  people.office = await bed.signIn.policyOffice();
  people.second = await bed.signIn.policyOffice();
  people.legal = await bed.signIn.legalAdviser(party);
  people.auditor = await bed.signIn.auditor();
  people.admin = await bed.signIn.platformAdmin();
  people.focal = await bed.signIn.focalPoint(party);
  for (let n = 0; n < 5; n += 1)
    await post(people.office!, '/desk/api/people', { name: `Person ${n}`, email: `${randomUUID()}@example.org`, language: 'en' });
});
afterAll(() => bed.close());

describe('the published files', () => {
  it('are missing before the first publication, and then verify with every entry', async () => {
    expect((await get(null, '/log/checkpoint')).status).toBe(404);
    expect((await get(null, '/log')).text).toContain('There is no checkpoint yet');
    await publish('2026-03-02');
    await publish('2026-03-03');
    expect(await verify()).toMatchObject({
      holds: true,
      size: 512,
      checkpoints: 3,
      entries: { entries: 5, openings: 5, erased: 0, padding: 507 },
    });
    // Not the size at which the key first signed: that would reveal how many commands there were.
    expect((await get(null, '/log/keys.txt')).text).toMatch(/ 256\n$/);
    expect((await get(null, '/log/checkpoints.txt')).text).toBe('2026-03-02 256\n2026-03-03 512\n');
    expect((await get(null, '/fr/log')).text).toContain('3 mars 2026');
    const tile = await bed.server.inject('/log/tile/0/001');
    expect([tile.rawPayload.length, tile.headers['content-type'], tile.headers['cache-control']]).toEqual([
      8192,
      'application/octet-stream',
      'public, max-age=31536000, immutable',
    ]);
    for (const path of ['tile/0/002', 'tile/0/000.p/5', 'tile/9/000', 'tile/0/..%2f..', 'checkpoints/2026-03-04', 'checkpoints/x'])
      expect((await get(null, `/log/${path}`)).status, path).toBe(404);
    expect((await get(null, '/log/verify.mjs')).text).toContain('export async function verifyLog');
  });

  it('show an entry altered in the database by its index', async () => {
    const { rows } = await bed.deployer.query(
      'select e.id, e.at, l.index::int as index from ledger.entry e join ledger.link l on l.entry_id = e.id where l.index = 3',
    );
    await bed.deployer.query(`update ledger.entry set at = at - interval '1 day' where id = $1`, [rows[0].id]);
    expect((await verify()).fault).toMatchObject({ kind: 'changed', index: 3 });
    await bed.deployer.query('update ledger.entry set at = $2 where id = $1', [rows[0].id, rows[0].at]);
    await bed.deployer.query(`update ledger.opening set detail = '{"language": "fr"}' where entry_id = $1`, [rows[0].id]);
    expect((await verify()).fault).toMatchObject({ kind: 'opening', index: 3 });
    await bed.deployer.query(`update ledger.opening set detail = '{"language": "en"}' where entry_id = $1`, [rows[0].id]);
    expect((await verify()).holds).toBe(true);
  });
});

describe('a desk browser', () => {
  it('gets the proof that the log continues its stored checkpoint', async () => {
    const first = (await get(people.focal!, '/desk/api/log/continues?size=0')).body;
    expect(first).toMatchObject({ checkpoint: { size: 512, day: '2026-03-03' }, proof: [], shorter: false });
    await publish('2026-03-04');
    const next = (await get(people.focal!, '/desk/api/log/continues?size=512')).body;
    const bytes = (base64: string) => Buffer.from(base64, 'base64');
    expect(await verifyConsistency(512, 768, bytes(first.checkpoint.root), bytes(next.checkpoint.root), next.proof.map(bytes))).toBe(true);
    expect((await get(people.focal!, '/desk/api/log/continues?size=1024')).body).toMatchObject({ shorter: true, proof: [] });
    expect((await get(null, '/desk/api/log/continues?size=0')).status).toBe(401);
  });
});

describe('the audit sample', () => {
  it('is drawn from the root, proven entry by entry, and shows content only to readers who may see it', async () => {
    await publish('2026-03-05');
    const { body } = await get(people.auditor!, '/desk/api/log/sample?size=4');
    const root = Buffer.from(body.checkpoint.root, 'base64');
    const draws = [...drawLeaves(root, body.checkpoint.size)].slice(0, body.items.at(-1).draw + 1);
    expect(body.items.map((item: { draw: number; index: number }) => draws[item.draw])).toEqual(
      body.items.map((item: { index: number }) => item.index),
    );
    expect(draws.filter((index) => !body.items.some((item: { index: number }) => item.index === index))).toEqual(body.padding);
    expect(body.items).toHaveLength(4);
    for (const { index, leaf, proof, opening, content, erasedAt } of body.items) {
      expect(
        await verifyInclusion(
          index,
          body.checkpoint.size,
          hashLeaf(canonicalBytes(leaf)),
          proof.map((one: string) => Buffer.from(one, 'base64')),
          root,
        ),
      ).toBe(true);
      expect([opening, content, erasedAt]).toEqual([null, 'closed', null]);
    }
    // The author of an entry sees what was done, and can prove it: the salt opens the commitment.
    const own = (await get(people.office!, '/desk/api/log/sample?size=200')).body.items.filter(
      (item: { opening: unknown }) => item.opening !== null,
    );
    expect(own.length).toBeGreaterThan(0);
    for (const { leaf, opening, content } of own) {
      expect([leaf.person, content]).toEqual([people.office!.personId, 'open']);
      const bytes = Buffer.concat([Buffer.from(opening.salt, 'hex'), canonicalBytes(opening.detail)]);
      expect(hash('sha256', bytes)).toBe(leaf.commitment);
    }
    for (const who of [people.focal!, people.admin!]) expect((await get(who, '/desk/api/log/sample')).status).toBe(403);
  });
});

describe('an erasure', () => {
  let entryId: string;
  const path = () => `/desk/api/log/entries/${entryId}`;

  it('needs two people, and does not count as tampering', async () => {
    entryId = (await bed.deployer.query('select entry_id from ledger.link where index = 2')).rows[0].entry_id;
    for (const who of [people.focal!, people.auditor!])
      expect((await post(who, `${path()}/erasure-request`, { reason: 'It names someone.' })).status).toBe(403);
    expect((await post(people.office!, `/desk/api/log/entries/${randomUUID()}/erasure-request`, { reason: 'None' })).status).toBe(404);
    expect((await post(people.second!, `${path()}/erasure`)).status).toBe(404); // Nobody has asked yet.
    expect((await post(people.office!, `${path()}/erasure-request`, { reason: 'It names someone.' })).status).toBe(200);
    expect((await post(people.second!, `${path()}/erasure-request`, { reason: 'Twice' })).body.code).toBe(
      'transparency-log/erasure-requested',
    );
    expect((await post(people.office!, `${path()}/erasure`)).body.code).toBe('transparency-log/second-person-needed');
    expect((await get(people.second!, '/desk/api/log/erasures')).body.items).toMatchObject([
      { entryId, state: 'requested', actions: [{ action: 'approve-erasure' }, { action: 'refuse-erasure' }], approvedAt: null },
    ]);
    expect((await get(people.office!, '/desk/api/log/erasures')).body.items).toMatchObject([
      { state: 'requested', actions: [{ action: 'withdraw-erasure-request' }] },
    ]);
    expect((await post(people.second!, `${path()}/erasure`)).status).toBe(200);
    expect((await post(people.second!, `${path()}/erasure`)).status).toBe(404);
    expect((await bed.deployer.query('select from ledger.opening where entry_id = $1', [entryId])).rowCount).toBe(0);
    await publish('2026-03-06');
    expect(await verify()).toMatchObject({ holds: true, entries: { erased: 1 } });
    const erased = (await contents(people.auditor!)).filter(({ content }) => content === 'erased');
    expect(erased.map(({ leaf, erasedAt }) => [leaf.id, typeof erasedAt])).toEqual([[entryId, 'string']]);
    // The reason says why content had to go, so no entry contains it.
    expect((await bed.deployer.query(`select from ledger.opening where detail::text like '%names someone%'`)).rowCount).toBe(0);
  });

  it('is not assumed for a missing opening, which is reported as a loss with its index', async () => {
    const { rows } = await bed.deployer.query(
      'delete from ledger.opening where entry_id = (select entry_id from ledger.link where index = 1) returning *',
    );
    expect((await verify()).fault).toMatchObject({ kind: 'opening-missing', index: 1 });
    // The author of the entry sees that it is erased; to everybody else it was closed before.
    expect((await contents(people.office!)).find(({ index }) => index === 1)).toMatchObject({ content: 'missing', opening: null });
    expect((await contents(people.auditor!)).find(({ index }) => index === 1)).toMatchObject({ content: 'closed', opening: null });
    const { entry_id: entry, salt, detail } = rows[0];
    await bed.deployer.query('insert into ledger.opening (entry_id, salt, detail) values ($1, $2, $3)', [entry, salt, detail]);
  });

  it('cannot be made with arbitrary SQL as the application role', async () => {
    const client = await bed.platform.pool.connect();
    try {
      for (const [who, statement] of [
        [
          'office',
          `insert into ledger.erasure (entry_id, reason, requested_by, requested_at) values (gen_random_uuid(), 'r', '${people.second!.personId}', now())`,
        ],
        ['office', `update ledger.erasure set approved_by = '${people.second!.personId}', approved_at = now()`],
        ['office', 'delete from ledger.opening'],
        ['admin', `select ledger.replay_erasure(gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), now())`],
      ] as const) {
        await client.query('begin');
        await client.query('select identity.open($1)', [people[who]!.token]);
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });

  it('is repeated after a restore from an older backup', async () => {
    const list = await erasures(bed.deployer);
    expect(list).toMatchObject([{ entryId, requestedBy: people.office!.personId, approvedBy: people.second!.personId }]);
    // Simulates a restored older backup: the opening is back; the erasure and its two entries are missing.
    await bed.deployer.query('delete from ledger.erasure');
    await bed.deployer.query(`insert into ledger.opening (entry_id, salt, detail) values ($1, '\\x00', '{}')`, [entryId]);
    const token = randomBytes(32).toString('base64url');
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
    const replay = () => replayErasures(bed.platform, token, bed.deployer, list);
    expect([await replay(), await replay()]).toEqual([1, 0]);
    const open = await bed.deployer.query('select from ledger.opening where entry_id = $1', [entryId]);
    expect([open.rowCount, await erasures(bed.deployer)]).toEqual([0, list]);
    const entered = `select subject_id from ledger.entry where command = 'transparency-log/replay-erasure'`;
    expect((await bed.deployer.query(entered)).rows).toEqual([{ subject_id: entryId }]);
  });
});
