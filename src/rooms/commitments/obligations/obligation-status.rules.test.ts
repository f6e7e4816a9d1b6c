import { expect, it } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { doesNotAge, refreshDue } from '../due.rules.ts';
import type { LatestItem } from '../status.rules.ts';
import { obligationsOf, type PartyFacts } from './obligation-status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const edition = currentEdition();

function item(kind: string, says: LatestItem['says'], countsOn: string): LatestItem {
  return { itemId: `${kind} ${says}`, kind, says, origin: 'arose', countsOn };
}

function stateOf(obligationId: string, latest: LatestItem[], more: Partial<PartyFacts> = {}) {
  const party: PartyFacts = { kinds: ['ally'], operations: [], answers: new Map(), latest: new Map([[obligationId, latest]]), ...more };
  return obligationsOf(edition, party, NOW).find((one) => one.obligation.id === obligationId)!;
}

it('a deposit never ages, while a national report of the same fact does', () => {
  const deposited = stateOf('P5.0b', [item('EV-TRTY', 'met', '2014-01-27')]);
  expect(deposited.status).toBe('met');
  expect([doesNotAge(edition, deposited), refreshDue(edition, deposited)]).toEqual([true, []]);
  expect(stateOf('P5.0b', [item('EV-NREP', 'met', '2014-01-27')]).status).toBe('met-stale');
});

it('the freshness set for the obligation overrides that of the kind', () => {
  // A campaign counts for one month by itself; for education and training (P1.2) it counts for twelve.
  const latest = [item('EV-TRN', 'met', '2026-02-01'), item('EV-CAMP', 'met', '2026-03-01')];
  const trained = stateOf('P1.2', latest);
  expect(trained.status).toBe('met');
  expect(refreshDue(edition, trained).map((due) => due.day)).toEqual(['2027-02-01', '2027-03-01']);
});

it('a kind that only informs decides nothing, but a nil return of it counts as a submission', () => {
  expect(stateOf('P5c.1', [item('EV-NIL', 'met', '2026-10-01')]).status).toBe('not-reported');
  expect(stateOf('P5c.1', [item('EV-NIL', 'nil', '2026-10-01')])).toMatchObject({ status: 'met', nil: ['EV-NIL'] });
  expect(stateOf('P5c.1', [item('EV-NIL', 'zero', '2026-10-01')])).toMatchObject({ status: 'not-reported', zero: ['EV-NIL'] });
});

it('a treaty deposit does not meet an outreach obligation (5b), which needs outreach', () => {
  expect(stateOf('P5b.1', [item('EV-TRTY', 'informs', '2014-01-27')]).status).toBe('not-reported');
  expect(stateOf('P5b.1', [item('EV-OUTR', 'met', '2026-09-01')]).status).toBe('met');
});

it('an answer counts only for a contributor, and the old answer of an Ally is ignored', () => {
  const answers = new Map([['P5c.1', { word: 'explain' as const, answeredAt: NOW }]]);
  expect(stateOf('P5c.1', [], { answers })).toMatchObject({ status: 'not-reported', answer: null });
  const contributor = stateOf('P5c.1', [], { answers, kinds: ['contributor'], operations: ['KFOR'] });
  expect(contributor).toMatchObject({
    status: 'not-started',
    answer: 'explain',
    commitment: { strength: 'expected', operations: ['KFOR'] },
  });
});
