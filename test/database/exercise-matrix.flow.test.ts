import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCOUNTS, emailOf } from '#app/exercise/cast.ts';
import { newPasswords } from '#app/exercise/open-accounts.ts';
import { seedExercise } from '#app/exercise/seed.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { getMatrix } from '#rooms/commitments/matrix/matrix.query.ts';
import { signIn } from '#rooms/people/sign-in/sign-in.command.ts';
import { openTestBed, type TestBed } from './harness.ts';
import { checkMatrix } from './oracle/check-matrix.ts';

// Every cell of the exercise, compared with an oracle that was written from the issue and not from the rule.
const TODAY = dayOf(new Date());
let bed: TestBed;
const passwords = newPasswords();

beforeAll(async () => {
  bed = await openTestBed();
  await seedExercise({ platform: { ...bed.platform, exercise: true }, deployer: bed.deployer, passwords, today: TODAY });
});
afterAll(() => bed.close());

it('the matrix of the exercise is what section 1 says of its evidence, in every cell of every party', async () => {
  const token = newId() + newId();
  const account = ACCOUNTS.find(({ key }) => key === 'ines.harrow')!;
  const input = { email: emailOf(account), password: passwords.get(account.key)!, sessionToken: token };
  await runCommand(bed.platform, signIn as Command, { token: null, key: newKey(), input });
  const platform = { ...bed.platform, clock: stoppedClock(`${TODAY}T12:00:00Z`) };
  let compared = 0;
  for (const kind of PARTY_KINDS) {
    const { rows } = await runQuery(platform, getMatrix, { token, input: { kind } });
    const { cells, deviations } = await checkMatrix(bed, token, rows, TODAY);
    expect(deviations, kind).toEqual([]);
    compared += cells;
  }
  expect(compared).toBeGreaterThan(900);
});
