import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { lastDeletion, runDeletion } from '../index.ts';

let bed: TestBed;
const installation = randomUUID();
beforeAll(async () => {
  bed = await openTestBed();
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
});
afterAll(() => bed.close());

describe('runDeletion', () => {
  it('deletes what it can, records which rule failed, and deletes the rest once that is possible', async () => {
    const entries = async () => (await bed.deployer.query('select count(*)::int as n from identity.failed_sign_in')).rows[0].n as number;
    await bed.deployer.query(`insert into identity.failed_sign_in (address_digest, failures, last_at)
      select sha256(n::text::bytea), n, now() - interval '9 months' from generate_series(1, 20000) n`);
    await bed.deployer.query(`insert into identity.spent_work (nonce, until) values ('old', now() - interval '9 months')`);
    await bed.deployer.query(`create function identity.refuse() returns trigger language plpgsql as $$ begin raise 'damaged'; end $$;
      grant execute on function identity.refuse() to manumit_guard;
      create trigger refuse before delete on identity.failed_sign_in for each row when (old.failures = 1) execute function identity.refuse()`);
    const errors: string[] = [];
    const { removed, failed } = await runDeletion(bed.platform, installation, {
      onFailure: (rule, error) => errors.push(`${rule}: ${error.message}`),
    });
    expect([failed, errors]).toEqual([['failed-entry'], ['failed-entry: damaged']]);
    expect(removed).toMatchObject({ 'spent-work': 1 });
    // The rows of one page stay.
    expect(await entries()).toBeLessThan(300);
    expect(await lastDeletion(bed.deployer)).toMatchObject({ failed: ['failed-entry'] });
    await bed.deployer.query('drop function identity.refuse() cascade');
    const before = Date.now();
    expect(await runDeletion(bed.platform, installation)).toMatchObject({ failed: [] });
    expect(await entries()).toBe(0);
    const last = await lastDeletion(bed.deployer);
    expect([last.failed, last.completeAt!.getTime() >= before]).toEqual([[], true]);
  });
});
