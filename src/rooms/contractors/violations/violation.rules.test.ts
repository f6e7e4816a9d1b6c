import { describe, expect, it } from 'vitest';
import { transitionsOf } from '#kernel/machine.ts';
import { decideViolation, VIOLATION_MACHINE, VIOLATION_STATES, type ViolationFacts, type ViolationState } from './violation.rules.ts';
import { dueAfter, dueAfterStep, isNotifiedInTime } from './violation-clocks.rules.ts';

const TODAY = '2026-11-30';
const facts = (fields: Partial<ViolationFacts> = {}): ViolationFacts => ({
  ...{ state: 'notified', danger: false, replyBy: null, repliedOn: null, determinedBy: null, ...fields },
});
const codeOf = (fields: Partial<ViolationFacts>, action: Parameters<typeof decideViolation>[1], person = 'ann') => {
  const decision = decideViolation(facts(fields), action, { today: TODAY, person });
  return decision.accepted ? decision.value.to : decision.code.replace('contractors/', '');
};
const STEPS = transitionsOf(VIOLATION_MACHINE);
const ENDS: readonly ViolationState[] = ['closed', 'terminated', 'debarred'];

/** The states that can be reached from one, without the actions of `but`. */
function reachable(from: ViolationState, but: (step: (typeof STEPS)[number]) => boolean): Set<ViolationState> {
  const reached = new Set([from]);
  for (const state of reached) for (const step of STEPS) if (step.from === state && !but(step)) reached.add(step.to);
  return reached;
}

describe('the table of violations (P5f.3)', () => {
  it('has no way to a remedy around the right of reply but danger', () => {
    const withoutReply = reachable('notified', ({ action, to }) => action === 'substantiate-in-danger' || to === 'replied');
    for (const state of ['substantiated', 'remedied', 'verified', 'recorded', 'terminated', 'debarred'] as const)
      expect([state, withoutReply.has(state)]).toEqual([state, false]);
    // With danger there is one, so that the walk above looks at the right steps.
    expect(reachable('notified', ({ to }) => to === 'replied').has('remedied')).toBe(true);
  });

  it('never leaves a violation without a way to its end, and changes nothing after that', () => {
    for (const state of VIOLATION_STATES) {
      const ends = ENDS.filter((end) => reachable(state, () => false).has(end));
      expect([state, ends.length > 0]).toEqual([state, true]);
    }
    expect(STEPS.filter(({ from }) => ENDS.includes(from))).toEqual([]);
  });

  it('lets an abatement be ordered in every state before the record, whether or not the firm replied', () => {
    for (const state of VIOLATION_STATES) {
      const isOpen = !['unsubstantiated', 'recorded', ...ENDS].includes(state);
      expect([state, decideViolation(facts({ state }), 'order-abatement', { today: TODAY, person: 'ann' }).accepted]).toEqual([
        state,
        isOpen,
      ]);
    }
  });

  it('passes by the reply only where people are in danger, and lets the firm reply before the record', () => {
    expect(codeOf({ state: 'investigating' }, 'substantiate-in-danger')).toBe('not-in-danger');
    expect(codeOf({ state: 'investigating', danger: true }, 'substantiate-in-danger')).toBe('substantiated');
    expect(codeOf({ state: 'verified' }, 'record')).toBe('no-reply-yet');
    expect(codeOf({ state: 'remedied' }, 'ask-reply')).toBe('remedied');
    expect(codeOf({ state: 'remedied', replyBy: '2026-12-01' }, 'ask-reply')).toBe('asked-already');
    expect(codeOf({ state: 'verified' }, 'record-reply')).toBe('not-asked');
    expect(codeOf({ state: 'verified', replyBy: '2026-12-20' }, 'record-reply')).toBe('verified');
    expect(codeOf({ state: 'verified', replyBy: '2026-12-20', repliedOn: TODAY }, 'record')).toBe('recorded');
  });

  it('closes the reply only after its last day', () => {
    expect(codeOf({ state: 'awaiting-reply', replyBy: TODAY }, 'close-reply')).toBe('reply-still-open');
    expect(codeOf({ state: 'awaiting-reply', replyBy: '2026-11-29' }, 'close-reply')).toBe('replied');
    expect(codeOf({ state: 'substantiated', replyBy: '2026-11-01', repliedOn: '2026-11-20' }, 'close-reply')).toBe('replied-already');
  });

  it('leaves the remedy to another person than the one who determined', () => {
    expect(codeOf({ state: 'substantiated', determinedBy: 'ann' }, 'decide-remedy', 'ann')).toBe('second-person');
    expect(codeOf({ state: 'substantiated', determinedBy: 'ann' }, 'decide-remedy', 'ben')).toBe('remedied');
  });
});

describe('its clocks', () => {
  const clocks = { investigationDays: 90, replyDays: 30, remedyDays: 14 };
  const days = { today: TODAY, abateBy: '2026-12-05', replyBy: '2026-12-30', clocks };

  it('gives each stage its days', () => {
    expect(dueAfter('notify', days)).toBe(TODAY);
    expect(dueAfter('order-abatement', days)).toBe('2026-12-05');
    expect(dueAfter('investigate', days)).toBe('2027-02-28');
    expect(dueAfter('ask-reply', days)).toBe('2026-12-30');
    expect(dueAfter('substantiate', days)).toBe('2026-12-14');
    expect(dueAfter('close', days)).toBeNull();
  });

  it('keeps what was due through a step beside the main line, unless its own day is nearer', () => {
    const beside = STEPS.find(({ from, action }) => from === 'investigating' && action === 'order-abatement')!;
    expect(dueAfterStep(beside, '2026-12-01', days)).toBe('2026-12-01');
    expect(dueAfterStep(beside, '2027-02-28', days)).toBe('2026-12-05');
    const main = STEPS.find(({ action }) => action === 'investigate')!;
    expect(dueAfterStep(main, '2026-12-01', days)).toBe('2027-02-28');
  });

  it('counts a notification in time up to the last minute of its limit, and none where the firm did not notify', () => {
    const known = new Date('2026-11-29T10:00:00Z');
    expect(isNotifiedInTime(known, new Date('2026-11-30T10:00:00Z'), 24)).toBe(true);
    expect(isNotifiedInTime(known, new Date('2026-11-30T10:00:01Z'), 24)).toBe(false);
    expect(isNotifiedInTime(known, null, 24)).toBeNull();
  });
});
