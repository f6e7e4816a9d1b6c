import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD_QUEUES, placesTaken, takePlace } from '#platform/identity/password.ts';
import { openTestBed, type Somebody, type TestBed } from '#test/database/harness.ts';

let bed: TestBed;
let officer: Somebody;
let classId: string;

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.givenPerson('Training Officer', [{ role: 'training-officer', partyId: nation }]);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const opened = { title: 'Class 14', modules: ['S12'], startsOn: day(0), endsOn: day(20) };
  classId = (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, opened)).body.classId;
  // Only a superuser sees what the connections of another role do.
  await bed.deployer.query('reset role');
});
afterAll(() => bed.close());

const slips = (numbers: string[], newcomers?: string) =>
  bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/slips`, { numbers, ...(newcomers && { newcomers }) });

/** How many connections of the application stood in a transaction while a PIN was derived, at most. */
async function heldWhile(work: Promise<unknown>): Promise<number> {
  let [over, most] = [false, 0];
  void work.finally(() => {
    over = true;
  });
  while (!over) {
    const { rows } = await bed.deployer.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'manumit_app' and state = 'idle in transaction'`,
    );
    if (placesTaken('known') > 0) most = Math.max(most, rows[0]!.n);
  }
  return most;
}

test('PINs are derived while no connection is held, both of new slips and of one that is renewed', async () => {
  const numbers = Array.from({ length: 6 }, (_, at) => `AR-${at}`);
  const making = slips(numbers, 'contractor');
  expect(await heldWhile(making)).toBe(0);
  expect((await making).body.slips.map(({ number }: { number: string }) => number)).toEqual(numbers);
  const { rows } = await bed.deployer.query<{ id: string }>('select id from training.slip limit 1');
  const renewing = bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/slips/${rows[0]!.id}/pin`);
  expect(await heldWhile(renewing)).toBe(0);
  expect((await renewing).body.pin).toMatch(/^\d{6}$/);
});

test('numbers that need no slip, or are unknown, are answered before a PIN is derived', async () => {
  const held = Array.from({ length: PASSWORD_QUEUES.known }, () => takePlace('known'));
  try {
    expect((await slips(['AR-0'])).body).toMatchObject({ slips: [], had: ['AR-0'] });
    expect((await slips(['AR-0', 'AR-99'])).body.code).toBe('training/unknown-trainees');
    expect((await slips(['AR-99'], 'contractor')).body.code).toBe('platform/passwords-busy');
  } finally {
    for (const place of held) place.leave();
  }
});
