import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { DUE_KINDS, type DueItem, nextReminder, remindersDue } from './due.rules.ts';

const TIMES = { before: [30, 14, 3], higherAfter: 14 };
const item = ({ due = '2026-07-01', ...change }: Partial<DueItem> = {}): DueItem => ({
  kind: 'self-assessment',
  roundId: 'round',
  participationId: 'participation',
  partyId: 'party',
  subjectId: null,
  due,
  overOn: dayAfter(due, 1),
  voluntary: false,
  ...change,
});
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const on = (day: string, one: DueItem) => remindersDue([one], dayAfter(day, -1), day, TIMES).map(({ tone, days }) => [tone, days]);

describe('remindersDue', () => {
  it.each([
    ['2026-06-01', [['due', 30]]],
    ['2026-06-02', []],
    ['2026-06-17', [['due', 14]]],
    ['2026-06-28', [['due', 3]]],
    ['2026-07-01', []],
    ['2026-07-02', []],
    ['2026-07-15', [['higher', -14]]],
    ['2026-07-16', []],
  ])('on %s, for a self-assessment due on 1 July, are %j', (day, expected) => expect(on(day, item())).toEqual(expected));

  it('are addressed to the party’s representatives, and an escalation to the policy office', () => {
    const [first] = remindersDue([item()], '2026-05-31', '2026-06-01', TIMES);
    expect(first!.to).toEqual({ partyId: 'party', roles: [ROLE.focalPoint, ROLE.commander, ROLE.contractingOfficer] });
    expect(remindersDue([item()], '2026-07-14', '2026-07-15', TIMES)[0]!.to).toEqual({ partyId: null, roles: [ROLE.policyOffice] });
  });

  it('escalate a self-assessment due on a day of rest after the next working day, when the task of the policy office begins', () => {
    const saturday = item({ due: '2026-07-04', overOn: '2026-07-07' });
    expect(on('2026-07-18', saturday)).toEqual([]);
    expect(on('2026-07-20', saturday)).toEqual([['higher', -16]]);
  });

  it('escalate only a missing self-assessment', () => {
    for (const kind of DUE_KINDS) expect(on('2026-07-15', item({ kind })).length).toBe(kind === 'self-assessment' ? 1 : 0);
  });

  it('remind once after days without a digest', () => {
    expect(remindersDue([item()], '2026-05-01', '2026-06-29', TIMES).map(({ days }) => days)).toEqual([2]);
    expect(remindersDue([item()], '2026-06-29', '2026-06-30', TIMES)).toEqual([]);
  });

  it('count days across a clock change', () => {
    expect(on('2026-10-22', item({ due: '2026-11-05' }))).toEqual([['due', 14]]);
  });

  it('invite a voluntary party once, and never after its date', () => {
    const kinds = fc.constantFrom(...DUE_KINDS);
    const offset = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(kinds, offset, fc.integer({ min: 1, max: 90 }), (kind, days, gap) => {
        const today = dayAfter('2026-07-01', days);
        const reminders = remindersDue([item({ kind, voluntary: true })], dayAfter(today, -gap), today, TIMES);
        for (const one of reminders) expect([one.tone, one.days >= 0, one.to.partyId]).toEqual(['invited', true, 'party']);
      }),
    );
    const all = Array.from({ length: 200 }, (_, n) => on(dayAfter('2026-05-01', n), item({ voluntary: true }))).flat();
    expect(all).toEqual([['invited', 30]]);
  });
});

describe('nextReminder', () => {
  it.each([
    ['2026-05-01', false, '2026-06-01'],
    ['2026-06-01', false, '2026-06-17'],
    ['2026-06-28', false, '2026-07-15'],
    ['2026-07-15', false, null],
    ['2026-05-01', true, '2026-06-01'],
    ['2026-06-01', true, null],
  ])('after %s, with voluntary %s, is on %s', (today, voluntary, day) => expect(nextReminder(item({ voluntary }), today, TIMES)).toBe(day));
});
