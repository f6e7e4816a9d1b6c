import { randomUUID } from 'node:crypto';
import { mark, type Party, type Rows, TODAY, type World } from './world.ts';

/** People of a party's roster: in a unit that goes to an operation, one who left, one at home, and one with an account; what each completed and was let off. */
export function fillTraining(_world: World, { id: party_id, author: by, serves }: Party, unit_id: string, rotation: string): Rows {
  const common = { party_id, category: 'contingent', roles: [], recorded_at: TODAY, recorded_by: by };
  const trainees = [
    { ...common, unit_id, operation_id: serves },
    { ...common, unit_id, operation_id: serves, left_at: TODAY },
    { ...common, unit_id, operation_id: null },
    { ...common, unit_id: null, operation_id: serves, person_id: by },
  ].map((row) => ({ id: randomUUID(), service_number: mark().toUpperCase(), ...row }));
  const [batch, page] = [randomUUID(), randomUUID()];
  return [
    ['training.trainee', trainees],
    ['training.roster_batch', [{ id: batch, party_id, title: `Roster ${mark()}`, total: 1, taken: 1, begun_at: TODAY, taken_by: by }]],
    ['training.roster_row', [{ batch_id: batch, party_id, line: 2, trainee_id: trainees[0]!.id, left_version: 1 }]],
    [
      'training.equivalent',
      [
        {
          ...{
            id: randomUUID(),
            party_id,
            title: `Course ${mark()}`,
            provider: 'p',
            module_id: 'G',
            elements: ['A2.2a'],
            lessons: ['G1'],
            why: 'w',
          },
          ...{ recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
    [
      'training.provider',
      [
        {
          ...{ id: randomUUID(), party_id, name: `School ${mark()}`, level: 'national', general: true, specific: false },
          ...{ checked_on: TODAY, recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
    [
      'training.total',
      [{ id: randomUUID(), party_id, module_id: 'G', persons: 9, trained: 9, as_of: TODAY, signed_by: by, signed_at: TODAY }],
    ],
    [
      'training.hand_over',
      [
        {
          ...{ id: page, rotation_id: rotation, party_id, operation_id: serves, as_of: TODAY, persons: 9, ready: 8, missing: [] },
          ...{ checked_by: by, checked_at: TODAY },
        },
      ],
    ],
    [
      'training.hand_over_signature',
      [{ hand_over_id: page, side: 'outgoing', reasons: `Because ${mark()}`, signed_by: by, signed_at: TODAY }],
    ],
    [
      'training.completion',
      trainees.map(({ id }) => ({
        id: randomUUID(),
        trainee_id: id,
        party_id,
        module_id: 'G',
        module_version: 1,
        way: 'class',
        source_id: mark(),
        passed_at: TODAY,
        score: 90,
        recorded_at: TODAY,
        recorded_by: by,
      })),
    ],
    [
      'training.waiver',
      trainees.map(({ id }) => ({
        id: randomUUID(),
        trainee_id: id,
        party_id,
        module_id: 'G',
        reason: `Because ${mark()}`,
        until: '2026-12-31',
        approved_by: by,
        approved_at: TODAY,
      })),
    ],
  ];
}
