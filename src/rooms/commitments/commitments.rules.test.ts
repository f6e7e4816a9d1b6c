import { describe, expect, it } from 'vitest';
import { mayAnswer, type ObligationTerms, owedBy } from './commitments.rules.ts';

const rows: ObligationTerms[] = [
  { id: 'R1', owners: ['ally', 'contributor', 'headquarters'], strength: 'required' },
  { id: 'R2', owners: ['ally'], strength: 'agreed' },
  { id: 'R3', owners: ['ally', 'headquarters'], strength: 'encouraged' },
  { id: 'R4', owners: ['contributor'], strength: 'aim' },
  { id: 'R5', owners: ['operation'], strength: 'will' },
];
const owed = (kinds: Parameters<typeof owedBy>[0]['kinds'], operations: string[] = []) => owedBy({ kinds, operations }, rows);

describe('what a party owes', () => {
  it('follows from what it is on the day', () => {
    expect(owed(['ally']).map((one) => [one.obligationId, one.strength])).toEqual([
      ['R1', 'required'],
      ['R2', 'agreed'],
      ['R3', 'encouraged'],
    ]);
    expect(owed(['operation']).map((one) => one.obligationId)).toEqual(['R5']);
  });

  it('is nothing for a nation that was only seen', () => {
    expect(owed([])).toEqual([]);
  });

  it('is an expectation on a contributor, never more, in the operations it takes part in', () => {
    expect(owed(['contributor'], ['op-1'])).toEqual([
      { obligationId: 'R1', as: ['contributor'], strength: 'expected', operations: ['op-1'] },
      { obligationId: 'R4', as: ['contributor'], strength: 'aim', operations: ['op-1'] },
    ]);
  });

  it('keeps the strength of the Ally where a party is both', () => {
    expect(owed(['ally', 'contributor'], ['op-1'])[0]).toEqual({
      obligationId: 'R1',
      as: ['ally', 'contributor'],
      strength: 'required',
      operations: ['op-1'],
    });
  });

  it('lets only an expectation on a contributor be answered', () => {
    const [asAlly] = owed(['ally']);
    const [asContributor, aim] = owed(['contributor'], ['op-1']);
    expect([asAlly, asContributor, aim, undefined].map(mayAnswer)).toEqual([false, true, false, false]);
  });
});
