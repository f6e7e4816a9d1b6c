import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '#platform/ledger/leaf.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import type { Platform } from '#platform/platform.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { verifyPublished } from '#test/log/verify-published.ts';
import { givenOpenChannel, type OpenChannel } from '../channels/opening/fixtures.ts';
import { encode } from '../crypto/bytes.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { daysAfter, givenReport } from '../fixtures.ts';
import { closeReportDays, rootOfDay } from './close-days.ts';

const FIRST = '2026-12-01';
const PUBLICATION = { hour: 3, step: 256 };
let bed: TestBed;
let channel: OpenChannel;
let quiet: OpenChannel;

const at = (moment: string) => bed.setClock(() => new Date(moment));
const publish = (platform: Platform = bed.platform) => publishIfDue(platform, PUBLICATION, closeReportDays);
const report = async () => {
  const { sent } = await givenReport(
    channel.id,
    channel.readers.map(({ listed }) => listed),
    { manifest: 1, channelKey: verifyKeyOf(channel.channelKey) },
  );
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
};
const leaves = async (of = channel.id) =>
  (
    await bed.deployer.query(
      `select to_char(l.day, 'YYYY-MM-DD') as day, l.manifest_number as manifest, encode(l.root, 'base64') as root, o.detail, e.leaf_hash, k.index::int
        from reports.daily_leaf l join ledger.entry e on e.id = l.entry_id join ledger.opening o on o.entry_id = e.id
        join ledger.link k on k.entry_id = e.id where l.channel_id = $1 order by l.day`,
      [of],
    )
  ).rows;
const acts = async (day: string) =>
  (
    await bed.deployer.query<{ hash: Buffer; salt: Buffer; detail: unknown }>(
      'select hash, salt, detail from reports.recorded_action where channel_id = $1 and day = $2',
      [channel.id, day],
    )
  ).rows;

/** The platform, whose connection to the database is gone at the nth statement of a job. */
function killedAt(statement: number): { platform: Platform; reached: () => boolean } {
  let seen = 0;
  const connect = async () => {
    const client = await bed.platform.pool.connect();
    const [query, release] = [client.query, client.release];
    const killing = (...all: unknown[]) => {
      if (typeof all[0] !== 'string' || seen++ !== statement) return Reflect.apply(query, client, all);
      // As where the program is killed: the server finds the connection closed.
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      return Promise.reject(Object.assign(new Error('killed'), { code: '57P01' }));
    };
    const restore = (broken?: boolean) => {
      Object.assign(client, { query, release });
      client.release(broken);
    };
    return Object.assign(client, { query: killing, release: restore });
  };
  const { pool: own } = bed.platform;
  const pool = Object.assign(Object.create(own), { connect, query: own.query.bind(own) });
  return { platform: { ...bed.platform, pool }, reached: () => seen > statement };
}

beforeAll(async () => {
  bed = await openTestBed();
  at(`${FIRST}T09:00:00Z`);
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  channel = await givenOpenChannel(bed, nation, 'camp-help', FIRST);
  quiet = await givenOpenChannel(bed, nation, 'quiet-place', FIRST);
});
afterAll(() => bed.close());

describe('close-days', () => {
  test('makes one leaf for a day and a channel, the last leaves of a publication, wherever the database is lost (5e)', async () => {
    await report();
    await report();
    at('2026-12-01T23:59:00Z');
    expect(await publish()).not.toBeNull();
    expect(await leaves()).toEqual([]);
    at('2026-12-02T03:00:00Z');
    let kills = 0;
    for (; ; kills += 1) {
      const { platform, reached } = killedAt(kills);
      const published = await publish(platform).catch(() => null);
      if (!reached()) {
        expect(published).not.toBeNull();
        break;
      }
      expect(await leaves(), `statement ${kills}`).toEqual([]);
    }
    expect(kills).toBeGreaterThan(8);
    expect(await Promise.all([publish(), publish()])).toEqual([null, null]);
    const [leaf, ...more] = await leaves();
    expect([leaf.day, leaf.manifest, more.length]).toEqual([FIRST, 1, 0]);
    const { rows } = await bed.deployer.query('select max(size)::int as size from ledger.checkpoint where day is not null');
    expect([leaf.index, (await leaves(quiet.id))[0].index].sort()).toEqual([rows[0].size - 2, rows[0].size - 1]);
  });

  test('names the list, the channel key and the root over the acts of the day, and no count', async () => {
    const [{ detail, root }] = await leaves();
    expect(Object.keys(detail).sort()).toEqual(['day', 'key', 'manifest', 'root']);
    expect(detail).toMatchObject({ day: FIRST, key: encode(verifyKeyOf(channel.channelKey)), root });
    const rows = await acts(FIRST);
    // Two reports, and the act of the leaf itself.
    expect(rows).toHaveLength(3);
    // In any order, so that it reveals none.
    for (const hashes of [rows, rows.toReversed()]) expect(encode(rootOfDay(hashes.map(({ hash }) => hash)))).toBe(root);
    for (const { hash, salt, detail: done } of rows) expect(commit(done, salt).commitment.equals(hash)).toBe(true);
  });

  test('makes a leaf for a day without any act, whose root nobody can recognise', async () => {
    const [silent] = await leaves(quiet.id);
    expect(Object.keys(silent.detail).sort()).toEqual(['day', 'key', 'manifest', 'root']);
    expect(silent.root).not.toBe(encode(rootOfDay([])));
    expect(silent.root).not.toBe((await leaves())[0].root);
  });

  test('makes the leaf of each day on which the program was off, each with the list of its day', async () => {
    at('2026-12-03T10:00:00Z');
    await channel.publish(2, '2026-12-03');
    at('2026-12-06T07:00:00Z');
    expect(await publish()).not.toBeNull();
    expect((await leaves()).map(({ day, manifest }) => [day, manifest])).toEqual([
      [FIRST, 1],
      ['2026-12-02', 1],
      ['2026-12-03', 2],
      ['2026-12-04', 2],
      ['2026-12-05', 2],
    ]);
    expect((await leaves(quiet.id)).map(({ day }) => day)).toEqual((await leaves()).map(({ day }) => day));
  });

  test('names no list that is out of date, and none of a channel that was closed', async () => {
    at('2026-12-07T09:00:00Z');
    expect((await bed.call(quiet.commander, 'POST', `/desk/api/channels/${quiet.id}/close`, {}, { 'if-match': '"2"' })).status).toBe(200);
    at(`${daysAfter('2026-12-03', 62)}T09:00:00Z`);
    await publish();
    expect((await leaves(quiet.id)).filter(({ manifest }) => manifest !== null).at(-1).day).toBe('2026-12-06');
    expect((await leaves()).filter(({ manifest }) => manifest !== null).at(-1).day).toBe(daysAfter('2026-12-03', 60));
    expect((await leaves()).at(-1)).toMatchObject({ manifest: null, detail: { manifest: null } });
    // With the last leaf that named a list, answers can still be read.
    const proven = async (of: OpenChannel) => (await bed.call(null, 'GET', `/r/${of.slug}/proof`)).body.detail.day;
    expect([await proven(quiet), await proven(channel)]).toEqual(['2026-12-06', daysAfter('2026-12-03', 60)]);
  });

  test('records an act that comes after the leaf of its day under the next day without one', async () => {
    at('2026-12-05T23:59:59Z');
    const last = (await leaves()).at(-1).day;
    await report();
    expect((await bed.deployer.query('select max(day)::text as day from reports.recorded_action')).rows).toEqual([
      { day: daysAfter(last, 1) },
    ]);
    for (const { day, root } of await leaves()) expect(encode(rootOfDay((await acts(day)).map(({ hash }) => hash))), day).toBe(root);
  });

  test('leaves a log that holds for an inspector, who finds a leaf whose content was changed (5g)', async () => {
    const { holds, entries } = await verifyPublished(bed);
    expect([holds, entries!.openings]).toEqual([true, entries!.entries]);
    const { detail, index } = (await leaves())[1];
    const change = (content: object) =>
      bed.deployer.query(`update ledger.opening set detail = $1 from ledger.link k where k.entry_id = opening.entry_id and k.index = $2`, [
        content,
        index,
      ]);
    await change({ ...detail, manifest: 7 });
    expect((await verifyPublished(bed)).fault).toMatchObject({ kind: 'opening', index });
    await change(detail);
    expect((await verifyPublished(bed)).holds).toBe(true);
  });

  test('is done by the program alone', async () => {
    const { pool } = bed.platform;
    for (const call of [
      `select * from reports.days_to_close('2030-01-01')`,
      `select reports.close_day(gen_random_uuid(), '2030-01-01', null, 0, 'r', gen_random_uuid(), 'h', 's', '{}')`,
      `select ledger.begin_publication('2030-01-01')`,
      `select ledger.append_at_end(gen_random_uuid(), now(), 1::smallint, 'c', '{}', gen_random_uuid(), 'k', gen_random_uuid(), 'c', 'l', 's', '{}')`,
    ])
      await expect(pool.query(call), call).rejects.toThrow('only the program itself');
  });
});
