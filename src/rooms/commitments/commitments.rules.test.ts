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

describe('owedBy', () => {
  it('lists the obligations of the party’s kinds', () => {
    expect(owed(['ally']).map((one) => [one.obligationId, one.strength])).toEqual([
      ['R1', 'required'],
      ['R2', 'agreed'],
      ['R3', 'encouraged'],
    ]);
    expect(owed(['operation']).map((one) => one.obligationId)).toEqual(['R5']);
  });

  it('lists nothing for a nation with only an observed contribution', () => {
    expect(owed([])).toEqual([]);
  });

  it('gives a contributor expectations only, in the operations it takes part in', () => {
    expect(owed(['contributor'], ['op-1'])).toEqual([
      { obligationId: 'R1', as: ['contributor'], strength: 'expected', operations: ['op-1'] },
      { obligationId: 'R4', as: ['contributor'], strength: 'aim', operations: ['op-1'] },
    ]);
  });

  it('keeps the Ally’s strength where a party is both Ally and contributor', () => {
    expect(owed(['ally', 'contributor'], ['op-1'])[0]).toEqual({
      obligationId: 'R1',
      as: ['ally', 'contributor'],
      strength: 'required',
      operations: ['op-1'],
    });
  });

  it('allows an answer only to an expectation on a contributor', () => {
    const [asAlly] = owed(['ally']);
    const [asContributor, aim] = owed(['contributor'], ['op-1']);
    expect([asAlly, asContributor, aim, undefined].map(mayAnswer)).toEqual([false, true, false, false]);
  });
});
