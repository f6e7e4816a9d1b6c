import { describe, expect, it } from 'vitest';
import { ORIGINS, type Says } from '#kernel/status.ts';
import { deriveStatus, type LatestItem, type StatusQuestion } from './status.rules.ts';

const item = (kind: string, says: Says, countsOn: string, origin: LatestItem['origin'] = 'measured'): LatestItem => ({
  itemId: `${kind}-${origin}-${says}`,
  ...{ kind, says, origin, countsOn },
});

function ask(latest: LatestItem[], more: Partial<StatusQuestion> = {}) {
  const evidence: StatusQuestion['evidence'] = { kinds: ['EV-A', 'EV-B'], needs: 'any', order: ORIGINS };
  const question = {
    owed: true,
    evidence,
    latest,
    freshMonths: () => 12,
    answer: null,
    asked: true,
    today: '2026-11-24',
  };
  const derived = deriveStatus({ ...question, ...more });
  return { ...derived, differs: derived.differing.length > 0 };
}

describe('deriveStatus with a nil return', () => {
  const nil = item('EV-NIL', 'nil', '2026-10-31', 'declared');
  const caseOn = (countsOn: string, says: Says = 'met'): LatestItem => ({ ...item('EV-A', says, countsOn), occurrence: true });
  const months = { freshMonths: () => 3 };

  it('raises the flag for a case that was measured in its period, whatever the case decides', () => {
    expect(ask([nil, caseOn('2026-09-10')], months)).toMatchObject({ status: 'met', differs: true });
    expect(ask([nil, caseOn('2026-09-10', 'informs')], months)).toMatchObject({ status: 'nothing-to-report', differs: true });
  });

  it('raises the flag for a case in its period that a later case replaced among the newest', () => {
    const later = { ...caseOn('2026-11-10'), itemId: 'later' };
    const earlier = { ...caseOn('2026-09-10', 'not-met'), itemId: 'earlier' };
    expect(ask([nil, later], months).differs).toBe(false);
    expect(ask([nil, later], { ...months, cases: [earlier] })).toMatchObject({
      ...{ status: 'met', decidedBy: ['later'], differing: [nil.itemId, 'earlier'].sort() },
    });
  });

  it('raises no flag for a case before or after its period, a declared case, or what is no case', () => {
    for (const other of [
      caseOn('2026-07-30'),
      caseOn('2026-11-01'),
      { ...caseOn('2026-09-10'), origin: 'declared' as const },
      item('EV-A', 'met', '2026-09-10'),
    ])
      expect(ask([nil, other], months).differs, JSON.stringify(other)).toBe(false);
  });

  it('raises no flag once the nil return has lapsed', () => {
    expect(ask([{ ...nil, countsOn: '2026-08-01' }, caseOn('2026-07-10', 'informs')], months)).toMatchObject({
      status: 'not-reported',
      differing: [],
      differs: false,
    });
  });
});
