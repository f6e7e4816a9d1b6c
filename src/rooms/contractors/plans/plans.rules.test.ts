import { describe, expect, it } from 'vitest';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { convert } from '../rates/convert.rules.ts';
import { decideCertification, NEEDED_STATEMENTS, STATEMENTS } from './certification.rules.ts';
import { type DueFacts, duesOf } from './due.rules.ts';
import { countKept, type KeptFacts, saysOfKept } from './evidence/kept.rules.ts';
import { flowOf } from './flow.rules.ts';
import { decideOwed, figureOn, type OwedFacts } from './owed.rules.ts';
import { decideReview, PLAN_PARTS, planState, type Review } from './review.rules.ts';
import { rateRisk } from './risk.rules.ts';

const FAR = SHIPPED_SETS.get('far-52.222-50')!.plan!;
const known: OwedFacts = { country: 'XA', abroad: true, offTheShelf: false, value: '600000', amount: 600_000, clauseOn: '2025-09-30' };

describe('`decideOwed` (P5f.4)', () => {
  it('takes the figure of the clause date: more than 550,000 until 30 September 2025, and than 700,000 from the next day', () => {
    const owed = (clauseOn: string, amount: number) => decideOwed(FAR, { ...known, clauseOn, amount }).owed;
    expect([owed('2025-09-30', 550_000), owed('2025-09-30', 550_000.01)]).toEqual(['no', 'yes']);
    expect([owed('2025-10-01', 550_000.01), owed('2025-10-01', 700_000), owed('2025-10-01', 700_000.01)]).toEqual(['no', 'no', 'yes']);
    expect(figureOn(FAR, '2025-10-01')).toMatchObject({ above: 700_000, source: expect.stringContaining('22.1705') });
    expect(decideOwed(FAR, { ...known, clauseOn: '2019-01-01' })).toMatchObject({ owed: 'unknown', reasons: ['no-figure'] });
  });

  it('answers yes or no only where every completion of what is unknown agrees', () => {
    const options = {
      country: ['XA', 'US'],
      abroad: [true, false],
      offTheShelf: [true, false],
      amount: [500_000, 600_000, 800_000],
      clauseOn: ['2025-09-30', '2025-10-01'],
    };
    const keys = Object.keys(options) as (keyof typeof options)[];
    const complete = (facts: Record<string, unknown>, [key, ...rest]: typeof keys): Record<string, unknown>[] =>
      key === undefined
        ? [facts]
        : facts[key] === null
          ? options[key].flatMap((value) => complete({ ...facts, [key]: value }, rest))
          : complete(facts, rest);
    const partial = keys.reduce<Record<string, unknown>[]>(
      (all, key) => all.flatMap((facts) => [null, ...options[key]].map((value) => ({ ...facts, [key]: value }))),
      [{ value: '1' }],
    );
    const decide = (facts: Record<string, unknown>) => decideOwed(FAR, facts as OwedFacts).owed;
    for (const facts of partial) {
      const owed = decide(facts);
      if (owed === 'unknown') continue;
      // A place in the United States with parts abroad stays unknown, and contradicts neither answer.
      const others = new Set(complete(facts, keys).map(decide));
      expect([...others].filter((one) => one !== 'unknown' && one !== owed)).toEqual([]);
      if (owed === 'no') expect(others).toEqual(new Set(['no']));
    }
    expect(decide({ ...known, value: null, amount: null })).toBe('unknown');
    expect(decideOwed(undefined, known)).toMatchObject({ owed: 'no', reasons: ['set-asks-none'] });
  });
});

describe('`convert`', () => {
  const rates = [
    { currency: 'USD', day: '2025-01-01', units: '1.10' },
    { currency: 'USD', day: '2026-01-01', units: '1.20' },
  ];
  it('takes the newest rate up to the day, otherwise the first one after it, and none where no rate is recorded', () => {
    const usd = (value: string, currency: string, on: string) => convert({ value, currency }, 'USD', on, rates);
    expect(usd('100', 'EUR', '2025-06-01')).toEqual({ amount: 110, days: ['2025-01-01'] });
    expect(usd('100', 'EUR', '2026-06-01')).toEqual({ amount: 120, days: ['2026-01-01'] });
    expect(usd('100', 'EUR', '2020-06-01')).toEqual({ amount: 110, days: ['2025-01-01'] });
    expect(usd('100', 'USD', '2020-06-01')).toEqual({ amount: 100, days: [] });
    expect(usd('100', 'GBP', '2026-06-01')).toBeNull();
  });
});

describe('`flowOf` (P5f.2)', () => {
  it('covers a firm only where every contract on the way to it carries the clause, in every tree of four firms', () => {
    const answers = [true, false, null];
    // Each firm is under the contractor or under an earlier firm; each has one of three answers.
    for (let shape = 0; shape < 2 * 3 * 4; shape++)
      for (let said = 0; said < 3 ** 4; said++) {
        const parents = [null, [null, 0][shape % 2]!, [null, 0, 1][Math.floor(shape / 2) % 3]!, [null, 0, 1, 2][Math.floor(shape / 6)]!];
        const members = parents.map((parent, n) => ({
          ...{ id: String(n), parentId: parent === null ? null : String(parent) },
          flows: answers[Math.floor(said / 3 ** n) % 3]!,
        }));
        const way = (id: string | null): (boolean | null)[] =>
          id === null ? [] : [members[Number(id)]!.flows, ...way(members[Number(id)]!.parentId)];
        for (const [id, flow] of flowOf(members)) {
          const answered = way(id);
          expect(flow === 'covered').toBe(answered.every((one) => one === true));
          expect(flow === 'breaks' || flow === 'below-break').toBe(answered.includes(false));
          if (flow === 'breaks') expect(answered[0]).toBe(false);
        }
      }
  });
});

describe('`duesOf` (P5f.4)', () => {
  const on = { today: '2026-11-30', months: 12 };
  const facts: DueFacts = {
    ...{ state: 'awarded', awardedOn: '2026-11-01', startsOn: '2026-12-15', clauseOn: '2026-10-15', owed: 'yes' },
    ...{ plan: null, certifiedOn: null, contractorSince: null },
  };
  const plan = { state: 'accepted', receivedOn: '2026-10-20', postedOn: null } as const;
  const dues = (more: Partial<DueFacts>) => duesOf({ ...facts, ...more }, on);

  it('asks for plan and certification before the award, then for the posting by day one, and for the certification a year on', () => {
    expect(dues({})).toEqual([
      { kind: 'plan', on: '2026-11-01', late: true },
      { kind: 'certification', on: '2026-11-01', late: true },
    ]);
    expect(dues({ plan, certifiedOn: '2026-10-31' })).toEqual([
      { kind: 'posting', on: '2026-12-15', late: false },
      { kind: 'certification', on: '2027-10-31', late: false },
    ]);
    expect(dues({ plan: { ...plan, postedOn: '2026-12-01' }, certifiedOn: '2025-11-29' })).toEqual([
      { kind: 'certification', on: '2026-11-29', late: true },
    ]);
    expect(dues({ plan: { ...plan, state: 'returned' } })[0]).toMatchObject({ kind: 'plan-again', late: true });
    expect(dues({ state: 'planned', awardedOn: null, startsOn: null })[0]).toEqual({ kind: 'plan', on: null, late: false });
  });

  it('asks for nothing before the day on which a later modification brought the clause, and for no review before the plan came', () => {
    const later = (more: Partial<DueFacts>) => dues({ clauseOn: '2027-01-10', certifiedOn: '2026-10-31', ...more })[0];
    expect(dues({ clauseOn: '2027-01-10' }).map(({ kind, on }) => [kind, on])).toEqual([
      ['plan', '2027-01-10'],
      ['certification', '2027-01-10'],
    ]);
    expect(later({ plan })).toEqual({ kind: 'posting', on: '2027-01-10', late: false });
    expect(later({ plan: { ...plan, state: 'to-review' } })).toEqual({ kind: 'review', on: '2027-01-10', late: false });
    const awaited = { ...plan, state: 'to-review' as const };
    expect(dues({ plan: awaited })[0]).toMatchObject({ kind: 'review', on: '2026-12-15' });
    expect(dues({ plan: { ...awaited, receivedOn: '2026-12-20' } })[0]).toMatchObject({ kind: 'review', on: '2026-12-20' });
    expect(dues({ plan: awaited, startsOn: null })[0]).toMatchObject({ kind: 'review', on: '2026-11-01' });
    expect(dues({ plan: awaited, awardedOn: null, startsOn: null })[0]).toMatchObject({ kind: 'review', on: null });
    expect(dues({ clauseOn: null })[0]).toMatchObject({ kind: 'plan', on: '2026-11-01' });
  });

  it('asks another contractor for nothing before the day on which the contract got it', () => {
    const later = (more: Partial<DueFacts>) => dues({ contractorSince: '2026-12-20', ...more }).map(({ kind, on }) => [kind, on]);
    expect(later({})).toEqual([
      ['plan', '2026-12-20'],
      ['certification', '2026-12-20'],
    ]);
    expect(later({ plan })[0]).toEqual(['posting', '2026-12-20']);
    expect(later({ awardedOn: null, startsOn: null })[0]).toEqual(['plan', null]);
  });

  it('asks for nothing of a contract that ended, and of one that owes none or of which that is not known', () => {
    expect([dues({ state: 'ended' }), dues({ owed: 'no' }), dues({ owed: 'unknown' })]).toEqual([[], [], []]);
  });
});

describe('`decideReview`', () => {
  const all = (verdict: Review['awareness']['verdict'], note: string | null = 'n') =>
    Object.fromEntries(PLAN_PARTS.map((part) => [part, { verdict, note }])) as Review;

  it('requires a note of what is not met, and lets only housing be needless, where the firm houses nobody', () => {
    expect(decideReview(all('met', null), true).accepted).toBe(true);
    expect(decideReview(all('not-met', null), true)).toMatchObject({ code: 'contractors/part-without-note' });
    const housing = { ...all('met'), housing: { verdict: 'not-needed' as const, note: null } };
    expect([decideReview(housing, false).accepted, decideReview(housing, null).accepted]).toEqual([true, true]);
    expect(decideReview(housing, true)).toMatchObject({ code: 'contractors/part-needed' });
    expect(decideReview({ ...all('met'), awareness: { verdict: 'not-needed', note: null } }, false)).toMatchObject({
      code: 'contractors/part-needed',
    });
  });

  it('accepts a plan only with all parts, and returns it where one is not met', () => {
    expect([planState(null), planState(all('met')), planState(all('not-readable')), planState(all('not-met'))]).toEqual([
      ...['to-review', 'accepted', 'not-readable', 'returned'],
    ]);
    expect(planState({ ...all('not-readable'), housing: { verdict: 'not-met', note: 'n' } })).toBe('returned');
  });
});

describe('`decideCertification`', () => {
  it('needs every statement on the plan and exactly one on what was found, on a day that has come', () => {
    const decide = (statements: readonly (typeof STATEMENTS)[number][], on = '2026-11-30') =>
      decideCertification({ on, statements }, '2026-11-30').accepted;
    expect(decide([...NEEDED_STATEMENTS, 'none-found'])).toBe(true);
    expect(decide([...NEEDED_STATEMENTS, 'found-and-remedied'])).toBe(true);
    expect(decide(STATEMENTS)).toBe(false);
    expect(decide(NEEDED_STATEMENTS)).toBe(false);
    expect(decide(['none-found'])).toBe(false);
    expect(decide([...NEEDED_STATEMENTS, 'none-found'], '2026-12-01')).toBe(false);
  });
});

describe('`rateRisk`', () => {
  it('never rates lower than what is known, and says how high it can become', () => {
    const nothing = { labour: null, recruitsMigrants: null, housesWorkers: null, abroad: null, tiers: 0, agents: 0 };
    expect(rateRisk(nothing)).toMatchObject({ level: 'low', points: 0, atMost: 'high' });
    expect(rateRisk({ ...nothing, recruitsMigrants: true, housesWorkers: true, agents: 1 })).toMatchObject({ level: 'high', points: 4 });
    const plain = { labour: 'professional' as const, recruitsMigrants: false, housesWorkers: false, abroad: false, tiers: 0, agents: 0 };
    // Firms that are not recorded may exist.
    expect(rateRisk(plain)).toMatchObject({ level: 'low', atMost: 'medium' });
  });
});

describe('`countKept` and `saysOfKept` (P5f.4)', () => {
  const on = { today: '2026-11-30', months: 12 };
  const owing: KeptFacts = { owed: 'yes', plan: null, certifiedOn: null };
  const plans = (...states: KeptFacts['plan'][]) => states.map((plan) => ({ ...owing, plan }));
  const unknown: KeptFacts = { owed: 'unknown', plan: 'accepted', certifiedOn: '2026-11-29' };
  const none: KeptFacts = { ...unknown, owed: 'no' };
  const says = (contracts: KeptFacts[]) => saysOfKept(countKept('EV-PLAN', contracts, on));

  it('counts a contract of which it is not known whether a plan is owed as unknown, whatever was received for it', () => {
    const counts = countKept('EV-PLAN', [...plans('accepted', 'returned', null, 'to-review', 'not-readable'), unknown, unknown, none], on);
    expect(counts).toEqual({ running: 8, owed: 5, kept: 1, lacking: 2, open: 2, unknown: 2 });
  });

  it('counts a certification until the day a year after it', () => {
    const certified = ['2025-11-30', '2025-11-29', null].map((certifiedOn) => ({ ...owing, certifiedOn }));
    expect(countKept('EV-CERT', [...certified, unknown, none], on)).toEqual({
      running: 5,
      owed: 3,
      kept: 1,
      lacking: 2,
      open: 0,
      unknown: 1,
    });
  });

  it('is met or not met only where everything is known, and decides nothing where none is known to be owed', () => {
    expect([says(plans('accepted', 'accepted')), says([...plans('accepted'), none])]).toEqual(['met', 'met']);
    expect([says([...plans('accepted'), unknown]), says(plans('accepted', 'to-review')), says(plans('accepted', null))]).toEqual([
      ...['partly-met', 'partly-met', 'partly-met'],
    ]);
    expect([says(plans(null, 'returned')), says([...plans(null), unknown]), says(plans('to-review'))]).toEqual([
      ...['not-met', 'in-progress', 'in-progress'],
    ]);
    expect([says([]), says([none]), says([unknown, none])]).toEqual([null, null, null]);
  });
});
