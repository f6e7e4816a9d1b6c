import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, desk, givenCast, givenOpenRound, setDay } from '../fixtures.ts';

let bed: TestBed;
let cast: Cast;
let { get } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get } = desk(bed));
  cast = await givenCast(bed);
  setDay(bed, '2026-02-10');
});
afterAll(() => bed.close());

const onHome = async (who: TestPerson) => (await get(who, 'home')).body.parts;

describe('roundHome', () => {
  it('says that no round is open or planned', async () => {
    expect((await onHome(cast.office)).round).toMatchObject({ round: null, steps: [], overdue: [], yours: 0, late: 0 });
    expect((await onHome(cast.reviewer)).assignments).toBeUndefined();
  });

  it('counts the parties of the open round by step as its page does, and names the overdue ones', async () => {
    const { roundId } = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent]);
    setDay(bed, '2028-01-01');
    const { participations } = (await get(cast.office, `rounds/${roundId}`)).body;
    const { round } = await onHome(cast.office);
    type Line = { id: string; state: string; yours: boolean };
    const states = participations.map(({ state }: Line) => state);
    expect(round.round.id).toBe(roundId);
    expect(round.steps.length).toBeGreaterThan(0);
    for (const { state, n } of round.steps) expect(n, state).toBe(states.filter((one: string) => one === state).length);
    expect(round.steps.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(states.length);
    const overdue = participations.filter(({ state }: Line) => state === 'overdue').map(({ id }: Line) => id);
    expect(round.overdue.map(({ participationId }: { participationId: string }) => participationId).sort()).toEqual(overdue.sort());
    const silent = round.overdue.find(({ party }: { party: { en: string } }) => party.en === 'Berland');
    expect(silent.people.map(({ email }: { email: string }) => email)).toEqual([cast.silentFocal.email]);
    expect([round.late, round.yours]).toEqual([overdue.length, participations.filter(({ yours }: Line) => yours).length]);
    expect(round.late).toBeGreaterThan(0);
  });

  it('gives a reviewer the parties they are named for and no other', async () => {
    const { assignments } = await onHome(cast.reviewer);
    expect(assignments.assignments.length).toBeGreaterThan(0);
    const { participations } = (await get(cast.reviewer, `rounds/${assignments.assignments[0].round.id}`)).body;
    type Line = { id: string; rated: number; asked: number };
    const shown = new Map(participations.map((line: Line) => [line.id, [line.rated, line.asked]]));
    for (const one of assignments.assignments) expect(shown.get(one.participationId)).toEqual([one.rated, one.asked]);
    expect(assignments.late).toBe(0);
    expect((await onHome(cast.focal)).assignments).toBeUndefined();
  });

  it('calls a self-assessment overdue by the calendar of its party, as its page and its tasks do', async () => {
    // For one of the two parties the due date, 1 July, is a day of rest: it owes the answer on the 2nd.
    await bed.deployer.query(
      `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
        values (gen_random_uuid(), $1, 'UTC', '{6,7}', '{2026-07-01}', 's', now(), $2)`,
      [cast.silent, cast.office.personId],
    );
    const shown = async (day: string) => {
      setDay(bed, day);
      const { round } = await onHome(cast.office);
      const { participations } = (await get(cast.office, `rounds/${round.round.id}`)).body;
      const { id, state } = participations.find(({ party }: { party: { id: string } }) => party.id === cast.silent);
      const named = round.overdue.map(({ party }: { party: { en: string } }) => party.en);
      const page = (await get(cast.silentFocal, `participations/${id}`)).body.participation.state;
      const [task] = (await get(cast.silentFocal, 'tasks')).body.reviews.tasks;
      return [named.includes('Berland'), named.length, state, page, task.late];
    };
    expect(await shown('2026-07-02')).toEqual([false, 1, 'asked', 'asked', false]);
    expect(await shown('2026-07-03')).toEqual([true, 2, 'overdue', 'overdue', true]);
  });
});
