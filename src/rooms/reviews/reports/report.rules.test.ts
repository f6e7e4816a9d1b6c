import { describe, expect, it } from 'vitest';
import { adoptedParticipation, type ParticipationFacts } from './report.rules.ts';

const obligation = (
  id: string,
  before: ParticipationFacts['obligations'][number]['before'],
): ParticipationFacts['obligations'][number] => ({
  id,
  clause: '3',
  status: 'not-reported',
  origin: null,
  evidence: [],
  answer: null,
  before,
  rating: null,
});
const facts = (release: 'party' | 'parties' | null): ParticipationFacts => ({
  id: 'a',
  names: { en: 'Alland', fr: 'Alland' },
  group: 'ally',
  voluntary: false,
  state: 'commenting',
  submitted: null,
  unratedReason: null,
  obligations: [obligation('P3.2', release && { status: 'met', rating: 'not-met' }), obligation('P3.3', null)],
  findings: [],
  comments: [],
  earlier: release && { roundId: 'r', round: { en: 'Before', fr: 'Avant' }, asOf: '2024-10-30', release },
});

describe('the comparison with the earlier round', () => {
  it.each([
    ['party', 'party', true],
    ['party', 'parties', true],
    ['parties', 'parties', true],
    ['parties', 'party', false],
  ] as const)('in a round released to %s, after an earlier one released to %s, is shown: %s', (release, before, compared) => {
    const participation = adoptedParticipation(facts(before), release);
    expect(participation.earlier !== undefined).toBe(compared);
    expect(participation.obligations.map((one) => one.before)).toEqual(
      compared ? [{ status: 'met', rating: 'not-met' }, undefined] : [undefined, undefined],
    );
  });

  it('is missing if no round was adopted before', () => {
    expect(adoptedParticipation(facts(null), 'parties').earlier).toBeUndefined();
  });
});
