import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { type Cast, DAYS, desk, givenCast, givenOpenRound, setDay } from '../fixtures.ts';

let bed: TestBed;
let cast: Cast;
let { get, post } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post } = desk(bed));
  cast = await givenCast(bed);
});
afterAll(() => bed.close());

describe('a party that submits nothing', () => {
  it('is rated, and its round adopted, only once its due date is over by its own calendar', async () => {
    setDay(bed, '2026-03-02');
    const own = await bed.givenParty({ kind: 'nation', code: 'QS', name: 'Sabbatia' });
    // The due date is a holiday there, so the party may answer until the next working day ends in its zone.
    await bed.deployer.query(
      `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
       values ($1, $2, 'Pacific/Honolulu', '{6,7}', $3, 'Gazette', now(), $4)`,
      [randomUUID(), own, `{${DAYS.selfAssessmentDue}}`, cast.office.personId],
    );
    const { roundId, participations } = await givenOpenRound(bed, cast.office, [own], { scope: ['3'] });
    const participationId = participations.get(own)!;
    const refusals = async () => {
      const { body } = await get(cast.office, `participations/${participationId}`);
      const rating = { obligationId: 'P3.2', status: 'not-reported', reason: 'No self-assessment came.' };
      return [
        body.actions.includes('rate'),
        (await post(cast.office, `rounds/${roundId}/adopt`, { release: 'parties' }, 2)).body.code,
        (await post(cast.office, `participations/${participationId}/ratings`, rating)).body.code,
      ];
    };
    bed.setClock(() => new Date('2026-07-03T09:00:00Z'));
    expect(await refusals()).toEqual([false, 'reviews/self-assessment-not-due', 'reviews/self-assessment-not-due']);
    const row = async () => (await get(cast.office, `rounds/${roundId}`)).body.participations[0];
    expect(await row()).toMatchObject({ state: 'asked', selfAssessmentOver: false });
    bed.setClock(() => new Date('2026-07-03T10:00:00Z'));
    expect(await row()).toMatchObject({ state: 'overdue', selfAssessmentOver: true });
    const rating = { obligationId: 'P3.2', status: 'not-reported', reason: 'No self-assessment came.' };
    expect((await post(cast.office, `participations/${participationId}/ratings`, rating)).status).toBe(200);
  });
});
