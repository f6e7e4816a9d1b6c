import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { seedBaseline } from './seed-baseline.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

it('seedBaseline plans the baseline once, by the real command, without due dates', async () => {
  const token = 'a token of the installation';
  await bed.deployer.query('select identity.installation_session(gen_random_uuid(), $1)', [token]);
  expect(await seedBaseline(bed.platform, token)).toBe(true);
  expect(await seedBaseline(bed.platform, token)).toBe(false);
  const { rows } = await bed.deployer.query(
    'select title_en, state, authority_id, opened_at, self_assessment_due, comment_due from reviews.round',
  );
  expect(rows).toEqual([
    {
      title_en: 'Baseline from public sources, not a NATO review',
      state: 'planned',
      authority_id: null,
      opened_at: null,
      self_assessment_due: null,
      comment_due: null,
    },
  ]);
  const entries = await bed.deployer.query(`select command, clause_ids from ledger.entry where command = 'reviews/plan-round'`);
  expect(entries.rows).toEqual([{ command: 'reviews/plan-round', clause_ids: ['5g'] }]);
});
