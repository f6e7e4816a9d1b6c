import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { waitingFaults } from './waiting-faults.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

describe('waitingFaults', () => {
  it('names each fault of waiting mail once, and none of mail that was sent, failed permanently or ended', async () => {
    const { personId } = await bed.givenPerson('Fay Focal', []);
    const queue = (fault: string | null, { sent = false, failed = false, ended = false } = {}) =>
      bed.deployer.query(
        `insert into mail.message (id, kind, person_id, queued_at, ends_at, not_before, sent_at, failed_at, fault)
         values (gen_random_uuid(), 'digest', $1, now(), now() + case when $4 then '-1 hour' else interval '1 hour' end, now(),
           case when $2 then now() end, case when $3 then now() end, $5)`,
        [personId, sent, failed, ended, fault],
      );
    await queue(null);
    await queue('sent-later', { sent: true });
    await queue('failed-at-last', { failed: true });
    await queue('too-late', { ended: true });
    expect(await waitingFaults(bed.deployer)).toEqual([]);
    for (const fault of ['esocket', '450', 'esocket']) await queue(fault);
    expect(await waitingFaults(bed.deployer)).toEqual(['450', 'esocket']);
  });
});
