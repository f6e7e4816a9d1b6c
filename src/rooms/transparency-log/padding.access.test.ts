import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

it('padding hides the number of commands from platform administrators, and does not show it as zero', async () => {
  const auditor = await bed.signIn.auditor();
  const admin = await bed.signIn.platformAdmin();
  await placeAll(bed.platform.pool, bed.deployer);
  bed.setClock(() => new Date('2026-03-02T03:00:00Z'));
  await publishIfDue(bed.platform, { hour: 3, step: 256 });
  bed.setClock(() => new Date());
  const seenBy = async (who: typeof auditor) => (await bed.call(who, 'GET', '/desk/api/log')).body;
  const { size, padding } = await seenBy(auditor);
  expect(padding).toBeGreaterThan(0);
  expect(await seenBy(admin)).toMatchObject({ size, padding: null });
});
