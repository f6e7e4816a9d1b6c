import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { syncEdition } from './files/edition.store.ts';
import { loadPolicyDecisions } from './index.ts';
import { EditionData } from './policy.schema.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

const edition = () => EditionData.parse(bed.platform.services.catalogue.current);
const stored = async () => (await bed.deployer.query('select id, clause_id from policy.obligation order by id')).rows;

describe('syncEdition', () => {
  test('writes an edition once, applies changes, and keeps rows that others refer to', async () => {
    await syncEdition(bed.deployer, edition());
    expect(await stored()).toHaveLength(61);
    expect(await syncEdition(bed.deployer, edition())).toEqual({ changed: false });

    const [first, ...rest] = edition().obligations;
    const fewer = { ...edition(), obligations: [{ ...rest[0]!, clause: '2' }, ...rest.slice(1)] };
    await bed.deployer.query(
      `create table policy.pointer (edition_id text, id text, foreign key (edition_id, id) references policy.obligation)`,
    );
    await bed.deployer.query('insert into policy.pointer values ($1, $2)', [edition().id, first!.id]);
    await expect(syncEdition(bed.deployer, fewer)).rejects.toThrow(/pointer/);
    expect(await stored()).toContainEqual({ id: rest[0]!.id, clause_id: '1' });

    await bed.deployer.query('drop table policy.pointer');
    expect(await syncEdition(bed.deployer, fewer)).toEqual({ changed: true });
    expect(await stored()).toHaveLength(60);
    expect(await stored()).toContainEqual({ id: rest[0]!.id, clause_id: '2' });
    await syncEdition(bed.deployer, edition());
  });

  test('writes rows that the application role can read and not write', async () => {
    expect((await bed.platform.pool.query('select count(*)::int as n from policy.obligation')).rows).toEqual([{ n: 61 }]);
    await expect(bed.platform.pool.query(`insert into policy.edition values ('x', repeat('0', 64), now())`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(bed.platform.pool.query('delete from policy.obligation')).rejects.toThrow(/permission denied/);
  });
});

describe('GET /desk/api/policy', () => {
  test('returns the whole edition to any signed-in person, and nothing without a session', async () => {
    const reader = await bed.givenPerson('A reader');
    const answer = await bed.call(reader, 'GET', '/desk/api/policy');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(edition())));
    expect((await bed.call(null, 'GET', '/desk/api/policy')).status).toBe(401);
  });

  test('is sent compressed, and not again to a browser that has it, which a session is still needed for', async () => {
    const reader = await bed.givenPerson('A reader on a slow line');
    const ask = (who: typeof reader | null, headers: Record<string, string>) =>
      bed.server.inject({ url: '/desk/api/policy', headers, ...(who && { cookies: { [SESSION_COOKIE]: who.token } }) });
    const first = await ask(reader, { 'accept-encoding': 'gzip, br' });
    expect(first.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'private, no-cache', vary: 'accept-encoding' });
    expect(first.rawPayload.length).toBeLessThan(30_000);
    expect(JSON.parse(brotliDecompressSync(first.rawPayload).toString())).toEqual(JSON.parse(JSON.stringify(edition())));
    const known = { 'accept-encoding': 'gzip, br', 'if-none-match': String(first.headers.etag) };
    const again = await ask(reader, known);
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    const signedOut = await ask(null, known);
    expect([signedOut.statusCode, signedOut.headers['cache-control'], signedOut.headers.etag]).toEqual([401, 'no-store', undefined]);
  });

  test('is sent again from the day on which a decided value counts', async () => {
    const office = await bed.signIn.policyOffice();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const first = await bed.call(office, 'GET', '/desk/api/policy');
    const { id, value } = first.body.parameters.find((one: { value: unknown }) => typeof one.value === 'number');
    const decision = { value: value + 1, fromDay: inDays(10).toISOString().slice(0, 10), reason: 'The council decided.', seen: 0 };
    expect((await bed.call(office, 'POST', `/desk/api/policy/parameters/${id}/decisions`, decision)).status).toBe(200);
    await loadPolicyDecisions(bed.deployer);
    const ask = () => bed.call(office, 'GET', '/desk/api/policy', undefined, { 'if-none-match': String(first.headers.etag) });
    const valueIn = (body: typeof first.body) => body.parameters.find((one: { id: string }) => one.id === id).value;
    expect((await ask()).status).toBe(304);
    bed.setClock(() => inDays(11));
    const later = await ask();
    bed.setClock(systemClock);
    expect([later.status, valueIn(later.body)]).toEqual([200, value + 1]);
  });
});
