import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// The brief of a party is in the reviews room, which imports no feature room: the program hands it this function.
let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  bed.setClock(stoppedClock('2026-03-02T12:00:00Z'));
  const { id } = (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period: '2025', due: '2026-04-30', roundId: null }))
    .body;
  await desk.step(cast.focal, id, 'start');
  await desk.answerAll(cast.focal, id);
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).status).toBe(200);
  await desk.post(cast.office, `parties/${cast.nation}/returns`, { period: '2026', due: '2027-04-30', roundId: null });
});
afterAll(() => bed.close());

const briefFor = async (who: TestPerson, partyId = cast.nation) => {
  const { body } = await desk.get(who, `parties/${partyId}/brief`);
  return { ...body, returns: body.dates.filter(({ kind }: { kind: string }) => kind === 'return') };
};

describe('5a, 5g: the returns on the brief of a party', () => {
  it('are the next due date and the last submission, for the party and headquarters', async () => {
    for (const who of [cast.office, cast.focal, cast.lawyer]) {
      const { lastReturn, returns } = await briefFor(who);
      expect(lastReturn).toEqual({ period: '2025', day: '2026-03-02' });
      expect(returns).toEqual([expect.objectContaining({ day: '2027-04-30', late: false, of: { en: '2026', fr: '2026' } })]);
    }
  });

  it('leave out for a reviewer what was not submitted', async () => {
    expect(await briefFor(cast.reviewer)).toMatchObject({ lastReturn: { period: '2025' }, returns: [] });
  });

  it('are absent for every other reader', async () => {
    expect(await briefFor(cast.foreign)).not.toHaveProperty('lastReturn');
    expect(await briefFor(cast.foreign)).toMatchObject({ basis: 'adopted', dates: [] });
  });

  it('say that nothing was submitted that the reader may read', async () => {
    expect(await briefFor(cast.office, cast.other)).toMatchObject({ lastReturn: null, returns: [] });
  });
});
