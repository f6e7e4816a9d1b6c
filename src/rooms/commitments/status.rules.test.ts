import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { ORIGINS, type Origin, SAYS, type Says, STATUSES, type Status } from '#kernel/status.ts';
import { deriveStatus, type LatestItem, type StatusQuestion } from './status.rules.ts';

const TODAY = '2026-11-24';

function item(kind: string, says: Says, countsOn = '2026-01-15', origin: Origin = 'measured'): LatestItem {
  return { itemId: `${kind}-${origin}-${says}`, kind, says, origin, countsOn };
}

const rating = (says: Says, countsOn = '2026-01-15', origin: Origin = 'rated'): LatestItem => ({
  ...item('EV-RATE', says, countsOn, origin),
  ofObligation: true,
});
const declared = (kind: string, says: Says, countsOn?: string) => item(kind, says, countsOn, 'declared');
const sourced = (kind: string, says: Says, countsOn?: string) => item(kind, says, countsOn, 'public-source');

const any: StatusQuestion['evidence'] = { kinds: ['EV-A', 'EV-B'], needs: 'any', order: ORIGINS };
const all: StatusQuestion['evidence'] = { ...any, needs: 'all' };
const treaty: StatusQuestion['evidence'] = { ...any, order: ['public-source', 'measured', 'rated', 'declared'] };

function ask(latest: LatestItem[], more: Partial<StatusQuestion> = {}) {
  const derived = deriveStatus({
    owed: true,
    evidence: any,
    latest,
    freshMonths: () => 12,
    answer: null,
    asked: true,
    today: TODAY,
    ...more,
  });
  return { ...derived, differs: derived.differing.length > 0 };
}

describe('deriveStatus', () => {
  const table: [string, LatestItem[], Partial<StatusQuestion>, Status][] = [
    ['not owed', [item('EV-A', 'not-met')], { owed: false }, 'not-applicable'],
    ['nothing', [], {}, 'not-reported'],
    ['nothing, and nobody asked', [], { asked: false }, 'not-asked'],
    ['nothing, and the reader does not know of every request', [], { asked: null }, 'not-reported'],
    ['zero received without being asked', [item('EV-A', 'zero')], { asked: false }, 'zero-received'],
    ['only information', [item('EV-A', 'informs')], {}, 'not-reported'],
    ['only zero received', [item('EV-A', 'zero')], {}, 'zero-received'],
    ['a signed nil return', [item('EV-A', 'nil')], {}, 'nothing-to-report'],
    ['a nil return that has lapsed', [item('EV-A', 'nil', '2025-01-01')], {}, 'not-reported'],
    ['a nil return beside zero received', [item('EV-A', 'nil'), item('EV-B', 'zero')], {}, 'nothing-to-report'],
    ['a nil return beside evidence', [item('EV-A', 'nil'), item('EV-B', 'met')], {}, 'met'],
    ['a nil return beside an obligation not met', [item('EV-A', 'nil'), item('EV-B', 'not-met')], {}, 'not-met'],
    ['all asked, one of them nil', [item('EV-A', 'met'), item('EV-B', 'nil')], { evidence: all }, 'partly-met'],
    ['all asked, only a nil return of one', [item('EV-A', 'nil')], { evidence: all }, 'nothing-to-report'],
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
    ['not met, and under way since', [item('EV-A', 'not-met'), item('EV-B', 'in-progress', '2026-02')], {}, 'in-progress'],
    ['under way, and not met since', [item('EV-A', 'not-met', '2026-02'), item('EV-B', 'in-progress')], {}, 'not-met'],
    ['measured before declared (F1)', [item('EV-A', 'partly-met'), declared('EV-A', 'met', '2026-11-20')], {}, 'partly-met'],
    ['measured and overdue before declared', [item('EV-A', 'met', '2024'), declared('EV-A', 'not-met', '2026-11-20')], {}, 'met-stale'],
    ['measured not met beside an old declaration of another kind (F8)', [item('EV-A', 'not-met'), declared('EV-B', 'met')], {}, 'not-met'],
    ['a public source before a declaration (F2)', [sourced('EV-A', 'not-met', '2014'), declared('EV-A', 'met')], {}, 'not-met'],
    ['measured before a public source', [item('EV-A', 'met'), sourced('EV-A', 'not-met')], {}, 'met'],
    ['treaties: a public source before all', [item('EV-A', 'met'), sourced('EV-A', 'not-met')], { evidence: treaty }, 'not-met'],
    ['a rating before what was measured until its cut-off day (F5)', [item('EV-A', 'met'), rating('not-met')], {}, 'not-met'],
    ['a rating before what was declared since', [declared('EV-A', 'met', '2026-11-20'), rating('not-met')], {}, 'not-met'],
    ['measured after the cut-off day before the rating', [item('EV-A', 'partly-met', '2026-01-16'), rating('met')], {}, 'partly-met'],
    ['all asked, one kind measured since the rating', [item('EV-A', 'not-met', '2026-02'), rating('met')], { evidence: all }, 'met'],
    [
      'all asked, both kinds measured since the rating',
      [item('EV-A', 'met', '2026-02'), item('EV-B', 'not-met', '2026-02'), rating('met')],
      { evidence: all },
      'partly-met',
    ],
    ['a rating covers all kinds that are asked', [rating('met')], { evidence: all }, 'met'],
    ['a rating beyond the interval of reviews', [rating('met', '2025-01-01')], {}, 'met-stale'],
    [
      'all asked, each by its highest origin',
      [item('EV-A', 'met'), declared('EV-A', 'not-met'), declared('EV-B', 'met')],
      { evidence: all },
      'met',
    ],
    ['a rating by the signer is declared', [item('EV-A', 'partly-met'), rating('met', '2026-11', 'declared')], {}, 'partly-met'],
    ['under way', [item('EV-A', 'in-progress')], {}, 'in-progress'],
    ['not started', [item('EV-A', 'not-started')], {}, 'not-started'],
    ['complied, without evidence', [], { answer: { choice: 'comply', countsOn: '2026-01-01', freshMonths: 12 } }, 'not-reported'],
    ['explained', [], { answer: { choice: 'explain', countsOn: '2026-01-01', freshMonths: 12 } }, 'not-started'],
    ['equivalent', [], { answer: { choice: 'equivalent', countsOn: '2026-01-01', freshMonths: 12 } }, 'met'],
    ['equivalent, long ago', [], { answer: { choice: 'equivalent', countsOn: '2020-01-01', freshMonths: 12 } }, 'met-stale'],
    [
      'evidence speaks before an answer',
      [item('EV-A', 'not-met')],
      { answer: { choice: 'equivalent', countsOn: '2026', freshMonths: 12 } },
      'not-met',
    ],
  ];
  it.each(table)('derives the status: %s', (_, latest, more, expected) => {
    expect(ask(latest, more).status).toBe(expected);
  });

  it('distinguishes not reported, nil return and zero received (F4)', () => {
    expect(ask([])).toMatchObject({ status: 'not-reported', decidedBy: [], origin: null });
    expect(ask([declared('EV-A', 'nil')])).toMatchObject({
      status: 'nothing-to-report',
      decidedBy: ['EV-A-declared-nil'],
      origin: 'declared',
    });
    expect(ask([item('EV-A', 'zero')])).toMatchObject({ status: 'zero-received', decidedBy: ['EV-A-measured-zero'], origin: 'measured' });
  });

  it('carries the lowest origin among the items that decided', () => {
    expect(ask([declared('EV-A', 'met'), item('EV-B', 'informs')]).origin).toBe('declared');
    expect(ask([declared('EV-A', 'met'), item('EV-B', 'met')]).origin).toBe('measured');
    expect(ask([declared('EV-A', 'met'), item('EV-B', 'met')], { evidence: all }).origin).toBe('declared');
    expect(ask([], { answer: { choice: 'equivalent', countsOn: '2026', freshMonths: null } })).toMatchObject({
      status: 'met',
      origin: 'declared',
    });
  });

  const differs: [string, LatestItem[], Partial<StatusQuestion>, boolean][] = [
    ['one origin alone', [item('EV-A', 'met'), item('EV-B', 'not-met')], {}, false],
    ['measured less than declared', [item('EV-A', 'partly-met'), declared('EV-A', 'met')], {}, true],
    ['measured and declared on one side', [item('EV-A', 'partly-met'), declared('EV-A', 'not-met')], {}, false],
    ['an item that is too old', [item('EV-A', 'partly-met'), declared('EV-A', 'met', '2024')], {}, false],
    ['a nil return', [item('EV-A', 'met'), declared('EV-A', 'nil')], {}, false],
    ['a public source and a declaration', [sourced('EV-A', 'not-met'), declared('EV-A', 'met')], { evidence: treaty }, true],
    ['a rating and what was measured before it', [item('EV-A', 'met', '2026-01-15'), rating('not-met')], {}, true],
    ['a rating and what was measured since', [item('EV-A', 'met', '2026-02'), rating('not-met')], {}, false],
    ['a rating and what was declared since', [declared('EV-A', 'met', '2026-02'), rating('not-met')], {}, false],
    ['two kinds of which one is enough', [item('EV-A', 'not-met'), declared('EV-B', 'met')], {}, true],
    ['two kinds that are both asked', [item('EV-A', 'not-met'), declared('EV-B', 'met')], { evidence: all }, false],
  ];
  it.each(differs)('says whether sources differ: %s', (_, latest, more, expected) => {
    expect(ask(latest, more).differs).toBe(expected);
  });
});

const anyItem = fc.record({
  itemId: fc.uuid(),
  // EV-C is about the obligation as a whole.
  kind: fc.constantFrom('EV-A', 'EV-B', 'EV-C'),
  says: fc.constantFrom(...SAYS),
  origin: fc.constantFrom(...ORIGINS),
  countsOn: fc.constantFrom('2014', '2025-06', '2025-11-24', '2026-03-01'),
});
const anyQuestion = fc.record({
  owed: fc.boolean(),
  evidence: fc.constantFrom(any, all, treaty),
  latest: fc
    .uniqueArray(anyItem, { selector: (one) => `${one.kind} ${one.origin}`, maxLength: 8 })
    .map((items) => items.map((one): LatestItem => (one.kind === 'EV-C' ? { ...one, ofObligation: true } : one))),
  freshMonths: fc.constantFrom<StatusQuestion['freshMonths'][]>(
    () => 12,
    () => null,
    ({ kind }) => (kind === 'EV-A' ? 1 : 24),
  ),
  answer: fc.option(
    fc.record({
      choice: fc.constantFrom('comply' as const, 'equivalent' as const, 'explain' as const),
      countsOn: fc.constantFrom('2020', '2026-02'),
      freshMonths: fc.constantFrom(null, 12),
    }),
  ),
  asked: fc.constantFrom(true, false, null),
  today: fc.date({ min: new Date('2026-03-02'), max: new Date('2040-01-01'), noInvalidDate: true }).map(dayOf),
});

describe('deriveStatus with any evidence', () => {
  it('turns only met into met-stale as time passes, and lets a nil return lapse', () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(5000), (question, days) => {
        const before = deriveStatus(question).status;
        const after = deriveStatus({ ...question, today: plusDays(question.today, days) }).status;
        const lapsed = before === 'nothing-to-report' || before === 'zero-received';
        const may = before === 'met' ? ['met', 'met-stale'] : lapsed ? [before, 'zero-received', 'not-reported', 'not-asked'] : [before];
        expect(may).toContain(after);
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

  it('lets no lower origin change what a higher one says of a kind', () => {
    const word = (one: LatestItem) => one.says !== 'informs' && one.says !== 'zero' && one.says !== 'nil';
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(...SAYS), fc.constantFrom('2014', '2026-11-23'), (question, says, countsOn) => {
        const { order, needs } = question.evidence;
        const lowest = order.at(-1)!;
        const higher = question.latest.filter((one) => one.origin !== lowest && word(one));
        const covers = (kind: string) => higher.some((one) => one.kind === kind || one.ofObligation);
        fc.pre(needs === 'any' ? higher.length > 0 : question.evidence.kinds.every(covers));
        const latest = question.latest.map((one) => (one.origin === lowest ? { ...one, says, countsOn } : one));
        const { differing: _before, ...before } = deriveStatus(question);
        const { differing: _after, ...after } = deriveStatus({ ...question, latest });
        expect(after).toEqual(before);
      }),
    );
  });

  it('ignores items that inform', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const latest = question.latest.filter((one) => one.says !== 'informs');
        expect(deriveStatus({ ...question, latest }).status).toBe(deriveStatus(question).status);
      }),
    );
  });

  it('cites only items that can decide a status', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { status, decidedBy } = deriveStatus(question);
        expect(STATUSES).toContain(status);
        expect(decidedBy.every((id) => question.latest.some((one) => one.itemId === id && one.says !== 'informs'))).toBe(true);
        if (['partly-met', 'not-met', 'in-progress'].includes(status)) expect(decidedBy.length).toBeGreaterThan(0);
      }),
    );
  });
});
