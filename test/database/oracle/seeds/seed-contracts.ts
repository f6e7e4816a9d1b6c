import { randomUUID } from 'node:crypto';
import { canary, type Party, type Rows, TODAY, type World } from '../world.ts';

/** Contracts of a party that lets them, with a firm at each of two tiers. */
export function seedContracts(_world: World, { id, kind, author: by }: Party): Rows {
  if (kind === 'contractor' || kind === 'partner') return [];
  const [contract, first] = [randomUUID(), randomUUID()];
  const recorded = { party_id: id, recorded_at: TODAY, recorded_by: by, version: 1 };
  return [
    [
      'contractors.contract',
      [
        {
          ...{ id: contract, ...recorded, number: `C-${canary()}`, state: 'awarded', title: `Kitchens ${canary()}`, set_id: 'least-5f' },
          ...{ contractor: `Firm ${canary()}`, place: `Camp ${canary()}`, coverage: 'not-checked' },
        },
      ],
    ],
    [
      'contractors.member',
      [
        { id: first, contract_id: contract, ...recorded, parent_id: null, kind: 'subcontractor', name: `Firm ${canary()}` },
        { id: randomUUID(), contract_id: contract, ...recorded, parent_id: first, kind: 'agent', name: `Agent ${canary()}` },
      ],
    ],
  ];
}
