import { describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { ParticipationRow } from '../../participations/participation.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';
import { missingForAdoption, shownParticipations, stagesOf } from './round-view.ts';
import { axisOf, lateStretch, stretchesOf } from './time-axis.ts';

const TODAY = '2026-11-24';

const round: RoundView = {
  id: 'r',
  title: { en: 'Round 2026', fr: 'Cycle 2026' },
  state: 'open',
  editionId: 'e',
  authority: null,
  scope: [],
  calendar: {
    selfAssessmentDue: '2026-07-01',
    commentDue: '2026-12-18',
    adoptionPlanned: '2027-01-28',
    followUpDue: null,
    cutOff: '2026-07-01',
  },
  ratings: true,
  plannedAt: '2026-01-12T08:00:00Z',
  openedAt: '2026-03-02T08:00:00Z',
  adoptedAt: null,
  closedAt: null,
  sha256: null,
  release: null,
  version: 2,
};

const participation = (given: Partial<ParticipationRow>): ParticipationRow => ({
  id: 'p',
  party: { id: 'x', name: { en: 'Corvania', fr: 'Corvanie' } },
  group: 'ally',
  voluntary: false,
  state: 'asked',
  since: '2026-03-02T08:00:00Z',
  selfAssessmentDue: '2026-07-01',
  selfAssessmentOver: true,
  commentDue: '2026-12-18',
  submittedAt: null,
  steps: [{ state: 'asked', at: '2026-03-02T08:00:00Z' }],
  next: { action: 'prefill', by: 'party', due: null },
  yours: false,
  asked: 10,
  rated: 0,
  commentsOpen: 0,
  questionsOpen: 0,
  label: { policy: 'NATO', level: 'unclassified', releasableTo: null },
  ...given,
});

describe('missingForAdoption', () => {
  test('lists each condition of the server once, with its number and last date', () => {
    const participations = [
      participation({ selfAssessmentDue: '2026-12-01', selfAssessmentOver: false }),
      participation({ selfAssessmentDue: '2026-12-31', selfAssessmentOver: false }),
      participation({ state: 'submitted' }),
      participation({ state: 'drafted' }),
      participation({ state: 'commenting', next: { action: 'comment', by: 'party', due: '2026-12-18' } }),
      participation({ state: 'commenting', next: { action: 'decide-comment', by: 'office', due: null }, commentsOpen: 3 }),
    ];
    expect(missingForAdoption(participations)).toEqual([
      { kind: 'self-assessment', count: 2, day: '2026-12-31' },
      { kind: 'draft', count: 2, day: null },
      { kind: 'comment', count: 1, day: '2026-12-18' },
      { kind: 'decision', count: 3, day: null },
    ]);
  });

  test('ignores an unanswered party past its due date by its calendar, but not before', () => {
    const ready = participation({ state: 'commenting', next: { action: 'adopt', by: 'office', due: null } });
    expect(missingForAdoption([participation({ state: 'overdue' }), participation({ voluntary: true }), ready])).toEqual([]);
    expect(missingForAdoption([participation({ selfAssessmentOver: false })])).toHaveLength(1);
  });
});

test('shownParticipations filters by late, own, and next actor', () => {
  const participations = [
    participation({ id: 'a', state: 'overdue' }),
    participation({ id: 'b', yours: true, next: { action: 'rate', by: ROLE.reviewer, due: null } }),
  ];
  const ids = (show: Parameters<typeof shownParticipations>[1]) => shownParticipations(participations, show).map(({ id }) => id);
  expect([ids(undefined), ids('late'), ids('yours'), ids('party'), ids('ready')]).toEqual([['a', 'b'], ['a'], ['b'], ['a'], []]);
});

test.each([
  ['planned', '2026-11-24', 'planned'],
  ['open', '2026-07-01', 'self-assessments'],
  ['open', '2026-07-02', 'comments'],
  ['open', '2026-12-19', 'adoption'],
  ['adopted', '2027-02-01', 'follow-up'],
  ['closed', '2028-02-01', 'closed'],
] as const)('a round in state %s on %s is at the station %s', (state, today, key) => {
  expect(stagesOf({ ...round, state }, today).find(({ is }) => is === 'now')?.key).toBe(key);
});

describe('the time axis', () => {
  const axis = axisOf(round, [participation({})], TODAY, 330);

  test('runs from the month of opening past the last date, and places dates in proportion', () => {
    expect(axis.x('2026-03-01')).toBe(0);
    expect(axis.x('2027-02-01')).toBe(330);
    expect(axis.x('2026-08-16')).toBeCloseTo((168 / 337) * 330, 5);
    expect(axis.months.map(({ day }) => day)).toEqual(['2026-03-01', '2026-06-01', '2026-09-01', '2026-12-01']);
  });

  test('shows stretches without a gap, up to today', () => {
    const steps = [...participation({}).steps, { state: 'submitted', at: '2026-06-10T00:00:00Z' }];
    const [asked, submitted] = stretchesOf(participation({ steps }), axis, `${TODAY}T12:00:00Z`);
    expect(asked?.to).toBe(submitted?.from);
    expect(submitted?.to).toBe(axis.x(`${TODAY}T12:00:00Z`));
  });

  test('marks the days after the due date up to the self-assessment, and never for a voluntary party', () => {
    const now = `${TODAY}T12:00:00Z`;
    expect(lateStretch(participation({}), axis, now)).toEqual({ from: axis.x('2026-07-02'), to: axis.x(now) });
    expect(lateStretch(participation({ submittedAt: '2026-10-28T09:00:00Z' }), axis, now)?.to).toBe(axis.x('2026-10-28T09:00:00Z'));
    expect(lateStretch(participation({ submittedAt: '2026-07-01T22:00:00Z' }), axis, now)).toBeNull();
    expect(lateStretch(participation({ voluntary: true }), axis, now)).toBeNull();
  });
});
