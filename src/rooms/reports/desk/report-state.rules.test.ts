import { describe, expect, test } from 'vitest';
import { offeredActions } from '#kernel/machine.ts';
import { decideReportAction, REPORT_MACHINE, REPORT_STATES, REPORTER_STATES } from './report-state.rules.ts';

const offered = (state: (typeof REPORT_STATES)[number]) => offeredActions(REPORT_MACHINE, state, () => true).map(({ action }) => action);

describe('decideReportAction (5e)', () => {
  test.each([
    ['received', 'take', 'received'],
    ['received', 'triage', 'triaged'],
    ['triaged', 'pass-on', 'passed-on'],
    ['passed-on', 'pass-on', 'passed-on'],
    ['received', 'close', 'closed'],
    ['closed', 'reopen', 'reopened'],
    ['reopened', 'triage', 'triaged'],
  ] as const)('leads from %s by %s to %s', (from, action, to) => {
    expect(decideReportAction(from, action)).toMatchObject({ accepted: true, value: { to } });
  });

  test.each([
    ['received', 'pass-on'],
    ['closed', 'take'],
    ['closed', 'close'],
    ['triaged', 'triage'],
    ['triaged', 'reopen'],
    ['reopened', 'pass-on'],
  ] as const)('refuses in %s to %s', (state, action) => {
    expect(decideReportAction(state, action)).toMatchObject({ accepted: false, details: { state, action } });
  });

  test('offers in a closed report only to reopen it, and never that in an open one', () => {
    expect(offered('closed')).toEqual(['reopen']);
    for (const state of REPORT_STATES.filter((one) => one !== 'closed')) expect(offered(state)).not.toContain('reopen');
  });
});

test('REPORTER_STATES never shows a reporter more than four states, and leaves "received" to the server', () => {
  expect(new Set(Object.values(REPORTER_STATES))).toEqual(new Set([null, 'being-looked-at', 'passed-on', 'closed']));
});
