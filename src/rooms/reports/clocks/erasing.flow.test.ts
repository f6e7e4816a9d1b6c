import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDeletion } from '#rooms/retention/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { mailboxOf } from '../crypto/code.ts';
import { ENCRYPTED_TEXT_SIZES } from '../crypto/sizes.ts';
import { MAX_REPLAYED, replayErasedReports } from './erased-reports.ts';
import { givenOpenChannel, type OpenChannel } from './fixtures.ts';

const TODAY = '2026-12-01';
let bed: TestBed;
let channel: OpenChannel;
let office: TestPerson;

const on = (day: string) => bed.setClock(() => new Date(`${day}T02:00:00Z`));
const night = async (day: string) => {
  on(day);
  // Nights far apart delete old sessions too.
  const installation = randomUUID();
  const session = randomUUID();
  await bed.deployer.query('select identity.installation_session($1, $2)', [session, installation]);
  await bed.deployer.query(`update identity.session set ends_at = '2100-01-01' where id = $1`, [session]);
  return (await runDeletion(bed.platform, installation)).removed;
};
const count = async (table: string, report: string, column = 'report_id') =>
  (await bed.deployer.query(`select count(*)::int as n from reports.${table} where ${column} = $1`, [report])).rows[0].n as number;

/** A report with a thread, a note and a danger, closed on a day by the first reader; open where there is no day. */
async function given(closedOn: string | null, closedAs = 'handled', readers = [1, 2, 3, 4]): ReturnType<OpenChannel['report']> {
  on(TODAY);
  const report = await channel.report(readers, true);
  const { id } = report;
  await bed.deployer.query(`insert into reports.message values ($1, 'to-reporter', 0, '\\x00', $2)`, [id, TODAY]);
  await bed.deployer.query(`insert into reports.note (id, report_id, encrypted, written_on) values (gen_random_uuid(), $1, '\\x00', $2)`, [
    id,
    TODAY,
  ]);
  if (closedOn === null) return report;
  await bed.deployer.query(`update reports.report set state = 'closed', closed_as = $2 where id = $1`, [id, closedAs]);
  await bed.deployer.query(`insert into reports.report_change values ($1, 1, 'close', 'closed', 1, $2)`, [id, closedOn]);
  return report;
}

beforeAll(async () => {
  bed = await openTestBed();
  on(TODAY);
  channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: TODAY });
  office = await bed.signIn.policyOffice();
  // Nights far apart delete the sessions that have ended.
  await bed.deployer.query(`update identity.session set ends_at = '2100-01-01' where person_id = $1`, [channel.people[0]!.personId]);
});
afterAll(() => bed.close());

describe('a closed report (A1.5)', () => {
  it('is erased 30 days after it was closed as junk or as not readable, with all that belongs to it, and its mailbox with it', async () => {
    const { id, code } = await given(TODAY, 'junk');
    const unreadable = await given(TODAY, 'unreadable');
    expect(await night('2026-12-31')).toMatchObject({ 'report-junk': 0 });
    expect(await night('2027-01-01')).toMatchObject({ 'report-junk': 2, 'report-closed': 0 });
    for (const table of ['wrap', 'message', 'note', 'report_change', 'danger', 'danger_notice'])
      expect([table, await count(table, id)]).toEqual([table, 0]);
    expect([await count('report', id, 'id'), await count('report', unreadable.id, 'id')]).toEqual([0, 0]);
    const answer = await bed.call(null, 'POST', '/r/mailbox', { mailbox: encode(mailboxOf(code).id) });
    expect(answer.body.found).toBeNull();
  });

  it('is not stored again under its id, because a restore deletes what has it', async () => {
    const { sent } = await given(TODAY, 'junk');
    await night('2027-01-01');
    on(TODAY);
    const answer = await bed.call(null, 'POST', '/r/reports', sent);
    expect([answer.status, answer.body.code]).toEqual([409, 'reports/write-again']);
  });

  it('leaves the hashes of its acts, and neither what they were nor their salt', async () => {
    const { id } = await given(TODAY, 'junk');
    // What a hand-over of two reports records.
    await bed.deployer.query(`insert into reports.recorded_action values (sha256('\\x01'), $1, $2, '\\x${'00'.repeat(16)}', $3)`, [
      ...[channel.id, TODAY],
      { command: 'reports/hand-over', newcomer: 2, reports: [randomUUID(), id] },
    ]);
    const acts = async () => (await bed.deployer.query('select hash, salt, detail from reports.recorded_action order by hash')).rows;
    const before = await acts();
    const own = before.filter(({ detail }) => detail?.report === id).map(({ hash }) => hash.toString('hex'));
    expect(own).toHaveLength(1);
    await night('2027-01-01');
    const after = await acts();
    expect(after.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    expect(after.filter(({ hash }) => own.includes(hash.toString('hex')))).toMatchObject([{ salt: null, detail: null }]);
    expect(JSON.stringify(after)).not.toContain(id);
  });

  it.each(['everybody', 'a reader who holds it'])('stays while a hold on %s is open', async (whom) => {
    const held = await given(TODAY, 'junk', [1, 2]);
    const other = await given(TODAY, 'junk', [3, 4]);
    const personId = whom === 'everybody' ? null : channel.people[0]!.personId;
    const { body } = await bed.call(office, 'POST', '/desk/api/holds', { personId, reason: 'An inquiry is open' });
    await night('2027-01-05');
    expect(await count('report', held.id, 'id')).toBe(1);
    expect(await count('report', other.id, 'id')).toBe(whom === 'everybody' ? 1 : 0);
    await bed.call(office, 'POST', `/desk/api/holds/${body.holdId}/lift`, { reason: 'Closed' });
    await night('2027-01-05');
    expect([await count('report', held.id, 'id'), await count('report', other.id, 'id')]).toEqual([0, 0]);
  });

  it('is counted for nobody: those who see retention learn the period, and the ledger names no number', async () => {
    await given(TODAY, 'junk');
    on('2027-01-05');
    const uncounted = { due: null, held: null, soon: null, nextAt: null };
    for (const who of [office, await bed.signIn.platformAdmin(), await bed.signIn.auditor()]) {
      const { rules } = (await bed.call(who, 'GET', '/desk/api/retention')).body;
      expect(rules.filter(({ due }: { due: number | null }) => due === null)).toEqual([
        { rule: 'report-junk', period: { n: 30, unit: 'days' }, ...uncounted },
        { rule: 'report-closed', period: { n: 12, unit: 'months' }, ...uncounted },
        { rule: 'shift-note', period: { n: 30, unit: 'days' }, ...uncounted },
      ]);
    }
    expect(await night('2027-01-05')).toMatchObject({ 'report-junk': 1, 'report-closed': 0, 'shift-note': 0 });
    const { rows } = await bed.deployer.query(
      `select detail -> 'removed' as removed from ledger.opening o join ledger.entry e on e.id = o.entry_id
       where command = 'retention/delete-expired' order by e.xid desc limit 1`,
    );
    expect(Object.keys(rows[0].removed)).toContain('session');
    for (const rule of ['report-junk', 'report-closed', 'shift-note']) expect(rows[0].removed).not.toHaveProperty(rule);
  });

  it('leaves no table behind: whatever refers to a report is deleted with it', async () => {
    const { rows } = await bed.deployer.query(
      `select conrelid::regclass::text as "table", confdeltype as kind from pg_constraint where contype = 'f'
       and confrelid in ('reports.report'::regclass, 'reports.danger'::regclass)`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.filter(({ kind }) => kind !== 'c')).toEqual([]);
  });

  it('is deleted by nobody at the desk', async () => {
    await expect(bed.platform.pool.query('select reports.replay_erasure($1)', [[randomUUID()]])).rejects.toThrow(/not allowed/);
    await expect(bed.platform.pool.query('delete from reports.report')).rejects.toThrow(/permission denied/);
  });

  it('is erased after 12 months otherwise, from its last closing on, and stays while it is open', async () => {
    const [handled, open] = [await given(TODAY), await given(null)];
    const again = await given(TODAY);
    await bed.deployer.query(`insert into reports.report_change values ($1, 2, 'close', 'closed', 1, '2027-03-01')`, [again.id]);
    await night('2027-12-01');
    expect(await count('report', handled.id, 'id')).toBe(1);
    await night('2027-12-02');
    expect([await count('report', handled.id, 'id'), await count('report', again.id, 'id')]).toEqual([0, 1]);
    await night('2028-03-02');
    expect([await count('report', again.id, 'id'), await count('report', open.id, 'id')]).toEqual([0, 1]);
  });

  it('stays while a message of its reporter waits, until a reader answers or acts', async () => {
    const { id, code } = await given(TODAY);
    on('2027-11-20');
    const message = { mailbox: encode(mailboxOf(code).id), place: 0, encrypted: encode(new Uint8Array(ENCRYPTED_TEXT_SIZES[0]!)) };
    expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
    expect(await night('2028-01-10')).toMatchObject({ 'report-closed': 0 });
    expect(await count('report', id, 'id')).toBe(1);
    // As an answer of a reader leaves it (due.flow). The nights before deleted the sessions of readers.
    await bed.deployer.query('update reports.report set message_on = null where id = $1', [id]);
    expect(await night('2028-01-10')).toMatchObject({ 'report-closed': 1 });
    expect(await count('report', id, 'id')).toBe(0);
  });

  it('is deleted again after a restore in portions, each a transaction of its own', async () => {
    const { id } = await given(null);
    await bed.deployer.query(
      `insert into reports.report select (jsonb_populate_record(r, jsonb_build_object('id', n, 'mailbox_hash', sha256(n::text::bytea)))).*
       from reports.report r, (select gen_random_uuid() as n from generate_series(1, $2)) made where r.id = $1`,
      [id, MAX_REPLAYED],
    );
    const { rows } = await bed.deployer.query('select id from reports.report');
    const token = randomUUID();
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
    const list = rows.map((row) => ({ reportId: row.id as string, erasedOn: TODAY }));
    expect(await replayErasedReports(bed.platform, token, bed.deployer, list)).toBe(rows.length);
    expect((await bed.deployer.query('select from reports.report')).rowCount).toBe(0);
    const entries = await bed.deployer.query(`select from ledger.entry where command = 'reports/replay-erased-reports'`);
    expect(entries.rowCount).toBe(Math.ceil(rows.length / MAX_REPLAYED));
    expect(entries.rowCount).toBeGreaterThan(1);
  });

  it('names to its code the last day to read it, and none if it is open, has a message waiting or was junk', async () => {
    const [junk, handled, open] = [await given(TODAY, 'junk'), await given(TODAY), await given(null)];
    const until = async (code: string) =>
      (await bed.call(null, 'POST', '/r/mailbox', { mailbox: encode(mailboxOf(code).id) })).body.found.until;
    on('2026-12-05');
    expect([await until(junk.code), await until(handled.code), await until(open.code)]).toEqual([null, '2027-12-01', null]);
    on('2027-12-02');
    expect(await until(handled.code), 'a report that a hold keeps').toBeNull();
    on('2026-12-05');
    const mailbox = encode(mailboxOf(handled.code).id);
    const message = { mailbox, place: 0, encrypted: encode(new Uint8Array(ENCRYPTED_TEXT_SIZES[0]!)) };
    expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
    expect(await until(handled.code)).toBeNull();
    // The days that it names are those of the nightly deletion.
    await night('2026-12-31');
    expect(await count('report', junk.id, 'id')).toBe(1);
    await night('2027-01-01');
    expect(await count('report', junk.id, 'id')).toBe(0);
  });

  it('that no reader could open stays for its period after a message of its reporter, and its page names that day', async () => {
    const { id, code } = await given('2027-01-05', 'unreadable');
    on('2027-02-04');
    const message = { mailbox: encode(mailboxOf(code).id), place: 0, encrypted: encode(new Uint8Array(ENCRYPTED_TEXT_SIZES[0]!)) };
    expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
    await night('2027-02-05');
    expect(await count('report', id, 'id')).toBe(1);
    const { body } = await bed.call(channel.people[0]!, 'GET', `/desk/api/reports/${id}`);
    expect(body.readable).toMatchObject({ until: '2027-03-06' });
    await night('2027-03-06');
    expect(await count('report', id, 'id')).toBe(1);
    await night('2027-03-07');
    expect(await count('report', id, 'id')).toBe(0);
  });

  it.each([
    { closedAs: 'handled', closedOn: '2027-01-05', answeredOn: '2027-12-20', until: '2028-12-20', next: '2028-12-21' },
    { closedAs: 'junk', closedOn: '2027-01-05', answeredOn: '2027-02-01', until: '2027-03-03', next: '2027-03-04' },
  ])('stays for its period after an answer to its reporter, and its page names that day ($closedAs)', async (answered) => {
    const { id } = await given('2027-01-05', answered.closedAs);
    await bed.deployer.query(`insert into reports.message values ($1, 'to-reporter', 1, '\\x00', $2)`, [id, answered.answeredOn]);
    await night(answered.until);
    expect(await count('report', id, 'id')).toBe(1);
    const { body } = await bed.call(channel.people[0]!, 'GET', `/desk/api/reports/${id}`);
    expect(body.readable).toMatchObject({ until: answered.until });
    await night(answered.next);
    expect(await count('report', id, 'id')).toBe(0);
  });
});
