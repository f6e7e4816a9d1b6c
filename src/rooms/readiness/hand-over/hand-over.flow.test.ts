import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Waiting } from '#platform/mail/mail.rules.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { trainingWaiting } from '../tasks/list-tasks.query.ts';

let bed: TestBed;
let [nation, operation, unit] = ['', '', ''];
let officer: TestPerson;
let leaves: TestPerson;
let comes: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.signIn.trainingOfficer(nation, 'Tara Training');
  leaves = await bed.signIn.commander(nation, 'Lea Leaves');
  comes = await bed.signIn.commander(nation, 'Cora Comes');
  unit = randomUUID();
  await bed.deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, '1 Company', now(), $3)`,
    [unit, nation, officer.personId],
  );
});
afterAll(() => bed.close());

/** A board of twelve people, all ready, of a rotation that hands over on a day. */
async function givenBoard(contingent: string, handOver: string): Promise<string> {
  const [rotation, board] = [randomUUID(), randomUUID()];
  await bed.deployer.query(
    `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, hand_over, recorded_at, recorded_by)
      values ($1, $2, $3, $4, $5, '2026-07-01', $6, now(), $7)`,
    [rotation, unit, nation, operation, contingent, handOver, officer.personId],
  );
  await bed.deployer.query(
    `insert into training.hand_over (id, rotation_id, party_id, operation_id, as_of, persons, ready, in_time, missing, checked_by, checked_at)
      values ($1, $2, $3, $4, '2026-11-20', 12, 12, 0, '[]', $5, '2026-11-20T10:00:00Z')`,
    [board, rotation, nation, operation, officer.personId],
  );
  return board;
}
const sign = (who: TestPerson, board: string, side: string) =>
  bed.call(who, 'POST', `/desk/api/hand-over-boards/${board}/signatures`, { side, reasons: null });

describe('sign-hand-over', () => {
  test('records the evidence where both commanders sign at the same moment', async () => {
    const board = await givenBoard('Rotation 9', '2027-01-06');
    // Neither signature is stored until both commanders wait.
    const sent = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query('lock table training.hand_over_signature in share mode');
      const both = [sign(leaves, board, 'outgoing'), sign(comes, board, 'incoming')];
      await expect.poll(async () => (await readBlocked(bed.deployer)).length, { interval: 10 }).toBe(2);
      return both;
    });
    const answers = await Promise.all(sent);
    expect(answers.map(({ body }) => body.complete).sort()).toEqual([false, true]);
    const { rows } = await bed.deployer.query(`select title_en from evidence.item where party_id = $1 and kind = 'EV-TRN'`, [nation]);
    expect(rows).toEqual([{ title_en: 'Rotation 9: 12 of 12 trained as their role requires' }]);
  });
});

describe('list-hand-overs', () => {
  test('keeps a board that lacks a signature after the day of the hand-over, and drops a complete one', async () => {
    const [half, whole] = [await givenBoard('Rotation 7', '2026-11-23'), await givenBoard('Rotation 8', '2026-11-24')];
    expect((await sign(leaves, half, 'outgoing')).body).toEqual({ complete: false });
    await sign(leaves, whole, 'outgoing');
    expect((await sign(comes, whole, 'incoming')).body).toEqual({ complete: true });
    const past = async () => {
      const { handOvers } = (await bed.call(comes, 'GET', `/desk/api/readiness/${nation}/hand-overs`)).body;
      return handOvers.filter(({ handOver }: { handOver: string }) => handOver < '2026-11-25');
    };
    expect(await past()).toMatchObject([{ contingent: 'Rotation 7', page: { id: half, actions: [{ action: 'sign-incoming' }] } }]);
    expect((await sign(comes, half, 'incoming')).body).toEqual({ complete: true });
    expect(await past()).toEqual([]);
  });
});

describe('the news of a hand-over', () => {
  test('leads a commander of the party to the board to sign, and one of the operation alone to its own board', async () => {
    await givenBoard('Rotation 10', '2027-02-01');
    const leads = await bed.signIn.commander(operation, 'Otto Operation');
    await bed.deployer.query(`update identity.session set created_at = '2026-11-01'`);
    const scopes = async (who: TestPerson) => {
      const { lines } = (await bed.call(who, 'GET', '/desk/api/news')).body;
      return lines
        .filter(({ kind }: { kind: string }) => kind === 'training/check-hand-over')
        .map(({ ids }: { ids: { scope: string } }) => ids.scope);
    };
    expect(await scopes(leaves)).toEqual([nation]);
    expect(await scopes(leads)).toEqual([operation]);
  });
});

describe('a frozen board that waits for a signature', () => {
  const asked = defineQuery({
    name: 'training/waiting-in-the-test',
    permission: 'signed-in',
    input: z.strictObject({}),
    answer: z.any(),
    run: (context) => trainingWaiting(context, '2026-11-20'),
  });
  // What the page and the count show, and what the digest counts, of one contingent.
  const tasksOf = async (who: TestPerson, contingent: string) => {
    const { tasks } = (await bed.call(who, 'GET', '/desk/api/tasks')).body.training;
    const mailed = (await runQuery(bed.platform, asked, { token: who.token, input: {} })) as Waiting[];
    expect(mailed).toHaveLength(tasks.length);
    expect(mailed.every(({ remind, late }) => remind === true && !late)).toBe(true);
    return tasks.filter((task: { handOver: { contingent: string } | null }) => task.handOver?.contingent === contingent);
  };

  test('is a task of the commanders who may sign it, in page, count and mail, and of nobody else', async () => {
    await givenBoard('Rotation 11', '2027-03-01');
    const [other, watching] = [await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' }), await bed.signIn.commander(operation)];
    const stranger = await bed.signIn.commander(other);
    // The last frozen board of a rotation is the one to sign.
    const { rows } = await bed.deployer.query(
      `insert into training.hand_over select gen_random_uuid(), rotation_id, party_id, operation_id, '2026-11-22', persons, ready, missing, checked_by,
        '2026-11-22T10:00:00Z', in_time from training.hand_over where rotation_id = (select id from parties.rotation where contingent = 'Rotation 11')
       returning id`,
    );
    const task = { own: false, due: null, requestedOn: null, party: { id: nation, name: { en: 'Alland', fr: 'Alland' } } };
    const open = [{ ...task, handOver: { contingent: 'Rotation 11', waitingSince: '2026-11-22' } }];
    expect(await tasksOf(leaves, 'Rotation 11')).toEqual(open);
    expect(await tasksOf(comes, 'Rotation 11')).toEqual(open);
    for (const person of [officer, watching, stranger]) expect(await tasksOf(person, 'Rotation 11')).toEqual([]);
    expect((await sign(leaves, rows[0].id, 'outgoing')).body).toEqual({ complete: false });
    expect([await tasksOf(leaves, 'Rotation 11'), await tasksOf(comes, 'Rotation 11')]).toEqual([[], open]);
    expect((await sign(comes, rows[0].id, 'incoming')).body).toEqual({ complete: true });
    expect(await tasksOf(comes, 'Rotation 11')).toEqual([]);
  });
});
