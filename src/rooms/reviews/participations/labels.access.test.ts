import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

let bed: TestBed;
let cast: Cast;
let participationId: string;
/** Two cases at the same party: a focal point with clearance and a reviewer without, and the reverse. */
let focalCleared: TestPerson;
let reviewerCleared: TestPerson;
const WORDS = 'reason under a label';
const cleared = (who: TestPerson, role: string) =>
  bed.deployer.query(`update identity.role_grant set label = 'confidential' where person_id = $1 and role = $2`, [who.personId, role]);
/** The number of rows that a person's arbitrary SQL affects. */
async function rows(who: TestPerson, text: string, values: unknown[] = [participationId]): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

beforeAll(async () => {
  bed = await openTestBed();
  setDay(bed, '2026-03-02');
  cast = await givenCast(bed);
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  for (const [who, role] of [
    [cast.focal, ROLE.focalPoint],
    [cast.reviewer, ROLE.reviewer],
    [cast.office, ROLE.policyOffice],
  ] as const)
    await cleared(who, role);
  const both = [
    { role: ROLE.focalPoint, partyId: cast.ally },
    { role: ROLE.reviewer, partyId: cast.ally },
  ];
  focalCleared = await bed.givenPerson('Both A', both);
  reviewerCleared = await bed.givenPerson('Both B', both);
  await cleared(focalCleared, ROLE.focalPoint);
  await cleared(reviewerCleared, ROLE.reviewer);
});
afterAll(() => bed.close());

describe('a labelled participation in a round', () => {
  test('is prefilled only with content that its label covers', async () => {
    const { post, get, put } = desk(bed);
    const content = { editionId: 'nato-thb-2004', kind: 'EV-POL', says: 'met', title: 'T', date: '2026-01', source: 'S' };
    for (const [obligation, level] of [
      ['P1.1', 'restricted'],
      ['P3.2', 'confidential'],
    ]) {
      const item = { ...content, obligationIds: [obligation], label: { level } };
      const { id } = (await post(cast.focal, `parties/${cast.ally}/evidence`, item)).body;
      expect((await post(cast.focal, `evidence/${id}/submit`, {}, 1)).status).toBe(200);
    }
    participationId = (await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['1', '3'] })).participations.get(cast.ally)!;
    const { version } = (await get(cast.focal, `participations/${participationId}`)).body;
    expect((await put(cast.focal, `participations/${participationId}/label`, { label: { level: 'restricted' } }, version)).status).toBe(
      200,
    );
    await givenSelfAssessment(bed, cast.focal, participationId);
    const { rows: laid } = await bed.deployer.query<{ suggested: string }>(
      `select suggested from reviews.answer where participation_id = $1 and obligation_id in ('P1.1', 'P3.2') order by obligation_id`,
      [participationId],
    );
    expect(laid.map((row) => row.suggested)).toEqual(['met', 'not-reported']);
  });

  test('shows ratings before the draft only to people with role and clearance in one grant', async () => {
    const rated = await desk(bed).post(cast.reviewer, `participations/${participationId}/ratings`, {
      obligationId: 'P1.1',
      status: 'partly-met',
      reason: WORDS,
    });
    expect(rated.status, rated.text).toBe(200);
    const ratings = 'select from reviews.rating where participation_id = $1';
    const participation = 'select from reviews.participation where id = $1';
    for (const who of [focalCleared, reviewerCleared]) expect(await rows(who, participation)).toBe(1);
    expect([await rows(cast.reviewer, ratings), await rows(reviewerCleared, ratings), await rows(focalCleared, ratings)]).toEqual([
      1, 1, 0,
    ]);
    for (const url of [`participations/${participationId}`, 'tasks'])
      expect((await desk(bed).get(focalCleared, url)).text).not.toContain(WORDS);
    // Neither person can write what the role without clearance would see.
    const finding = `update reviews.participation set comments_done_at = now() where id = $1`;
    await expect(rows(reviewerCleared, finding)).rejects.toThrow(/ends its comments/);
    expect(await rows(focalCleared, finding)).toBe(1);
    await expect(
      rows(
        focalCleared,
        `insert into reviews.step (id, participation_id, party_id, action, to_state, at, person_id) values (gen_random_uuid(), $1, $2, 'rate', 'drafted', now(), $3)`,
        [participationId, cast.ally, focalCleared.personId],
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
