import { expect, it } from 'vitest';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { carryOver } from './carried-over.rules.ts';
import { obligationsOf } from './obligations/duty-status.rules.ts';
import type { LatestPiece } from './status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const draft = currentCatalogue().edition('nato-thb-2023');

function piece(pieceId: string, kind: string, says: LatestPiece['says'] = 'met'): LatestPiece {
  return { pieceId, kind, says, origin: 'arose', countsOn: '2026-01-01' };
}

function statusOf(id: string, own: LatestPiece[], earlier: Record<string, LatestPiece[]>, carries: 'whole' | 'part' = 'whole') {
  const mapping = { ...draft.mapping!, rows: draft.mapping!.rows.map((row) => ({ ...row, carries })) };
  const edition = { ...draft, mapping };
  const latest = carryOver(edition, new Map(own.length > 0 ? [[id, own]] : []), new Map(Object.entries(earlier)));
  const duties = obligationsOf(edition, { kinds: ['headquarters', 'operation'], operations: [], latest, answers: new Map() }, NOW);
  const duty = duties.find(({ obligation }) => obligation.id === id)!;
  return { status: duty.status, carried: duty.latest.map(({ pieceId, carriedFrom }) => [pieceId, carriedFrom]) };
}

it('evidence of the earlier obligation counts for the one that continues it, and names its origin', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [piece('a', 'EV-RISK')] })).toEqual({ status: 'met', carried: [['a', 'P1.3']] });
});

it('where the later text asks more, evidence that met the earlier obligation meets it in part', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [piece('a', 'EV-RISK')] }, 'part').status).toBe('partly-met');
  expect(statusOf('N23.1', [], { 'P1.3': [piece('a', 'EV-RISK', 'not-met')] }, 'part').status).toBe('not-met');
});

it('for a kind with evidence under the later edition, nothing is carried over', () => {
  const own = [piece('new', 'EV-RISK', 'not-met')];
  expect(statusOf('N23.1', own, { 'P1.3': [piece('a', 'EV-RISK')] })).toEqual({ status: 'not-met', carried: [['new', undefined]] });
});

it('an item of two earlier obligations counts once, and a kind that the later one does not list does not count', () => {
  const earlier = { 'P1.3': [piece('a', 'EV-RISK')], 'A1.3': [piece('a', 'EV-RISK'), piece('b', 'EV-ACK')] };
  expect(statusOf('N23.1', [], earlier).carried).toEqual([['a', 'P1.3']]);
});

it('evidence without a mapping row is not carried over, and absence stays not reported', () => {
  expect(statusOf('N23.5', [], { 'P1.3': [piece('a', 'EV-RISK')] })).toEqual({ status: 'not-reported', carried: [] });
});

it('an edition without a mapping is left as it is', () => {
  const own = new Map([['P1.3', [piece('a', 'EV-RISK')]]]);
  expect(carryOver({ ...draft, mapping: null }, own, new Map())).toBe(own);
});
