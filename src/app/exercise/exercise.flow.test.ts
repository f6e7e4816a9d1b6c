import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { ACCOUNTS } from './cast.ts';
import { fillExercise } from './fill.ts';
import { newPasswords } from './open-accounts.ts';

let bed: TestBed;
const TODAY = '2026-11-24';
const fill = (on: TestBed, seed = 'manumit') =>
  fillExercise({ platform: { ...on.platform, exercise: true }, deployer: on.deployer, passwords: newPasswords(), today: TODAY, seed });

beforeAll(async () => {
  bed = await openTestBed();
  const began = Date.now();
  await fill(bed);
  console.log('filled in', Date.now() - began);
  const { rows } = await bed.deployer.query('select command, count(*) from ledger.entry group by 1 order by 2 desc');
  console.log(rows.map((r) => `${r.command} ${r.count}`).join('\n'));
}, 120_000);
afterAll(() => bed.close());

describe('x', () => {
  it('has', async () => {
    const { rows } = await bed.deployer.query("select origin, count(*) from evidence.piece where state='submitted' group by 1");
    console.log(rows);
    expect(ACCOUNTS).toHaveLength(40);
  });
});
