import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAYS, type Says, STATUSES, type Status } from '#kernel/status.ts';
import { deriveStatus, type LatestItem, type StatusQuestion } from './status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

function item(kind: string, says: Says, countsOn = '2026-01-15', origin: LatestItem['origin'] = 'arose'): LatestItem {
  return { itemId: `${kind}-${says}`, kind, says, origin, countsOn };
}

function ask(latest: LatestItem[], more: Partial<StatusQuestion> = {}) {
  return deriveStatus({
    owed: true,
    evidence: { kinds: ['EV-A', 'EV-B'], needs: 'any' },
    latest,
    freshMonths: () => 12,
    answer: null,
    now: NOW,
    ...more,
  });
}

const all: StatusQuestion['evidence'] = { kinds: ['EV-A', 'EV-B'], needs: 'all' };

describe('deriveStatus', () => {
  const table: [string, LatestItem[], Partial<StatusQuestion>, Status][] = [
    ['not owed', [item('EV-A', 'not-met')], { owed: false }, 'not-applicable'],
    ['nothing', [], {}, 'not-reported'],
    ['only information', [item('EV-A', 'informs')], {}, 'not-reported'],
    ['only zero received', [item('EV-A', 'zero')], {}, 'not-reported'],
    ['nil return', [item('EV-A', 'nil')], {}, 'met'],
    ['a nil return beside an obligation not met', [item('EV-A', 'nil'), item('EV-B', 'not-met')], {}, 'not-met'],
    ['all asked, one of them nil', [item('EV-A', 'met'), item('EV-B', 'nil')], { evidence: all }, 'met'],
    ['all asked, only a nil return of one', [item('EV-A', 'nil')], { evidence: all }, 'partly-met'],
    ['met by one of two', [item('EV-A', 'met')], {}, 'met'],
    ['met, too old', [item('EV-A', 'met', '2025-11-22')], {}, 'met-stale'],
    ['met on the last fresh day', [item('EV-A', 'met', '2025-11-24')], {}, 'met'],
    ['a month counts to its end', [item('EV-A', 'met', '2025-11')], {}, 'met'],
    ['a deposit does not age', [item('EV-A', 'met', '1998')], { freshMonths: () => null }, 'met'],
    ['one fresh is enough', [item('EV-A', 'met', '2020'), item('EV-B', 'met')], {}, 'met'],
    ['all asked, one missing', [item('EV-A', 'met')], { evidence: all }, 'partly-met'],
    ['all asked, all there', [item('EV-A', 'met'), item('EV-B', 'met')], { evidence: all }, 'met'],
    ['all asked, one old', [item('EV-A', 'met', '2020'), item('EV-B', 'met')], { evidence: all }, 'met-stale'],
    ['all asked, another kind is old', [item('EV-A', 'met'), item('EV-B', 'met'), item('EV-C', 'met', '2020')], { evidence: all }, 'met'],
    ['met and not met', [item('EV-A', 'met'), item('EV-B', 'not-met')], {}, 'partly-met'],
    ['met and partly', [item('EV-A', 'met'), item('EV-B', 'partly-met')], {}, 'partly-met'],
    ['met and in progress', [item('EV-A', 'met'), item('EV-B', 'in-progress')], {}, 'partly-met'],
    ['partly', [item('EV-A', 'partly-met')], {}, 'partly-met'],
    ['only not met', [item('EV-A', 'not-met'), item('EV-B', 'not-met')], {}, 'not-met'],
    ['not met, but under way', [item('EV-A', 'not-met'), item('EV-B', 'in-progress')], {}, 'in-progress'],
    ['under way', [item('EV-A', 'in-progress')], {}, 'in-progress'],
    ['not started', [item('EV-A', 'not-started')], {}, 'not-started'],
    ['complied, without evidence', [], { answer: { word: 'comply', countsOn: '2026-01-01', freshMonths: 12 } }, 'not-reported'],
    ['explained', [], { answer: { word: 'explain', countsOn: '2026-01-01', freshMonths: 12 } }, 'not-started'],
    ['equivalent', [], { answer: { word: 'equivalent', countsOn: '2026-01-01', freshMonths: 12 } }, 'met'],
    ['equivalent, long ago', [], { answer: { word: 'equivalent', countsOn: '2020-01-01', freshMonths: 12 } }, 'met-stale'],
    [
      'evidence speaks before an answer',
      [item('EV-A', 'not-met')],
      { answer: { word: 'equivalent', countsOn: '2026', freshMonths: 12 } },
      'not-met',
    ],
  ];
  it.each(table)('derives the status: %s', (_, latest, more, expected) => {
    expect(ask(latest, more).status).toBe(expected);
  });

  it('distinguishes not reported, nil return and zero received', () => {
    const silent = ask([]);
    const nil = ask([item('EV-A', 'nil')]);
    const zero = ask([item('EV-A', 'zero')]);
    expect(silent).toMatchObject({ status: 'not-reported', nil: [], zero: [] });
    expect(nil).toMatchObject({ status: 'met', nil: ['EV-A'], zero: [], because: ['EV-A-nil'] });
    expect(zero).toMatchObject({ status: 'not-reported', nil: [], zero: ['EV-A'], because: [] });
  });

  it('reports declared only where all deciding evidence was declared', () => {
    expect(ask([item('EV-A', 'met', '2026', 'declared'), item('EV-B', 'informs')]).declaredOnly).toBe(true);
    expect(ask([item('EV-A', 'met', '2026', 'declared'), item('EV-B', 'met')]).declaredOnly).toBe(false);
    expect(ask([]).declaredOnly).toBe(false);
    expect(ask([], { answer: { word: 'equivalent', countsOn: '2026', freshMonths: null } })).toMatchObject({
      status: 'met',
      declaredOnly: true,
    });
  });
});

const anyItem = fc.record({
  itemId: fc.uuid(),
  kind: fc.constantFrom('EV-A', 'EV-B', 'EV-C'),
  says: fc.constantFrom(...SAYS),
  origin: fc.constantFrom('declared' as const, 'arose' as const),
  countsOn: fc.constantFrom('2014', '2025-06', '2025-11-24', '2026-03-01'),
});
const anyQuestion = fc.record({
  owed: fc.boolean(),
  evidence: fc.record({ kinds: fc.constant(['EV-A', 'EV-B']), needs: fc.constantFrom('any' as const, 'all' as const) }),
  latest: fc.uniqueArray(anyItem, { selector: (one) => one.kind, maxLength: 3 }),
  freshMonths: fc.constantFrom<StatusQuestion['freshMonths'][]>(
    () => 12,
    () => null,
    (kind) => (kind === 'EV-A' ? 1 : 24),
  ),
  answer: fc.option(
    fc.record({
      word: fc.constantFrom('comply' as const, 'equivalent' as const, 'explain' as const),
      countsOn: fc.constantFrom('2020', '2026-02'),
      freshMonths: fc.constantFrom(null, 12),
    }),
  ),
  now: fc.date({ min: new Date('2026-03-02'), max: new Date('2040-01-01'), noInvalidDate: true }),
});

describe('deriveStatus with any evidence', () => {
  it('turns only met into met-stale as time passes', () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(5000), (question, days) => {
        const before = deriveStatus(question).status;
        const after = deriveStatus({ ...question, now: new Date(question.now.getTime() + days * 86_400_000) }).status;
        expect(before === 'met' ? ['met', 'met-stale'] : [before]).toContain(after);
      }),
    );
  });

  it('answers not met only if an item says so', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const latest = question.latest.filter((one) => one.says !== 'not-met');
        expect(deriveStatus({ ...question, latest }).status).not.toBe('not-met');
      }),
    );
  });

  it('ignores the order of the items', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        expect(deriveStatus({ ...question, latest: question.latest.toReversed() })).toEqual(deriveStatus(question));
      }),
    );
  });

  it('ignores items that inform or report zero', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const latest = question.latest.filter((one) => one.says !== 'informs' && one.says !== 'zero');
        expect(deriveStatus({ ...question, latest }).status).toBe(deriveStatus(question).status);
      }),
    );
  });

  it('cites only items that can decide a status', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { status, because } = deriveStatus(question);
        expect(STATUSES).toContain(status);
        expect(
          because.every((id) => question.latest.some((one) => one.itemId === id && one.says !== 'zero' && one.says !== 'informs')),
        ).toBe(true);
        if (['partly-met', 'not-met', 'in-progress'].includes(status)) expect(because.length).toBeGreaterThan(0);
      }),
    );
  });
});
