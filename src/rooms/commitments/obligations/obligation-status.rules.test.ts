import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ORIGINS } from '#kernel/status.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { doesNotAge, lateSince, refreshDue } from '../due.rules.ts';
import type { LatestItem } from '../status.rules.ts';
import { obligationsOn, type PartyFacts } from './obligation-status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const edition = currentEdition();

function item(kind: string, says: LatestItem['says'], countsOn: string): LatestItem {
  return { itemId: `${kind} ${says}`, kind, says, origin: 'measured', countsOn };
}

function stateOf(obligationId: string, latest: LatestItem[], more: Partial<PartyFacts> = {}) {
  const party: PartyFacts = {
    kinds: ['ally'],
    operations: [],
    answers: new Map(),
    requested: null,
    views: new Map(),
    latest: new Map([[obligationId, latest]]),
    ...more,
  };
  return obligationsOn(edition, NOW)(party).find((one) => one.obligation.id === obligationId)!;
}

it('a deposit never ages, while a national report does', () => {
  const deposited = stateOf('P5.0b', [item('EV-TRTY', 'met', '2014-01-27')]);
  expect(deposited.status).toBe('met');
  expect([doesNotAge(edition, deposited, NOW), refreshDue(edition, deposited, NOW)]).toEqual([true, []]);
  expect(stateOf('P5a.2', [item('EV-NREP', 'met', '2014-01-27')]).status).toBe('met-stale');
});

it('the freshness set for the obligation overrides that of the kind', () => {
  // A campaign counts for one month alone; for education and training (P1.2) it counts for twelve.
  const latest = [item('EV-TRN', 'met', '2026-02-01'), item('EV-CAMP', 'met', '2026-03-01')];
  const trained = stateOf('P1.2', latest);
  expect(trained.status).toBe('met');
  expect(refreshDue(edition, trained, NOW).map((due) => due.day)).toEqual(['2027-02-01', '2027-03-01']);
});

it('evidence that is too old keeps its mark, and its date is shown (section 1)', () => {
  const declared = (says: LatestItem['says'], day: string): LatestItem[] => [{ ...item('EV-NREP', says, day), origin: 'declared' }];
  for (const says of ['partly-met', 'not-met', 'in-progress'] as const) {
    const old = stateOf('P5a.2', declared(says, '2014-01-27'));
    expect(old.status).toBe(says);
    expect(lateSince(edition, old, NOW)).toBe('2015-01-27');
    expect(lateSince(edition, stateOf('P5a.2', declared(says, '2026-05-27')), NOW)).toBeNull();
  }
  const met = stateOf('P5a.2', declared('met', '2014-01-27'));
  expect([met.status, lateSince(edition, met, NOW)]).toEqual(['met-stale', '2015-01-27']);
  expect(lateSince(edition, stateOf('P5.0b', [item('EV-TRTY', 'not-met', '2014-01-27')]), NOW)).toBeNull();
  expect(lateSince(edition, stateOf('P5c.1', [item('EV-CASE', 'nil', '2014-01-27')]), NOW)).toBeNull();
});

it('a nil return answers only the obligations that the edition lists for it, and is never met (F4)', () => {
  expect(stateOf('P5c.1', [item('EV-NIL', 'met', '2026-10-01')]).status).toBe('not-reported');
  for (const kind of ['EV-NIL', 'EV-CASE']) {
    expect(stateOf('P5c.1', [item(kind, 'nil', '2026-10-01')]).status).toBe('nothing-to-report');
    for (const id of ['P1.1', 'P3.3']) expect(stateOf(id, [item(kind, 'nil', '2026-10-01')]).status, id).toBe('not-reported');
  }
  // One interval of nil returns later it has lapsed.
  expect(stateOf('P5c.1', [item('EV-CASE', 'nil', '2026-08-23')]).status).toBe('not-reported');
  expect(stateOf('P5c.1', [item('EV-NIL', 'zero', '2026-10-01')]).status).toBe('zero-received');
});

it('an item of a kind that the obligation does not list changes nothing (F3)', () => {
  const others = edition.evidenceKinds.filter(({ id, ofObligation }) => !ofObligation && id !== 'EV-CLAU');
  const anyOther = fc.record({
    kind: fc.constantFrom(...others.map(({ id }) => id)),
    says: fc.constantFrom('met' as const, 'partly-met' as const, 'not-met' as const, 'in-progress' as const, 'nil' as const),
    origin: fc.constantFrom(...ORIGINS),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(anyOther, { selector: ({ kind, origin }) => `${kind} ${origin}`, maxLength: 4 }),
      fc.boolean(),
      (extra, known) => {
        const own = known ? [item('EV-CLAU', 'not-met', '2026-09-01')] : [];
        const { latest: _one, ...before } = stateOf('P5f.1', own);
        const { latest: _two, ...after } = stateOf('P5f.1', [
          ...own,
          ...extra.map((one) => ({ ...item(one.kind, one.says, '2026-10-01'), ...one })),
        ]);
        expect(after).toEqual(before);
      },
    ),
  );
});

it('silence is not asked only where no round, return or interval of the edition covers the obligation', () => {
  const nothing = { requested: new Set<string>() };
  expect(stateOf('P2.1', [], nothing).status).toBe('not-asked');
  expect(stateOf('P2.1', [], { requested: new Set(['P2.1']) }).status).toBe('not-reported');
  expect(stateOf('P2.1', []).status).toBe('not-reported');
  // Training ages and measures against demand are reported at an interval; a nil return is due.
  for (const id of ['P5d.1', 'P3.2', 'P5c.1']) expect(stateOf(id, [], nothing).status, id).toBe('not-reported');
});

it('evidence for a voluntary obligation is dated and never late', () => {
  const trained = [item('EV-TRN', 'met', '2020-01-01')];
  expect(stateOf('P5d.1', trained).status).toBe('met-stale');
  const voluntary = stateOf('P5d.1', trained, { kinds: ['contributor'], operations: ['KFOR'] });
  expect([voluntary.status, voluntary.stale, refreshDue(edition, voluntary, NOW)]).toEqual(['met', [], []]);
});

it('a planted measured case contradicts a nil return for its period (section 4)', () => {
  const nil: LatestItem = { ...item('EV-NIL', 'nil', '2026-10-31'), origin: 'declared' };
  const found: LatestItem = { ...item('EV-CASE', 'not-met', '2026-09-10'), origin: 'measured' };
  expect(stateOf('P5c.1', [nil, found])).toMatchObject({ status: 'not-met', difference: 'open' });
  expect(stateOf('P5c.1', [nil, { ...found, kind: 'EV-ACK' }])).toMatchObject({ status: 'not-met', difference: null });
});

it('a share of signatures never decides zero tolerance, the ban or taking no part (F6)', () => {
  for (const id of ['P1.1', 'A1.1', 'A3.1', 'A3.2', 'P7.1']) {
    const kinds = { kinds: ['ally' as const, 'headquarters' as const, 'individual' as const] };
    expect(stateOf(id, [item('EV-ACK', 'not-met', '2026-10-01')], kinds).status, id).toBe('not-reported');
    expect(stateOf(id, [{ ...item('EV-ACK', 'met', '2026-10-01'), origin: 'declared' }], kinds).status, id).toBe('met');
  }
  expect(stateOf('A2.2a', [item('EV-TRN', 'partly-met', '2026-10-01')]).status).toBe('not-reported');
});

it('a public source about a treaty goes before what was declared, and both are shown to differ (F2)', () => {
  const latest: LatestItem[] = [
    { ...item('EV-TRTY', 'not-met', '2026-03-01'), origin: 'public-source' },
    { ...item('EV-TRTY', 'met', '2026-10-01'), origin: 'declared' },
  ];
  expect(stateOf('P5.0b', latest)).toMatchObject({ status: 'not-met', origin: 'public-source', difference: 'open' });
});

it('a rating speaks for the whole obligation and ages by the interval of reviews (F5)', () => {
  const rated = (countsOn: string): LatestItem => ({ ...item('EV-RATE', 'met', countsOn), origin: 'rated' });
  expect(stateOf('P1.2', [rated('2024-11-24')])).toMatchObject({ status: 'met', origin: 'rated' });
  expect(stateOf('P1.2', [rated('2024-11-23')])).toMatchObject({ status: 'met-stale', stale: ['EV-RATE met'] });
});

it('a treaty deposit does not meet an outreach obligation (5b), which needs outreach', () => {
  expect(stateOf('P5b.1', [item('EV-TRTY', 'informs', '2014-01-27')]).status).toBe('not-reported');
  expect(stateOf('P5b.1', [item('EV-OUTR', 'met', '2026-09-01')]).status).toBe('met');
});

it('an answer counts only for a contributor, and the old answer of an Ally is ignored', () => {
  const answers = new Map([['P5c.1', { choice: 'explain' as const, answeredAt: NOW }]]);
  expect(stateOf('P5c.1', [], { answers })).toMatchObject({ status: 'not-reported', answer: null });
  const contributor = stateOf('P5c.1', [], { answers, kinds: ['contributor'], operations: ['KFOR'] });
  expect(contributor).toMatchObject({
    status: 'not-started',
    answer: 'explain',
    commitment: { strength: 'expected', operations: ['KFOR'] },
  });
});
