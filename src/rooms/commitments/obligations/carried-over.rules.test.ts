import { expect, it } from 'vitest';
import { currentCatalogue } from '#rooms/policy/index.ts';
import type { LatestItem } from '../status.rules.ts';
import { carryOver } from './carried-over.rules.ts';
import { obligationsOn } from './obligation-status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const draft = currentCatalogue().edition('nato-thb-2023');

function item(itemId: string, kind: string, says: LatestItem['says'] = 'met'): LatestItem {
  return { itemId, kind, says, origin: 'measured', countsOn: '2026-01-01' };
}

function statusOf(id: string, own: LatestItem[], earlier: Record<string, LatestItem[]>, carries: 'whole' | 'part' = 'whole') {
  const mapping = { ...draft.mapping!, rows: draft.mapping!.rows.map((row) => ({ ...row, carries })) };
  const edition = { ...draft, mapping };
  const latest = carryOver(edition, new Map(own.length > 0 ? [[id, own]] : []), new Map(Object.entries(earlier)));
  const obligations = obligationsOn(
    edition,
    NOW,
  )({ kinds: ['headquarters', 'operation'], operations: [], latest, answers: new Map(), requested: null, views: new Map() });
  const state = obligations.find(({ obligation }) => obligation.id === id)!;
  return { status: state.status, carried: state.latest.map(({ itemId, carriedFrom }) => [itemId, carriedFrom]) };
}

it('evidence of the earlier obligation counts for the obligation that continues it, and names its origin', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'met', carried: [['a', 'P1.3']] });
});

it('evidence that met the earlier obligation meets it in part where the later text asks for more', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK')] }, 'part').status).toBe('partly-met');
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK', 'not-met')] }, 'part').status).toBe('not-met');
});

it('no evidence of a kind is carried over where the later edition has evidence of that kind', () => {
  const own = [item('new', 'EV-RISK', 'not-met')];
  expect(statusOf('N23.1', own, { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'not-met', carried: [['new', undefined]] });
});

it('an item of two earlier obligations counts once, and only for kinds that the later obligation lists', () => {
  const earlier = { 'P1.3': [item('a', 'EV-RISK')], 'A1.3': [item('a', 'EV-RISK'), item('b', 'EV-ACK')] };
  expect(statusOf('N23.1', [], earlier).carried).toEqual([['a', 'P1.3']]);
});

it('evidence without a mapping row is not carried over, and the status stays not reported', () => {
  expect(statusOf('N23.5', [], { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'not-reported', carried: [] });
});

it('an edition without a mapping carries no evidence over', () => {
  const own = new Map([['P1.3', [item('a', 'EV-RISK')]]]);
  expect(carryOver({ ...draft, mapping: null }, own, new Map())).toBe(own);
});
