import { expect, test } from 'vitest';
import { ROLE, type Role } from '#kernel/roles.ts';
import type { PermissionRule } from '#platform/identity/subject.ts';
import { USUAL_CALENDAR, type WorkCalendar } from '#rooms/parties/index.ts';
import { returnsPermissions } from '../permissions.ts';
import type { ReturnState } from '../return.rules.ts';
import { dayOfClock, daysTo, rolesAwaited, turnOf } from './return-turn.rules.ts';

const CLOCKS = { clearance: 15, check: 20, acceptance: 10 };
const SINCE = new Date('2026-11-12T10:00:00Z');
// There, Friday and Saturday are rest days, and Sunday 29 November is a holiday.
const gulf: WorkCalendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: new Set(['2026-11-29']) };
const mayAs = (roles: Role[]) => (permission: string) => {
  const rule: PermissionRule = returnsPermissions[permission as keyof typeof returnsPermissions];
  return roles.some((role) => rule.party?.includes(role) || rule.anywhere?.includes(role));
};
const turn = (
  state: ReturnState,
  roles: Role[],
  now: string,
  more: { owed?: boolean; due?: string | null; office?: WorkCalendar; awaited?: Role[] } = {},
) =>
  turnOf({ state, since: SINCE, due: more.due === undefined ? '2026-11-30' : more.due }, { roles, may: mayAs(roles) }, CLOCKS, {
    party: { calendar: gulf, owed: more.owed ?? true },
    office: more.office ?? USUAL_CALENDAR,
    now: new Date(now),
    awaited: more.awaited ?? [],
  });

test.each<[ReturnState, Role, ReturnType<typeof turn>]>([
  ['open', ROLE.focalPoint, { action: 'start', due: '2026-11-30', late: false, overOn: '2026-12-01' }],
  ['answering', ROLE.commander, { action: 'ask-review', due: '2026-11-30', late: false, overOn: '2026-12-01' }],
  ['in-review', ROLE.focalPoint, null],
  // Fifteen days after 12 November is a Friday; Saturday is a rest day, Sunday a holiday.
  ['in-review', ROLE.legalAdviser, { action: 'clear', due: '2026-11-30', late: false, overOn: '2026-12-01' }],
  ['cleared', ROLE.legalAdviser, null],
  ['cleared', ROLE.focalPoint, { action: 'sign', due: '2026-11-30', late: false, overOn: '2026-12-01' }],
  ['signed', ROLE.focalPoint, { action: 'submit', due: '2026-11-30', late: false, overOn: '2026-12-01' }],
  ['submitted', ROLE.focalPoint, null],
  ['submitted', ROLE.policyOffice, { action: 'accept', due: '2026-12-02', late: false, overOn: '2026-12-03' }],
  ['returned', ROLE.focalPoint, { action: 'amend', due: null, late: false, overOn: null }],
  ['accepted', ROLE.policyOffice, null],
  ['answering', ROLE.trainingOfficer, null],
])('a return in state %s gives %s the task %o (5a)', (state, role, expected) => {
  expect(turn(state, [role], '2026-11-20T10:00:00Z')).toEqual(expected);
});

test('the due date of the legal office follows the party’s time zone and rest days (5a)', () => {
  expect(turn('in-review', [ROLE.legalAdviser], '2026-11-30T20:59:59Z')?.late).toBe(false);
  expect(turn('in-review', [ROLE.legalAdviser], '2026-11-30T21:00:00Z')?.late).toBe(true);
});

test('headquarters’ due date follows its own calendar (5g)', () => {
  const office: WorkCalendar = { zone: 'Europe/Brussels', weekend: [6, 7], holidays: new Set(['2026-12-02']) };
  expect(turn('submitted', [ROLE.policyOffice], '2026-12-03T22:59:59Z', { office })).toEqual({
    action: 'accept',
    due: '2026-12-03',
    late: false,
    overOn: '2026-12-04',
  });
  expect(turn('submitted', [ROLE.policyOffice], '2026-12-03T23:00:00Z', { office })?.late).toBe(true);
});

test('a return that is not owed is never late, and one without a due date has none (6)', () => {
  for (const state of ['open', 'answering', 'in-review', 'cleared', 'signed'] as const)
    expect(turn(state, [ROLE.focalPoint, ROLE.legalAdviser], '2030-01-01T00:00:00Z', { owed: false })).toMatchObject({
      late: false,
      overOn: null,
    });
  expect(turn('open', [ROLE.focalPoint], '2030-01-01T00:00:00Z', { due: null })).toEqual({
    action: 'start',
    due: null,
    late: false,
    overOn: null,
  });
  expect(turn('open', [ROLE.focalPoint], '2030-01-01T00:00:00Z')?.late).toBe(true);
});

test('a time limit starts on the local date of the party that acts', () => {
  // Late in the evening of 12 November in London is already the 13th in Riyadh.
  expect(dayOfClock(gulf, new Date('2026-11-12T22:00:00Z'), 10, SINCE).due).toBe('2026-11-23');
  expect(dayOfClock(USUAL_CALENDAR, new Date('2026-11-12T22:00:00Z'), 10, SINCE).due).toBe('2026-11-23');
  expect(dayOfClock(USUAL_CALENDAR, new Date('2026-11-13T22:00:00Z'), 10, SINCE).due).toBe('2026-11-23');
});

test('a return that is being answered is a task of each role with open questions, and of no other (5a)', () => {
  const question = (id: string, more: object = {}) => ({ id, type: 'yes-no' as const, ...more });
  const sections: Parameters<typeof rolesAwaited>[0] = [
    { who: [ROLE.legalAdviser], questions: [question('law')] },
    {
      who: [ROLE.trainingOfficer, ROLE.contractingOfficer],
      questions: [question('trained'), question('why', { showIf: { question: 'trained', is: ['no'] } })],
    },
    { who: [], questions: [question('plan')] },
  ];
  const answersFrom = (answers: Record<string, string>) =>
    new Map(Object.entries(answers).map(([id, value]) => [id, { choice: 'changed' as const, value }]));
  expect(rolesAwaited(sections, answersFrom({}))).toEqual([ROLE.legalAdviser, ROLE.trainingOfficer, ROLE.contractingOfficer]);
  expect(rolesAwaited(sections, answersFrom({ law: 'yes', trained: 'no' }))).toEqual([ROLE.trainingOfficer, ROLE.contractingOfficer]);
  expect(rolesAwaited(sections, answersFrom({ law: 'yes', trained: 'yes' }))).toEqual([]);

  const awaited: Role[] = [ROLE.trainingOfficer];
  const answer = { action: 'answer', due: '2026-11-30', late: false, overOn: '2026-12-01' };
  const day = '2026-11-20T10:00:00Z';
  expect(turn('answering', [ROLE.trainingOfficer], day, { awaited })).toEqual(answer);
  expect(turn('answering', [ROLE.trainingOfficer], '2026-12-01T10:00:00Z', { awaited })?.late).toBe(true);
  expect(turn('answering', [ROLE.trainingOfficer], '2026-12-01T10:00:00Z', { awaited, owed: false })?.late).toBe(false);
  for (const role of [ROLE.legalAdviser, ROLE.contractingOfficer, ROLE.policyOffice, ROLE.reviewer] as const)
    expect(turn('answering', [role], day, { awaited }), role).toBeNull();
  // The coordinator gets the whole return.
  expect(turn('answering', [ROLE.focalPoint, ROLE.trainingOfficer], day, { awaited })?.action).toBe('ask-review');
  for (const state of ['open', 'in-review', 'cleared', 'signed', 'submitted', 'returned', 'accepted'] as const)
    expect(turn(state, [ROLE.trainingOfficer], day, { awaited }), state).toBeNull();
});

// Friday 27 November is a rest day there; Monday 30 November is the next working day. In UTC the day ends three hours later.
test.each([
  ['2026-11-25T21:00:00Z', true, 1],
  ['2026-11-27T10:00:00Z', true, 0],
  ['2026-11-28T10:00:00Z', true, 2],
  ['2026-11-30T20:59:59Z', true, 0],
  ['2026-11-30T21:00:00Z', true, -1],
  ['2026-11-30T21:00:00Z', false, null],
])('the days left at %s of a return that is owed (%s) are %s (5a)', (now, owed, left) => {
  expect(daysTo(gulf, '2026-11-27', owed, new Date(now))).toBe(left);
});

test('the days left of a return without a due date are unknown (5a)', () => {
  expect(daysTo(gulf, null, true, SINCE)).toBeNull();
});
