import { hash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../../../test/database/harness.ts';
import { decode, encode } from '../../crypto/bytes.ts';
import { mailboxOf } from '../../crypto/code.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../../fixtures.ts';
import type { SendReport } from '../intake.schema.ts';
import { FLOOD } from './flood.ts';
import { envelopeHash, solveWork } from './work.ts';

const NOW = Date.parse('2026-12-01T09:30:00Z');
const HOUR_MS = 3_600_000;
const LIMITS = { ...FLOOD };
let bed: TestBed;
let channel: OpenChannel;
let diskIsLow = false;

const send = (sent: unknown) => bed.call(null, 'POST', '/r/reports', sent);
const make = async (danger = false) => (await givenReport(channel.id, channel.listed, { ...channel.list, danger })).sent;
const count = async () => (await bed.deployer.query('select count(*)::int as n from reports.report')).rows[0].n;
const withWork = (report: SendReport, asked: { hour: number; challenge: string }) => ({
  ...report,
  work: { hour: asked.hour, answers: solveWork(decode(asked.challenge), envelopeHash(report)) },
});

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(NOW));
  Object.assign(bed.platform, { diskIsLow: () => diskIsLow });
  channel = await givenOpenChannel(bed, '2026-12-01');
});
afterEach(() => {
  Object.assign(FLOOD, LIMITS);
  diskIsLow = false;
  bed.setClock(() => new Date(NOW));
});
afterAll(() => bed.close());

describe('a flood of reports (5e)', () => {
  test('needs no work below the quota of the channel, which is a secret of the day and not twice as large', async () => {
    FLOOD.freeReports = 3;
    let free = 0;
    while (free < 6 && (await send(await make())).status === 200) free += 1;
    expect(free).toBeGreaterThanOrEqual(3);
    expect(free).toBeLessThan(6);
    // The next day has a quota of its own.
    bed.setClock(() => new Date(NOW + 24 * HOUR_MS));
    expect((await send(await make())).status).toBe(200);
  });

  test('is met by work for each report, counted once, and no record is left of it', async () => {
    FLOOD.freeReports = 0;
    const report = await make();
    const before = await count();
    const asked = await send(report);
    expect([asked.status, asked.body.code, await count()]).toEqual([429, 'reports/work-required', before]);
    const worked = withWork(report, asked.body);
    expect((await send(worked)).status).toBe(200);
    // Sent again with the work or without: one effect.
    for (const again of [worked, report]) expect((await send(again)).status).toBe(200);
    expect(await count()).toBe(before + 1);
    const { rows } = await bed.deployer.query('select detail from reports.recorded_action order by detail');
    expect(rows.every(({ detail }) => Object.keys(detail).toSorted().join() === 'command,report')).toBe(true);
  });

  test('takes the work of one report for no other, nor for a changed one', async () => {
    FLOOD.freeReports = 0;
    const [report, other] = [await make(), await make()];
    const { body: asked } = await send(report);
    const { work } = withWork(report, asked);
    const wrong = { ...work, answers: work.answers.with(3, work.answers[3]! + 1) };
    for (const sent of [
      { ...other, work },
      { ...report, danger: true, work },
      { ...report, work: wrong },
      { ...report, work: { ...work, hour: work.hour - 1 } },
    ])
      expect((await send(sent)).body.code).toBe('reports/work-required');
    expect((await send({ ...report, work: { ...work, answers: work.answers.slice(1) } })).status).toBe(422);
  });

  test('takes work under a challenge of the last 24 hours', async () => {
    FLOOD.freeReports = 0;
    const [first, second] = [await make(), await make()];
    const { body: asked } = await send(first);
    const [early, late] = [withWork(first, asked), withWork(second, asked)];
    bed.setClock(() => new Date(NOW + 24 * HOUR_MS));
    expect((await send(early)).status).toBe(200);
    bed.setClock(() => new Date(NOW + 25 * HOUR_MS));
    expect((await send(late)).body.code).toBe('reports/work-required');
    // No hour to come is accepted either.
    bed.setClock(() => new Date(NOW - HOUR_MS));
    expect((await send(late)).body.code).toBe('reports/work-required');
  });

  test('gives every caller the same challenge, by hour and channel', async () => {
    FLOOD.freeReports = 0;
    const [one, other] = [await send(await make()), await send(await make(true))];
    expect(one.body.challenge).toBe(other.body.challenge);
    bed.setClock(() => new Date(NOW + HOUR_MS));
    expect((await send(await make())).body.challenge).not.toBe(one.body.challenge);
    expect(hash('sha256', decode(one.body.challenge), 'buffer')).toHaveLength(32);
  });
});

describe('the room for reports (5e)', () => {
  test('is left to reports with danger once it is full for the others, whose senders learn when to come back', async () => {
    FLOOD.textBytes = 1;
    const refused = await send(await make());
    expect([refused.status, refused.body.code, refused.body.day]).toEqual([409, 'reports/no-room', undefined]);
    expect((await send(await make(true))).status).toBe(200);
    FLOOD.urgentBytes = 1;
    expect((await send(await make(true))).body.code).toBe('reports/no-room');
  });

  test('is left to reports with danger while the disk is low', async () => {
    diskIsLow = true;
    const refused = await send(await make());
    expect([refused.status, refused.body.code, refused.body.day]).toEqual([409, 'reports/no-room', undefined]);
    expect((await send(await make(true))).status).toBe(200);
  });

  test('that is kept for danger is not filled by messages of reporters, which need no work', async () => {
    const { sent, code } = await givenReport(channel.id, channel.listed, channel.list);
    await send(sent);
    // Any ciphertext of the size of a message.
    const message = { mailbox: encode(mailboxOf(code).id), place: 0, encrypted: sent.body };
    FLOOD.textBytes = 1;
    const refused = await bed.call(null, 'POST', '/r/messages', message);
    expect([refused.status, refused.body.code, refused.body.day]).toEqual([409, 'reports/no-room', undefined]);
    Object.assign(FLOOD, LIMITS);
    expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
    // One that is stored already is answered as before.
    FLOOD.textBytes = 1;
    expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
    expect((await bed.call(null, 'POST', '/r/messages', { ...message, place: 1 })).body.code).toBe('reports/no-room');
  });

  test('is free again once a flood was erased and vacuumed, though the files keep their size', async () => {
    const { deployer } = bed;
    const tables = ['report', 'wrap', 'message'].map((name) => `reports.${name}`);
    const off = tables.map((name) => `alter table ${name} set (autovacuum_enabled = off, toast.autovacuum_enabled = off)`);
    await deployer.query(off.join(';'));
    const vacuum = () => deployer.query(`vacuum ${tables.join()}`);
    const size = async () =>
      (await deployer.query(`select sum(pg_total_relation_size(t::regclass))::int as n from unnest($1::text[]) t`, [tables])).rows[0].n;
    const flush = () => deployer.query('select pg_stat_force_next_flush()');
    await vacuum();
    const { body, wraps, mailbox } = await make();
    const fill = async () => {
      await deployer.query(
        `with flood as (insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter)
            select gen_random_uuid(), $1, 1, '2026-11-01', decode($2, 'base64'), sha256(gen_random_uuid()::text::bytea), sha256('key'), decode($3, 'base64')
            from generate_series(1, 300) returning id)
          insert into reports.wrap (report_id, channel_id, reader_number, bytes, received_on)
            select id, $1, number, decode($4, 'base64'), '2026-11-01' from flood, unnest($5::int[]) number`,
        [channel.id, body, mailbox.letter, wraps[0]!.bytes, wraps.map(({ reader }) => reader)],
      );
      await flush();
    };
    const answer = async () => (await send(await make())).body.code;
    await fill();
    const full = await size();
    const part = (share: number) => Math.round(full * share);
    // What is stored is known within a tenth.
    FLOOD.textBytes = part(0.9);
    expect(await answer()).toBe('reports/no-room');
    FLOOD.textBytes = part(1.1);
    expect(await answer()).toBeUndefined();
    FLOOD.textBytes = part(0.9);
    await deployer.query(`delete from reports.report where received_on = '2026-11-01'`);
    await flush();
    expect(await answer()).toBe('reports/no-room');
    await vacuum();
    expect(await answer()).toBeUndefined();
    expect(await size()).toBeGreaterThan(FLOOD.textBytes);
    FLOOD.textBytes = part(0.1);
    expect(await answer()).toBeUndefined();
    // The next flood uses the same space, and ends where the first did.
    await fill();
    FLOOD.textBytes = part(0.9);
    expect(await answer()).toBe('reports/no-room');
    // After a crash of the server its statistics are empty: the catalogue remembers. Only a superuser may empty them, which the deployer of an external server is not.
    await vacuum();
    const { rows } = await deployer.query(`select has_function_privilege(session_user, 'pg_stat_reset()', 'execute') as may`);
    if (rows[0].may) await deployer.query('reset role; select pg_stat_reset(); set role manumit_schema');
    expect(await answer()).toBe('reports/no-room');
    FLOOD.textBytes = part(1.1);
    expect(await answer()).toBeUndefined();
  });

  test('answers a report that is stored already as before', async () => {
    const report = await make();
    expect((await send(report)).status).toBe(200);
    FLOOD.textBytes = 1;
    FLOOD.freeReports = 0;
    expect((await send(report)).status).toBe(200);
  });
});
