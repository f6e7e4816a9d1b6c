import { describe, expect, it } from 'vitest';
import { type StageFacts, stageStatus, stageWords } from './stages.rules.ts';

const facts = (more: Partial<StageFacts>): StageFacts => ({
  ...{ state: 'notified', abateBy: null, abatedOn: null, replyBy: null, repliedOn: null, ...more },
});
const abatement = (more: Partial<StageFacts>) => [stageStatus('abatement', facts(more)), stageWords('abatement', facts(more))];

describe('the stages of a violation (5f)', () => {
  it('say that an ordered abatement is over only where it is recorded as done, also after the end', () => {
    const abateBy = '2026-11-09';
    for (const state of ['abating', 'investigating', 'verified'] as const)
      expect([state, ...abatement({ state, abateBy })]).toEqual([state, 'in-progress', 'now']);
    for (const state of ['recorded', 'closed', 'terminated', 'debarred', 'unsubstantiated'] as const) {
      expect([state, ...abatement({ state, abateBy })]).toEqual([state, 'not-started', 'unrecorded']);
      expect([state, ...abatement({ state, abateBy, abatedOn: '2026-11-08' })]).toEqual([state, 'met', 'over']);
      expect([state, ...abatement({ state })]).toEqual([state, 'not-applicable', 'not']);
    }
  });

  it('leave the reply open after the record, until it came', () => {
    const reply = (more: Partial<StageFacts>) => stageStatus('reply', facts({ replyBy: '2026-12-02', ...more }));
    expect(reply({ state: 'recorded' })).toBe('in-progress');
    expect(reply({ state: 'recorded', repliedOn: '2026-12-01' })).toBe('met');
    expect(reply({ state: 'closed' })).toBe('not-applicable');
  });
});
