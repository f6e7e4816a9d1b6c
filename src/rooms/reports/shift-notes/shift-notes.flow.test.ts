import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDeletion } from '#rooms/retention/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { encryptShiftNote } from '../crypto/shift-note.ts';
import { givenOpenChannel, type OpenChannel } from '../fixtures.ts';

const TODAY = '2026-12-01';
let bed: TestBed;
let channel: OpenChannel;
let others: Record<string, TestPerson | null>;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  channel = await givenOpenChannel(bed, TODAY);
  others = {
    'who keeps the channel': await bed.signIn.commander(channel.nation),
    headquarters: await bed.signIn.policyOffice(),
    'a second policy office': await bed.signIn.policyOffice(null, 'Another office'),
    'an auditor': await bed.signIn.auditor(),
    'an administrator': await bed.signIn.platformAdmin(),
    'a legal adviser who is no reader': await bed.signIn.legalAdviser(channel.nation),
    'nobody signed in': null,
  };
});
afterAll(() => bed.close());

/** A note of the first reader to all of the list. */
async function made(text: string, id: string = randomUUID()) {
  const encrypted = await encryptShiftNote(
    { channel: channel.id, id },
    {
      reader: 1,
      day: TODAY,
      text,
      recipients: channel.listed.map(({ recipient }) => recipient),
      signingKey: channel.readers[0]!.keys.signingKey,
    },
  );
  return { id, manifest: 1, encrypted: encode(encrypted!) };
}
const leave = (who: TestPerson | null, note: object) => bed.call(who, 'POST', `/desk/api/channels/${channel.id}/shift-notes`, note);
const newest = (who: TestPerson | null) => bed.call(who, 'GET', `/desk/api/channels/${channel.id}/shift-note`);
/** How many notes the database shows a person who asks it in SQL of their own. */
async function shownTo({ token }: TestPerson): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [token]);
    return Number((await client.query('select count(*) from reports.shift_note')).rows[0].count);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const count = async (table: string) => Number((await bed.deployer.query(`select count(*) from ${table}`)).rows[0].count);

describe('a note for the next shift (5e)', () => {
  test('is left once by a reader, and leaves a hash for the day and no entry in the ledger', async () => {
    expect((await newest(channel.people[1]!)).body).toEqual({ note: null });
    const [entries, recorded, note] = [await count('ledger.entry'), await count('reports.recorded_action'), await made('Call the doctor.')];
    for (let at = 0; at < 2; at += 1) expect((await leave(channel.people[0]!, note)).body).toEqual({ id: note.id, day: TODAY });
    expect([await count('reports.shift_note'), await count('reports.recorded_action')]).toEqual([1, recorded + 1]);
    expect(await count('ledger.entry')).toBe(entries);
    expect((await leave(channel.people[0]!, { ...(await made('Another.')), id: note.id })).status).toBe(409);
  });

  test('is shown to each reader of the list, the newest one only', async () => {
    const second = await made('The radio is with the guard.');
    await leave(channel.people[0]!, second);
    for (const reader of channel.people)
      expect((await newest(reader)).body).toEqual({ note: { id: second.id, day: TODAY, reader: 1, encrypted: second.encrypted } });
  });

  test.each([
    ['who keeps the channel', 403],
    ['headquarters', 403],
    ['a second policy office', 403],
    ['an auditor', 403],
    ['an administrator', 403],
    ['a legal adviser who is no reader', 404],
    ['nobody signed in', 401],
  ])('is neither read nor left by %s (%i)', async (name, status) => {
    expect((await newest(others[name]!)).status).toBe(status);
    expect((await leave(others[name]!, await made('Mine.'))).status).toBe(status);
  });

  test('is not left with another list than the one in force, nor after its last day', async () => {
    const old = await leave(channel.people[0]!, { ...(await made('Old list.')), manifest: 2 });
    expect([old.status, old.body.code]).toEqual([409, 'reports/list-out-of-date']);
    bed.setClock(() => new Date('2027-02-01T09:30:00Z'));
    const late = await leave(channel.people[0]!, await made('Late.'));
    expect([late.status, late.body.code]).toEqual([422, 'reports/reader-not-listed']);
    bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  });

  test('is served no more to a reader who was removed, at once', async () => {
    await bed.deployer.query(
      'update reports.reader set removed_at = joined_at, removed_by = person_id where channel_id = $1 and number = 3',
      [channel.id],
    );
    expect((await newest(channel.people[2]!)).status).toBe(404);
    expect((await leave(channel.people[2]!, await made('Still here.'))).status).toBe(404);
    expect((await newest(channel.people[1]!)).body.note).not.toBeNull();
  });

  test('is left again once a new list no longer names a reader who was removed', async () => {
    const refused = await leave(channel.people[0]!, await made('For two of us.'));
    expect([refused.status, refused.body.code]).toEqual([409, 'reports/list-out-of-date']);
    const list = (readers: string) =>
      bed.deployer.query('update reports.manifest set readers = $2 where channel_id = $1', [channel.id, readers]);
    await list('{1,2}');
    const note = await made('For two of us.');
    expect((await leave(channel.people[0]!, note)).status).toBe(200);
    await bed.deployer.query('delete from reports.shift_note where id = $1', [note.id]);
    await list('{1,2,3}');
  });

  test('is shown by the database to present readers of its list and to nobody else', async () => {
    expect(await Promise.all(channel.people.map(shownTo))).toEqual([2, 2, 0]);
    for (const who of Object.values(others)) if (who !== null) expect(await shownTo(who)).toBe(0);
  });

  test('is deleted 30 days after it was left', async () => {
    const night = async (day: string) => {
      bed.setClock(() => new Date(`${day}T02:00:00Z`));
      const token = randomUUID();
      await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
      return (await runDeletion(bed.platform, token)).removed['shift-note'];
    };
    expect(await night('2026-12-31')).toBe(0);
    expect(await night('2027-01-01')).toBe(2);
    expect(await count('reports.shift_note')).toBe(0);
  });
});
