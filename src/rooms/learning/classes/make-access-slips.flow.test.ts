import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PASSWORD_PLACES, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let officer: TestPerson;
let classId: string;

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const opened = { title: 'Class 14', modules: ['S12'], startsOn: day(0), endsOn: day(20) };
  classId = (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, opened)).body.classId;
  // Only a superuser sees the connections of another role.
  await bed.deployer.query('reset role');
});
afterAll(() => bed.close());

const accessSlips = (numbers: string[], newcomers?: string) =>
  bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/access-slips`, { numbers, ...(newcomers && { newcomers }) });

/** The application's transactions that stayed open while one PIN after another was derived. */
async function heldWhile(work: Promise<unknown>): Promise<string[]> {
  let over = false;
  void work.finally(() => {
    over = true;
  });
  const begun = vi.spyOn(Worker.prototype, 'postMessage');
  const seen = new Map<string, number>();
  const held = new Set<string>();
  while (!over) {
    const { rows } = await bed.deployer.query<{ transaction: string }>(
      `select pid || ' since ' || xact_start as transaction from pg_stat_activity
       where datname = current_database() and usename = 'manumit_app' and state = 'idle in transaction'`,
    );
    // A read's transaction ends without being awaited, and on a busy machine outlives a PIN or two. One that is held while the six are derived outlasts them all.
    const now = begun.mock.calls.length;
    for (const { transaction } of now > 0 ? rows : []) {
      if (now - (seen.get(transaction) ?? now) >= 3) held.add(transaction);
      if (!seen.has(transaction)) seen.set(transaction, now);
    }
  }
  begun.mockRestore();
  return [...held];
}

test('PINs of new access slips are derived while no transaction is held', async () => {
  const numbers = Array.from({ length: 6 }, (_, at) => `AR-${at}`);
  const making = accessSlips(numbers, 'contractor');
  expect(await heldWhile(making)).toEqual([]);
  expect((await making).body.accessSlips.map(({ number }: { number: string }) => number)).toEqual(numbers);
});

test('numbers that need no access slip or are unknown are answered before a PIN is derived', async () => {
  const held = Array.from({ length: PASSWORD_PLACES.known }, () => passwordQueues.known.takePlace());
  try {
    expect((await accessSlips(['AR-0'])).body).toMatchObject({ accessSlips: [], had: ['AR-0'] });
    expect((await accessSlips(['AR-0', 'AR-99'])).body.code).toBe('training/unknown-trainees');
    expect((await accessSlips(['AR-99'], 'contractor')).body.code).toBe('platform/passwords-busy');
  } finally {
    for (const place of held) place.release();
  }
});
