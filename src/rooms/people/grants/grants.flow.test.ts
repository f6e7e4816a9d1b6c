import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LABELS } from '#kernel/labels.ts';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// What a grant may contain, and when it ends with a rotation. The database uses its own date, not the test clock.
let bed: TestBed;
let aldmark: string;
let brevia: string;
let operation: string;
const units: Record<string, string> = {};
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  operation = await bed.givenParty({ kind: 'operation', code: 'OP-X', name: 'Operation' });
  people.office = await bed.signIn.policyOffice();
  people.second = await bed.signIn.policyOffice();
  people.admin = await bed.signIn.partyAdmin(aldmark, 'Wanda');
  people.commander = await bed.signIn.commander(aldmark);
  people.soldier = await bed.givenPerson('Kim');
  for (const [name, party] of [
    ['ours', aldmark],
    ['theirs', brevia],
  ] as const)
    units[name] = (await post(people.office!, `parties/${party}/units`, { name })).body.unitId;
});
afterAll(() => bed.close());

const post = (who: TestPerson, url: string, body: object = {}) => bed.call(who, 'POST', `/desk/api/${url}`, body);
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const give = (who: TestPerson, more: object, to = people.soldier!) =>
  post(who, 'grants', { personId: to.personId, role: ROLE.focalPoint, partyId: aldmark, ...more });
const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];
const rolesOf = async (who: TestPerson) =>
  (await bed.call(who, 'GET', '/desk/api/session')).body.grants.map((grant: { role: string }) => grant.role);
const ceiling = (label: string) => bed.deployer.query('update identity.ceiling set highest_label = $1', [label]);
const labelOf = (who: TestPerson, label: string) =>
  bed.deployer.query('update identity.role_grant set label = $2 where person_id = $1', [who.personId, label]);

describe('the label of a grant', () => {
  test('is at most the giver’s label and the highest label of the installation', async () => {
    for (const highest of LABELS)
      for (const own of LABELS) {
        await ceiling(highest);
        await labelOf(people.admin!, own);
        for (const label of LABELS) {
          const [rank, most] = [LABELS.indexOf(label), Math.min(LABELS.indexOf(own), LABELS.indexOf(highest))];
          const given = await give(people.admin!, { label });
          expect([highest, own, label, given.status]).toEqual([highest, own, label, rank <= most ? 200 : 403]);
        }
      }
    await ceiling('unclassified');
    await labelOf(people.admin!, 'unclassified');
    expect(code(await give(people.admin!, { label: 'secret' }))).toEqual([403, 'people/label-above']);
    expect((await bed.call(people.admin!, 'GET', '/desk/api/session')).body.highestLabel).toBe('unclassified');
  });
});

describe('the unit and operation of a grant', () => {
  test('must be a unit of the grant’s party and an operation', async () => {
    expect(code(await give(people.admin!, { unitId: units.theirs }))).toEqual([422, 'people/unit-elsewhere']);
    expect(code(await give(people.office!, { unitId: units.theirs }))).toEqual([422, 'people/unit-elsewhere']);
    expect(code(await give(people.admin!, { operationId: brevia }))).toEqual([422, 'people/not-an-operation']);
    expect(code(await give(people.admin!, { unitId: randomUUID() }))).toEqual([422, 'people/unit-elsewhere']);
    expect(code(await give(people.admin!, { from: day(3), to: day(2) }))).toEqual([422, 'people/over-already']);
    expect(code(await give(people.admin!, { from: day(-9), to: day(-2) }))).toEqual([422, 'people/over-already']);
    expect(code(await post(people.admin!, 'grants', { personId: randomUUID(), role: ROLE.focalPoint, partyId: aldmark }))).toEqual([
      404,
      'people/nobody-there',
    ]);
    expect((await give(people.admin!, { unitId: units.ours, operationId: operation, to: day(60) })).status).toBe(200);
    const [shown] = (await bed.call(people.soldier!, 'GET', '/desk/api/session')).body.grants;
    expect(shown).toMatchObject({ unitId: units.ours, operationCode: 'OP-X', to: day(60), givenBy: 'Wanda' });
  });
});

describe('a grant tied to a rotation', () => {
  /** A rotation of our unit, with start and hand-over in days from today, and a person with a grant that ends with it. */
  async function onTour(from: number, handOver: number | null, more: object = {}) {
    const rotation = await post(people.office!, `units/${units.ours}/rotations`, {
      operationId: operation,
      contingent: 'First',
      from: day(from),
      handOver: handOver === null ? null : day(handOver),
    });
    const posted = await bed.givenPerson('Posted');
    const given = await give(people.admin!, { role: ROLE.trainingOfficer, rotationId: rotation.body.rotationId, ...more }, posted);
    return { posted, given, rotationId: rotation.body.rotationId as string };
  }
  const handOver = (who: TestPerson, rotationId: string, to: string | null, version: number) =>
    bed.call(who, 'PUT', `/desk/api/rotations/${rotationId}/hand-over`, { handOver: to }, { 'if-match': `"${version}"` });
  const grantOf = async (who: TestPerson) =>
    (
      await bed.deployer.query(
        `select unit_id, operation_id, valid_from, valid_to::text as to, ended_at is not null as ended from identity.role_grant where person_id = $1`,
        [who.personId],
      )
    ).rows[0];

  test('takes unit, operation and end from the rotation, and ends at its hand-over', async () => {
    const { posted, rotationId } = await onTour(-30, 40);
    expect(await grantOf(posted)).toMatchObject({ unit_id: units.ours, operation_id: operation, to: day(40), ended: false });
    expect(await rolesOf(posted)).toEqual([ROLE.trainingOfficer]);
    expect((await handOver(people.commander!, rotationId, day(10), 1)).status).toBe(200);
    expect(await grantOf(posted)).toMatchObject({ to: day(10) });
    expect((await handOver(people.commander!, rotationId, day(-1), 2)).status).toBe(200);
    expect(await rolesOf(posted)).toEqual([]);
    // A later date of hand-over does not restore an ended grant.
    expect((await handOver(people.admin!, rotationId, day(90), 3)).status).toBe(200);
    expect(await rolesOf(posted)).toEqual([]);
  });

  test('ends no later than the rotation, and cannot be tied to a finished one', async () => {
    const { posted } = await onTour(-30, 40, { to: day(400) });
    expect(await grantOf(posted)).toMatchObject({ to: day(40) });
    const over = await onTour(-30, -2);
    expect(code(over.given)).toEqual([422, 'people/over-already']);
    const short = await onTour(-30, 40, { to: day(5) });
    await handOver(people.admin!, short.rotationId, day(80), 1);
    expect(await grantOf(short.posted)).toMatchObject({ to: day(5) });
  });

  test('ends if the rotation ends before the grant begins', async () => {
    const { posted, rotationId } = await onTour(-1, 40, { from: day(20) });
    await handOver(people.admin!, rotationId, day(3), 1);
    expect(await grantOf(posted)).toMatchObject({ ended: true });
  });

  test('is extended with the hand-over only by a person who could give it and does not hold it', async () => {
    const { posted, rotationId } = await onTour(-30, 40);
    await handOver(people.commander!, rotationId, day(80), 1);
    expect(await grantOf(posted)).toMatchObject({ to: day(40) });
    const tied = await onTour(-30, 40);
    await handOver(people.admin!, tied.rotationId, day(80), 1);
    expect(await grantOf(tied.posted)).toMatchObject({ to: day(80) });
    // Ada is an administrator and holds a grant of the rotation. She may not change the date on which her own grant ends.
    people.ada = await bed.signIn.partyAdmin(aldmark, 'Ada');
    const own = await onTour(-30, 40);
    await give(people.admin!, { role: ROLE.commander, rotationId: own.rotationId }, people.ada);
    await handOver(people.ada!, own.rotationId, null, 1);
    const { rows } = await bed.deployer.query(
      `select valid_to::text as to from identity.role_grant where person_id = $1 and role = '${ROLE.commander}'`,
      [people.ada.personId],
    );
    expect(rows).toEqual([{ to: day(40) }]);
    expect(await grantOf(own.posted)).toMatchObject({ to: null });
  });

  test('needs a rotation of the party, or of the operation that is the party', async () => {
    const foreign = await post(people.office!, `units/${units.theirs}/rotations`, {
      operationId: operation,
      contingent: 'Theirs',
      from: day(-3),
      handOver: day(30),
    });
    expect(code(await give(people.admin!, { rotationId: foreign.body.rotationId }))).toEqual([422, 'people/rotation-elsewhere']);
    const at = await give(people.office!, { role: ROLE.commander, partyId: operation, rotationId: foreign.body.rotationId });
    expect(at.status).toBe(200);
    const { rows } = await bed.deployer.query('select unit_id, operation_id, valid_to::text as to from identity.role_grant where id = $1', [
      at.body.grantId,
    ]);
    expect(rows).toEqual([{ unit_id: null, operation_id: operation, to: day(30) }]);
  });
});
