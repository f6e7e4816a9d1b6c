import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, transitionOf, transitionsOf } from '#kernel/machine.ts';
import { ORIGINS, type Says } from '#kernel/status.ts';
import {
  countsOn,
  decideAction,
  decideContent,
  decidePurge,
  decideRequestWithdrawal,
  handFor,
  ITEM_MACHINE,
  ITEM_STATES,
  type Terms,
} from './evidence.rules.ts';
import { anItem } from './fixtures.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const evidence = { kinds: ['EV-POL', 'EV-NAP'], needs: 'any' as const, order: [...ORIGINS], nil: false };
const limits = [{ kind: 'EV-POL', says: ['not-started', 'in-progress'] satisfies Says[] }];
const edition: Terms = {
  obligation: (id) => ({ clause: id.slice(1, 2), evidence: { ...evidence, limits: id === 'P6.1' ? limits : [] } }),
  evidenceKind: (id) => ({ decides: id !== 'EV-NOTE', ofObligation: id === 'EV-SELF' }),
};

describe('ITEM_MACHINE', () => {
  it('ends with a purge, and lets an item count again only where a request to purge it ends', () => {
    expect(transitionsOf(ITEM_MACHINE).some(({ from }) => from === 'purged')).toBe(false);
    const back = transitionsOf(ITEM_MACHINE).filter((step) => step.to === 'submitted' && !['draft', 'submitted'].includes(step.from));
    expect(back.map(({ from, action }) => [from, action])).toEqual([
      ['purge-requested', 'refuse-purge'],
      ['purge-requested', 'withdraw-purge-request'],
    ]);
  });

  it('returns an item to each state in which its purge can be requested, and to no other', () => {
    const steps = transitionsOf(ITEM_MACHINE);
    const requestedIn = steps.flatMap(({ from, action }) => (action === 'request-purge' ? [from] : []));
    for (const action of ['refuse-purge', 'withdraw-purge-request'] as const)
      expect(steps.flatMap((step) => (step.action === action ? [step.to] : [])).sort(), action).toEqual(requestedIn.toSorted());
  });

  it('refuses every action that the table lacks, and names state and action', () => {
    for (const from of ITEM_STATES)
      for (const action of actionsOf(ITEM_MACHINE)) {
        const decision = decideAction(from, action);
        const step = transitionOf(ITEM_MACHINE, from, action);
        expect(decision).toEqual(
          step
            ? { accepted: true, value: step }
            : { accepted: false, code: 'evidence/not-in-this-state', details: { state: from, action } },
        );
      }
  });
});

describe('handFor', () => {
  it('leaves what was declared to its side, and every label', () => {
    for (const action of actionsOf(ITEM_MACHINE)) expect(handFor('declared', action), action).toBe('side');
    for (const origin of ['measured', 'rated', 'public-source'] as const)
      expect([handFor(origin, 'change-label'), handFor(origin, 'release-label')], origin).toEqual(['side', 'side']);
  });

  it('lets the policy office alone withdraw or purge what was measured or read from a public source', () => {
    for (const origin of ['measured', 'public-source'] as const) {
      for (const action of ['withdraw', 'request-purge', 'approve-purge', 'refuse-purge', 'withdraw-purge-request'] as const)
        expect(handFor(origin, action), action).toBe('office');
      for (const action of ['submit', 'change', 'confirm', 'correct'] as const) expect(handFor(origin, action), action).toBeNull();
    }
  });

  it('lets nobody change a rating by hand', () => {
    const open = actionsOf(ITEM_MACHINE).filter((action) => handFor('rated', action) !== null);
    expect(open).toEqual(['change-label', 'release-label']);
  });
});

describe('countsOn', () => {
  it.each([
    [{ date: '2026-01-15' }, '2026-01-15'],
    [{ date: '2014', asOf: '2014-01-27' }, '2014-01-27'],
    [{ date: '2025' }, '2025-12-31'],
    [{ date: '2024-02' }, '2024-02-29'],
    [{ date: '2026' }, '2026-11-24'],
  ])('is the last known day of %o', (item, expected) => {
    expect(countsOn(item, NOW)).toBe(expected);
  });

  it('is never after the submission', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.constantFrom(4, 7, 10),
        (day, length) => {
          expect(countsOn({ date: day.toISOString().slice(0, length) }, NOW) <= '2026-11-24').toBe(true);
        },
      ),
    );
  });
});

describe('decideContent', () => {
  it('returns each clause of the obligations once', () => {
    const content = anItem({ obligationIds: ['P1.1', 'P1.2', 'P6.1'], kind: 'EV-NAP' });
    expect(decideContent(content, edition, NOW)).toEqual({ accepted: true, value: ['1', '6'] });
  });

  it('refuses what an obligation does not accept of a kind, and names the obligation and a status that it accepts', () => {
    const says = (word: Says, kind = 'EV-POL') =>
      decideContent(anItem({ obligationIds: ['P1.1', 'P6.1'], says: word, kind }), edition, NOW);
    for (const word of ['met', 'partly-met', 'not-met'] as const)
      expect(says(word), word).toEqual({
        accepted: false,
        code: 'evidence/status-not-accepted',
        details: { field: 'says', obligations: '6.1', example: 'in_progress' },
      });
    for (const word of ['in-progress', 'not-started', 'nil', 'zero', 'informs'] as const) expect(says(word).accepted, word).toBe(true);
    // A kind without a limit, one that decides nothing, and one about an obligation as a whole.
    for (const kind of ['EV-NAP', 'EV-NOTE', 'EV-SELF']) expect(says('met', kind).accepted, kind).toBe(true);
  });

  it('refuses a future date, and accepts the current month and year', () => {
    expect(decideContent(anItem({ date: '2026-11-26' }), edition, NOW)).toMatchObject({ accepted: false, details: { field: 'date' } });
    expect(decideContent(anItem({ asOf: '2027' }), edition, NOW)).toMatchObject({ accepted: false, details: { field: 'asOf' } });
    // It is the 25th already where the day begins first.
    for (const date of ['2026', '2026-11', '2026-11-24', '2026-11-25'])
      expect(decideContent(anItem({ date }), edition, NOW).accepted).toBe(true);
  });
});

it('the decision on a purge needs a second person, except in one-person mode', () => {
  expect(decidePurge('a', { person: 'b', sole: false })).toEqual({ accepted: true, value: { alone: false } });
  expect(decidePurge('a', { person: 'a', sole: false })).toMatchObject({ accepted: false, code: 'evidence/second-person-needed' });
  expect(decidePurge('a', { person: 'a', sole: true })).toEqual({ accepted: true, value: { alone: true } });
});

it('a request to purge is withdrawn only by the person who made it', () => {
  expect(decideRequestWithdrawal('a', 'a').accepted).toBe(true);
  for (const requestedBy of ['b', null])
    expect(decideRequestWithdrawal(requestedBy, 'a')).toMatchObject({ accepted: false, code: 'evidence/request-of-another' });
});
