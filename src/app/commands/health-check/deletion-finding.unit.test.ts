import { expect, test } from 'vitest';
import { deletionFinding } from './deletion-finding.ts';

const now = new Date('2026-12-03T12:00:00Z');
const at = (day: string) => new Date(`2026-${day}T02:30:00Z`);

test.each([
  ['not-checked', { completeAt: null, failed: [], since: at('12-02') }, 'none has been completed yet'],
  ['warning', { completeAt: null, failed: [], since: at('11-20') }, 'none has been completed yet'],
  ['ok', { completeAt: at('12-03'), failed: [], since: at('11-20') }, 'last deleted on 2026-12-03 02:30 UTC'],
  ['warning', { completeAt: at('11-30'), failed: [], since: at('11-20') }, 'last deleted on 2026-11-30 02:30 UTC'],
  ['warning', { completeAt: at('12-02'), failed: ['report-junk'], since: at('11-20') }, 'left data of these rules: report-junk'],
])('the finding on the nightly deletion is %s for %o', (state, last, found) => {
  expect(deletionFinding(last, now)).toMatchObject({ state, found: expect.stringContaining(found) });
});
