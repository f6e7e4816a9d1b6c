import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queueDueDigests } from '#app/personal/waiting.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { queueDigests } from './digests.ts';
import { createMailer } from './mailer.ts';

let bed: TestBed;
let office: TestPerson;
let nation: string;
// This morning, because the database's own clock decides how long a link is valid.
const START = new Date(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`);
/** A fortnight later. */
const LAST_DAY = new Date(START.getTime() + 14 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters);
  // Digests are queued where mail is configured. Nothing is sent here.
  Object.assign(bed.platform.services, { mailer: createMailer({ url: 'smtp://127.0.0.1:9', from: 'manumit@example.org' }) });
  bed.setClock(() => START);
});
afterAll(() => bed.close());
beforeEach(() => bed.deployer.query('delete from mail.digest_day; delete from mail.message'));

describe('digests', () => {
  test('reach an account whose sessions were deleted, by password or passkey, and no account that was never opened', async () => {
    const [byPassword, byPasskey, unopened] = [
      await bed.signIn.focalPoint(nation),
      await bed.signIn.focalPoint(nation),
      await bed.signIn.focalPoint(nation),
    ];
    const ids = [byPassword, byPasskey, unopened].map(({ personId }) => personId);
    await bed.deployer.query('update identity.role_grant set valid_to = $2 where person_id = any ($1)', [ids, LAST_DAY]);
    await bed.deployer.query('delete from identity.session where person_id = any ($1)', [ids]);
    await bed.deployer.query(`insert into identity.password (person_id, salt, digest) values ($1, '', '')`, [byPassword.personId]);
    await bed.deployer.query(
      `insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values ($1, $1, 'key', 'key', 0, 'Key')`,
      [byPasskey.personId],
    );
    await queueDueDigests(bed.platform);
    const { rows } = await bed.deployer.query<{ id: string }>('select person_id as id from mail.message');
    const reached = rows.map(({ id }) => id);
    expect(ids.map((id) => reached.includes(id))).toEqual([true, true, false]);
  });

  test('do not reach accounts without an address, which the administrator sees counted', async () => {
    const { personId } = await bed.signIn.focalPoint(nation);
    await bed.deployer.query('update identity.role_grant set valid_to = $2 where person_id = $1', [personId, LAST_DAY]);
    // Single sign-on stores no address.
    await bed.deployer.query('update identity.person set email = null where id = $1', [personId]);
    await queueDueDigests(bed.platform);
    expect((await bed.deployer.query('select from mail.message where person_id = $1', [personId])).rowCount).toBe(0);
    expect((await bed.call(office, 'GET', '/desk/api/retention')).body.mail.withoutAddress).toBe(1);
  });

  test('count only what their recipient may read, and a source of tasks that writes is refused', async () => {
    await bed.signIn.focalPoint(nation, 'Fay Focal');
    const seen: string[][] = [];
    await queueDigests(
      bed.platform,
      [
        async ({ db, subject }) => {
          const rows = await db.selectFrom('identity.role_grant').select('person_id').execute();
          if (subject!.name === 'Fay Focal') seen.push(rows.map((row) => row.person_id));
          return [];
        },
      ],
      [],
    );
    expect(seen.flat().length).toBeGreaterThan(0);
    expect(seen.flat()).not.toContain(office.personId);
    await bed.deployer.query('delete from mail.digest_day');
    const writing = queueDigests(
      bed.platform,
      [
        async ({ db }) => {
          await db.updateTable('parties.party').set({ name_en: 'changed' }).execute();
          return [];
        },
      ],
      [],
    );
    await expect(writing).rejects.toThrow(/read-only/);
  });
});
