import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { DUE_KINDS, type DueItem, nextReminder, remindersDue } from './due.rules.ts';

const TIMES = { before: [30, 14, 3], higherAfter: 14 };
const item = (change: Partial<DueItem> = {}): DueItem => ({
  kind: 'self-assessment',
  roundId: 'round',
  participationId: 'participation',
  partyId: 'party',
  subjectId: null,
  due: '2026-07-01',
  voluntary: false,
  ...change,
});
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const on = (day: string, one: DueItem) => remindersDue([one], dayAfter(day, -1), day, TIMES).map(({ tone, days }) => [tone, days]);

describe('what is due for whom on a day', () => {
  it.each([
    ['2026-06-01', [['due', 30]]],
    ['2026-06-02', []],
    ['2026-06-17', [['due', 14]]],
    ['2026-06-28', [['due', 3]]],
    ['2026-07-01', []],
    ['2026-07-02', []],
    ['2026-07-15', [['higher', -14]]],
    ['2026-07-16', []],
  ])('a self-assessment owed by 1 July, on %s', (day, expected) => expect(on(day, item())).toEqual(expected));

  it('goes to the party’s representatives; an escalation goes to the policy office', () => {
    const [first] = remindersDue([item()], '2026-05-31', '2026-06-01', TIMES);
    expect(first!.to).toEqual({ partyId: 'party', roles: [ROLE.focalPoint, ROLE.commander, ROLE.contractingOfficer] });
    expect(remindersDue([item()], '2026-07-14', '2026-07-15', TIMES)[0]!.to).toEqual({ partyId: null, roles: [ROLE.policyOffice] });
  });

  it('only a missing self-assessment goes higher', () => {
    for (const kind of DUE_KINDS) expect(on('2026-07-15', item({ kind })).length).toBe(kind === 'self-assessment' ? 1 : 0);
  });

  it('says a thing once after days without a digest', () => {
    expect(remindersDue([item()], '2026-05-01', '2026-06-29', TIMES).map(({ days }) => days)).toEqual([2]);
    expect(remindersDue([item()], '2026-06-29', '2026-06-30', TIMES)).toEqual([]);
  });

  it('counts days across a change of the clock', () => {
    expect(on('2026-10-22', item({ due: '2026-11-05' }))).toEqual([['due', 14]]);
  });

  it('nothing voluntary is ever overdue: it is recalled once, as an invitation, and never after its day', () => {
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

describe('the next reminder', () => {
  it.each([
    ['2026-05-01', false, '2026-06-01'],
    ['2026-06-01', false, '2026-06-17'],
    ['2026-06-28', false, '2026-07-15'],
    ['2026-07-15', false, null],
    ['2026-05-01', true, '2026-06-01'],
    ['2026-06-01', true, null],
  ])('after %s, voluntary %s: %s', (today, voluntary, day) => expect(nextReminder(item({ voluntary }), today, TIMES)).toBe(day));
});
