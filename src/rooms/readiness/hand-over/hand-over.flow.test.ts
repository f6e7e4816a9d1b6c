import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';

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
