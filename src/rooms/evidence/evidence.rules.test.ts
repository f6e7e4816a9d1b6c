import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, transitionOf, transitionsOf } from '#kernel/machine.ts';
import { countsOn, decideAction, decideContent, decidePurge, PIECE_MACHINE, PIECE_STATES, type Terms } from './evidence.rules.ts';
import { aPiece } from './fixtures.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const edition: Terms = { obligation: (id) => ({ clause: id.slice(1, 2) }), evidenceKind: () => ({}) };

describe('the life of a piece', () => {
  it('ends with a purge, and nothing leads back to counting', () => {
    expect(transitionsOf(PIECE_MACHINE).some(({ from }) => from === 'purged')).toBe(false);
    const back = transitionsOf(PIECE_MACHINE).filter((step) => step.to === 'submitted' && !['draft', 'submitted'].includes(step.from));
    expect(back).toEqual([]);
  });

  it('refuses every action that the table does not have, naming state and action', () => {
    for (const from of PIECE_STATES)
      for (const action of actionsOf(PIECE_MACHINE)) {
        const decision = decideAction(from, action);
        const step = transitionOf(PIECE_MACHINE, from, action);
        expect(decision).toEqual(
          step
            ? { accepted: true, value: step }
            : { accepted: false, code: 'evidence/not-in-this-state', details: { state: from, action } },
        );
      }
  });
});

describe('the day a piece counts from', () => {
  it.each([
    [{ date: '2026-01-15' }, '2026-01-15'],
    [{ date: '2014', asOf: '2014-01-27' }, '2014-01-27'],
    [{ date: '2025' }, '2025-12-31'],
    [{ date: '2024-02' }, '2024-02-29'],
    [{ date: '2026' }, '2026-11-24'],
  ])('%o', (piece, expected) => {
    expect(countsOn(piece, NOW)).toBe(expected);
  });

  it('is never after its submission', () => {
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

describe('what a piece says', () => {
  it('carries the clauses of its obligations, each once', () => {
    expect(decideContent(aPiece({ obligationIds: ['P1.1', 'P1.2', 'P6.1'] }), edition, NOW)).toEqual({ accepted: true, value: ['1', '6'] });
  });

  it('is not of a day to come, while this month and year have begun', () => {
    expect(decideContent(aPiece({ date: '2026-11-25' }), edition, NOW)).toMatchObject({ accepted: false, details: { field: 'date' } });
    expect(decideContent(aPiece({ asOf: '2027' }), edition, NOW)).toMatchObject({ accepted: false, details: { field: 'asOf' } });
    for (const date of ['2026', '2026-11', '2026-11-24']) expect(decideContent(aPiece({ date }), edition, NOW).accepted).toBe(true);
  });
});

it('a purge takes a second person, but in one-person mode', () => {
  expect(decidePurge('a', { person: 'b', sole: false })).toEqual({ accepted: true, value: { alone: false } });
  expect(decidePurge('a', { person: 'a', sole: false })).toMatchObject({ accepted: false, code: 'evidence/second-person-needed' });
  expect(decidePurge('a', { person: 'a', sole: true })).toEqual({ accepted: true, value: { alone: true } });
});
