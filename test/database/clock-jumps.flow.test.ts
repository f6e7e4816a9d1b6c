import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { type Cast, DAYS, givenCast, givenOpenRound, setDay } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed } from './harness.ts';

// A clock may jump a day either way because of a wrong battery, a wrong zone or an operator. Events keep the order in which they happened, and a jump does not
// use up days of a person's time limit.
let bed: TestBed;
let cast: Cast;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
});
afterAll(() => bed.close());

async function enter(title: string): Promise<string> {
  const answer = await bed.call(cast.focal, 'POST', `/desk/api/parties/${cast.ally}/evidence`, {
    editionId: 'nato-thb-2004',
    obligationIds: ['P1.1'],
    kind: 'EV-POL',
    says: 'met',
    title,
    date: '2026-01-15',
    source: 'Order 7',
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.id;
}

describe('a clock that jumps a day (clauses 5g, 1)', () => {
  test('does not change the order of commands in the ledger', async () => {
    const acts: string[] = [];
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-09', '2026-03-12', '2026-03-10']) {
      setDay(bed, day);
      acts.push(await enter(`Entered on ${day}`));
    }
    await placeAll(bed.platform.pool, bed.deployer);
    const { rows } = await bed.deployer.query<{ subject_id: string; at: Date }>(
      'select e.subject_id, e.at from ledger.link l join ledger.entry e on e.id = l.entry_id where e.subject_id = any ($1::uuid[]) order by l.index',
      [acts],
    );
    expect(rows.map((row) => row.subject_id)).toEqual(acts);
    // The jump itself stays visible: times are stored as the clock gave them.
    expect(rows.map((row) => row.at.toISOString().slice(8, 10))).toEqual(['10', '11', '09', '12', '10']);
  });

  test('neither uses up a due date by a jump ahead nor misses it after a jump back', async () => {
    setDay(bed, '2026-03-02');
    const { roundId } = await givenOpenRound(bed, cast.office, [cast.ally]);
    const stateOn = async (day: string) => {
      setDay(bed, day);
      const { body } = await bed.call(cast.office, 'GET', `/desk/api/rounds/${roundId}`);
      const participation = body.participations.find((one: { party: { id: string } }) => one.party.id === cast.ally);
      const tasks = await bed.call(cast.focal, 'GET', '/desk/api/tasks');
      const due = tasks.body.reviews?.tasks.map((task: { due: string | null }) => task.due) ?? [];
      return { state: participation.state, asked: due.includes(DAYS.selfAssessmentDue) };
    };
    const [before, after] = ['2026-07-01', '2026-07-02'];
    expect(await stateOn(before)).toEqual({ state: 'asked', asked: true });
    expect(await stateOn(after)).toEqual({ state: 'overdue', asked: true });
    expect(await stateOn(before)).toEqual({ state: 'asked', asked: true });
    expect(await stateOn('2026-06-30')).toEqual({ state: 'asked', asked: true });
    expect(await stateOn(after)).toEqual({ state: 'overdue', asked: true });
  });
});
