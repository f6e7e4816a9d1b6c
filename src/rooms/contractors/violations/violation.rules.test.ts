import { describe, expect, it } from 'vitest';
import { actionsOf, transitionsOf } from '#kernel/machine.ts';
import {
  decideViolation,
  VIOLATION_MACHINE,
  VIOLATION_STATES,
  type ViolationAction,
  type ViolationFacts,
  type ViolationState,
} from './violation.rules.ts';
import { dueAfter, dueAfterStep, firstAbateBy, isNotifiedInTime } from './violation-clocks.rules.ts';

const TODAY = '2026-11-30';
const facts = (fields: Partial<ViolationFacts> = {}): ViolationFacts => ({
  ...{ state: 'notified', danger: false, abateBy: null, abatedOn: null, replyBy: null, repliedOn: null, determinedBy: null, ...fields },
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

const DETERMINED: readonly ViolationState[] = ['substantiated', 'remedied', 'verified', 'recorded', 'terminated', 'debarred'];

/** Every violation that people can make of a new notice by the steps that the rule accepts, without one of them where it is named. A reply closes after its day. */
function everyViolation(notice: Partial<ViolationFacts>, without?: ViolationAction): ViolationFacts[] {
  const found = new Map<string, ViolationFacts>();
  const open = [facts(notice)];
  for (const one of open) {
    const key = JSON.stringify(one);
    if (found.has(key)) continue;
    found.set(key, one);
    for (const action of actionsOf(VIOLATION_MACHINE)) {
      const decision = action === without ? undefined : decideViolation(one, action, { today: TODAY, person: 'ann' });
      if (!decision?.accepted) continue;
      open.push({
        ...{ ...one, state: decision.value.to },
        ...(action === 'mark-danger' && { danger: true }),
        ...(action === 'ask-reply' && { replyBy: '2026-11-29' }),
        ...((action === 'record-reply' || action === 'close-reply') && { repliedOn: TODAY }),
      });
    }
  }
  return [...found.values()];
}

describe('the table of violations (P5f.3)', () => {
  it('has no way to a remedy around the right of reply but danger', () => {
    const withoutReply = reachable('notified', ({ action, to }) => action === 'substantiate-in-danger' || to === 'replied');
    for (const state of ['substantiated', 'remedied', 'verified', 'recorded', 'terminated', 'debarred'] as const)
      expect([state, withoutReply.has(state)]).toEqual([state, false]);
    // With danger there is one, so that the walk above looks at the right steps.
    expect(reachable('notified', ({ to }) => to === 'replied').has('remedied')).toBe(true);
  });

  it('has none by the steps that the rule accepts but danger, which may be marked later, and asks the firm in every case', () => {
    for (const without of ['mark-danger', 'substantiate-in-danger'] as const) {
      const around = everyViolation({}, without).filter(({ state, repliedOn }) => DETERMINED.includes(state) && repliedOn === null);
      expect([without, around]).toEqual([without, []]);
    }
    const all = everyViolation({});
    const determined = all.filter(({ state }) => DETERMINED.includes(state));
    expect(determined.filter(({ danger, repliedOn }) => !danger && repliedOn === null)).toEqual([]);
    // Where it is marked later, everything but closing goes on before the reply.
    const unanswered = determined.filter(({ repliedOn }) => repliedOn === null).map(({ state }) => state);
    expect([...new Set(unanswered)].toSorted()).toEqual([...DETERMINED].toSorted());
    // The firm was asked before the record, can still reply, and is answered before the violation is closed.
    const recorded = all.filter(({ state }) => ['recorded', 'terminated', 'debarred'].includes(state));
    expect(recorded.filter(({ replyBy }) => replyBy === null)).toEqual([]);
    const waiting = recorded.filter(({ repliedOn }) => repliedOn === null);
    expect(waiting.map((one) => decideViolation(one, 'record-reply', { today: TODAY, person: 'ann' }).accepted)).not.toContain(false);
    const closed = all.filter(({ state }) => state === 'closed');
    expect(closed.filter(({ replyBy, repliedOn }) => replyBy !== null && repliedOn === null)).toEqual([]);
  });

  it('never leaves a violation without a way to its end, and takes only replies after that', () => {
    for (const state of VIOLATION_STATES) {
      const ends = ENDS.filter((end) => reachable(state, () => false).has(end));
      expect([state, ends.length > 0]).toEqual([state, true]);
    }
    const after = STEPS.filter(({ from }) => ENDS.includes(from)).map(({ from, action, to }) => `${from} ${action} ${to}`);
    expect(after.toSorted()).toEqual([
      'closed record-reply closed',
      ...['close-reply', 'record-reply'].map((action) => `debarred ${action} debarred`),
      ...['close-reply', 'record-reply'].map((action) => `terminated ${action} terminated`),
    ]);
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

  it('lets the end of an ordered abatement be recorded in the same states, once for each order', () => {
    for (const state of VIOLATION_STATES) {
      const isOpen = !['notified', 'unsubstantiated', 'recorded', ...ENDS].includes(state);
      expect([state, codeOf({ state, abateBy: '2026-11-29' }, 'confirm-abatement')]).toEqual([state, isOpen ? state : 'not-in-this-state']);
    }
    expect(codeOf({ state: 'abating' }, 'confirm-abatement')).toBe('no-abatement-open');
    expect(codeOf({ state: 'abating', abateBy: TODAY, abatedOn: TODAY }, 'confirm-abatement')).toBe('no-abatement-open');
  });

  it('lets danger be marked in every state before the record, once, by who investigates while that is theirs', () => {
    for (const state of VIOLATION_STATES) {
      const isOpen = !['unsubstantiated', 'recorded', ...ENDS].includes(state);
      expect([state, codeOf({ state }, 'mark-danger')]).toEqual([state, isOpen ? state : 'not-in-this-state']);
    }
    expect(codeOf({ state: 'remedied', danger: true }, 'mark-danger')).toBe('danger-marked-already');
    const investigators = STEPS.filter(({ action, permission }) => action === 'mark-danger' && permission === 'contractors:investigate');
    expect(investigators.map(({ from }) => from)).toEqual(['notified', 'abating', 'investigating']);
  });

  it('passes by the reply only where people are in danger, and asks the firm before the record', () => {
    expect(codeOf({ state: 'investigating' }, 'substantiate-in-danger')).toBe('not-in-danger');
    expect(codeOf({ state: 'investigating', danger: true }, 'substantiate-in-danger')).toBe('substantiated');
    expect(codeOf({ state: 'verified' }, 'record')).toBe('no-reply-yet');
    expect(codeOf({ state: 'verified', danger: true }, 'record')).toBe('not-asked');
    expect(codeOf({ state: 'verified', danger: true, replyBy: '2026-12-20' }, 'record')).toBe('recorded');
    expect(codeOf({ state: 'recorded', danger: true, replyBy: '2026-12-20' }, 'close')).toBe('no-reply-yet');
    expect(codeOf({ state: 'recorded', danger: true, replyBy: '2026-12-20', repliedOn: TODAY }, 'close')).toBe('closed');
    expect(codeOf({ state: 'unsubstantiated' }, 'close')).toBe('closed');
    expect(codeOf({ state: 'remedied' }, 'ask-reply')).toBe('remedied');
    expect(codeOf({ state: 'remedied', replyBy: '2026-12-01' }, 'ask-reply')).toBe('asked-already');
    expect(codeOf({ state: 'verified' }, 'record-reply')).toBe('not-asked');
    expect(codeOf({ state: 'verified', replyBy: '2026-12-20' }, 'record-reply')).toBe('verified');
    expect(codeOf({ state: 'verified', replyBy: '2026-12-20', repliedOn: TODAY }, 'record')).toBe('recorded');
  });

  it('takes a late or further reply in every state, and it changes none', () => {
    const answered = everyViolation({}).filter(({ repliedOn }) => repliedOn !== null);
    expect(new Set(answered.map(({ state }) => state))).toEqual(new Set([...DETERMINED, 'replied', 'unsubstantiated', 'closed']));
    for (const one of answered) expect(codeOf(one, 'record-reply')).toBe(one.state);
    // Nobody writes down a reply that was not asked for, as if the firm had been heard.
    expect(codeOf({ state: 'unsubstantiated' }, 'record-reply')).toBe('not-asked');
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
  const days = { today: TODAY, abateBy: '2026-12-05', replyBy: '2026-12-30', replied: false, clocks };

  it('gives each stage its days', () => {
    expect(dueAfter('notify', days)).toBe(TODAY);
    expect(dueAfter('order-abatement', days)).toBe('2026-12-05');
    expect(dueAfter('investigate', days)).toBe('2027-02-28');
    expect(dueAfter('ask-reply', days)).toBe('2026-12-30');
    expect(dueAfter('substantiate', days)).toBe('2026-12-14');
    expect(dueAfter('close', days)).toBeNull();
  });

  const alone = (day: string | null) => ({ due: day, stage: day });

  it('keeps what was due through a step outside the main line, unless its own day is nearer', () => {
    const outside = STEPS.find(({ from, action }) => from === 'investigating' && action === 'order-abatement')!;
    expect(dueAfterStep(outside, alone('2026-12-01'), days)).toEqual(alone('2026-12-01'));
    expect(dueAfterStep(outside, alone('2027-02-28'), days)).toEqual({ due: '2026-12-05', stage: '2027-02-28' });
    const main = STEPS.find(({ action }) => action === 'investigate')!;
    expect(dueAfterStep(main, alone('2026-12-01'), days)).toEqual(alone('2027-02-28'));
  });

  it('moves the day of an order to abate with the next order, never past the day of the stage', () => {
    for (const from of ['abating', 'investigating'] as const) {
      const again = STEPS.find((one) => one.from === from && one.action === 'order-abatement')!;
      const dueFrom = (due: string, stage: string | null) => dueAfterStep(again, { due, stage }, { ...days, abateBy: '2026-12-20' }).due;
      expect(dueFrom('2026-12-05', null)).toBe('2026-12-20');
      expect(dueFrom('2026-12-05', '2027-02-28')).toBe('2026-12-20');
      expect(dueFrom('2026-12-05', '2026-12-10')).toBe('2026-12-10');
      expect(dueFrom('2026-12-01', '2026-12-01')).toBe('2026-12-01');
    }
  });

  it('leaves the day of an order to abate once the firm has ended the violation, and asks for the investigation at once', () => {
    const confirmed = (from: ViolationState, stage: string | null) =>
      dueAfterStep(STEPS.find((one) => one.from === from && one.action === 'confirm-abatement')!, { due: '2026-11-05', stage }, days);
    expect(confirmed('investigating', '2027-02-28')).toEqual(alone('2027-02-28'));
    expect(confirmed('abating', null)).toEqual({ due: TODAY, stage: null });
    expect(confirmed('verified', null)).toEqual(alone(null));
  });

  it('makes a stage whose day was not kept due today once the order is followed, or on the last day of the reply', () => {
    const confirmed = STEPS.filter(({ action }) => action === 'confirm-abatement').map((step) => [
      step.from,
      dueAfterStep(step, { due: '2026-11-05', stage: null }, days).due,
    ]);
    expect(Object.fromEntries(confirmed)).toEqual({
      ...{ abating: TODAY, investigating: TODAY, 'awaiting-reply': '2026-12-30', replied: TODAY },
      ...{ substantiated: TODAY, remedied: TODAY, verified: null },
    });
  });

  it('gives what comes next today where danger is marked, and after the record keeps only the day of a reply', () => {
    const stepOf = (action: ViolationAction, from: ViolationState) => STEPS.find((one) => one.action === action && one.from === from)!;
    expect(dueAfterStep(stepOf('mark-danger', 'awaiting-reply'), alone('2026-12-30'), days).due).toBe(TODAY);
    expect(dueAfterStep(stepOf('mark-danger', 'awaiting-reply'), alone('2026-11-10'), days).due).toBe('2026-11-10');
    for (const [action, from] of [
      ['record', 'verified'],
      ['terminate', 'recorded'],
      ['debar', 'recorded'],
    ] as const) {
      expect([action, dueAfterStep(stepOf(action, from), alone('2026-12-14'), days).due]).toEqual([action, '2026-12-30']);
      expect([action, dueAfterStep(stepOf(action, from), alone('2026-12-14'), { ...days, replied: true }).due]).toEqual([action, null]);
    }
    for (const over of ['recorded', 'terminated', 'unsubstantiated', 'closed'] as const)
      expect([over, dueAfterStep(stepOf('record-reply', over), alone(null), { ...days, replied: true }).due]).toEqual([over, null]);
    // Before it, a further reply moves no day.
    expect(dueAfterStep(stepOf('record-reply', 'replied'), alone('2026-12-01'), { ...days, replied: true }).due).toBe('2026-12-01');
  });

  it('names the first order to abate of those that the firm has not followed yet, or of those that it followed last', () => {
    const order = (abateBy: string) => ({ action: 'order-abatement', detail: { abateBy } });
    const followed = { action: 'confirm-abatement', detail: {} };
    expect(firstAbateBy([])).toBeNull();
    expect(firstAbateBy([order('2026-11-20'), order('2026-11-09')])).toBe('2026-11-09');
    expect(firstAbateBy([followed, order('2026-11-20'), order('2026-11-09')])).toBe('2026-11-09');
    expect(firstAbateBy([order('2026-12-20'), order('2026-12-01'), followed, order('2026-11-09')])).toBe('2026-12-01');
  });

  it('counts a notification in time up to the last minute of its limit, and none where the firm did not notify', () => {
    const known = new Date('2026-11-29T10:00:00Z');
    expect(isNotifiedInTime(known, new Date('2026-11-30T10:00:00Z'), 24)).toBe(true);
    expect(isNotifiedInTime(known, new Date('2026-11-30T10:00:01Z'), 24)).toBe(false);
    expect(isNotifiedInTime(known, null, 24)).toBeNull();
  });
});
