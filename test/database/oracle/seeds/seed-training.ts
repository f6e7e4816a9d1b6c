import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { canary, type Party, type Rows, TODAY, type World } from '../world.ts';

// In the notation of JSON, in which the rows are sent.
const hex = (length: number) => `\\x${randomBytes(length).toString('hex')}`;

/** People of a party's roster: in a unit that goes to an operation, one who left, one at home, and one with an account, with their completions and waivers. */
export function seedTraining(_world: World, { id: party_id, author: by, serves }: Party, unit_id: string, rotation: string): Rows {
  const common = { party_id, category: 'contingent', roles: [], recorded_at: TODAY, recorded_by: by };
  const trainees = [
    { ...common, unit_id, operation_id: serves },
    { ...common, unit_id, operation_id: serves, left_at: TODAY },
    { ...common, unit_id, operation_id: null },
    { ...common, unit_id: null, operation_id: serves, person_id: by },
  ].map((row) => ({ id: randomUUID(), service_number: canary().toUpperCase(), ...row }));
  const completions = trainees.map(() => randomUUID());
  const trainee_id = trainees[0]!.id;
  // One id for all three, so that an address with all of them can be filled in.
  const [classId, accessSlip] = [trainee_id, trainee_id];
  const learnt = { trainee_id, party_id, module_id: 'G' };
  const [batch, page] = [randomUUID(), randomUUID()];
  return [
    ['training.trainee', trainees],
    [
      'training.roster_batch',
      [{ id: batch, party_id, title: `Roster ${canary()}`, total: 1, imported: 1, started_at: TODAY, imported_by: by }],
    ],
    ['training.roster_row', [{ batch_id: batch, party_id, line: 2, trainee_id: trainees[0]!.id, left_version: 1 }]],
    [
      'training.equivalent',
      [
        {
          ...{
            id: randomUUID(),
            party_id,
            title: `Course ${canary()}`,
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
          ...{ id: randomUUID(), party_id, name: `School ${canary()}`, level: 'national', general: true, specific: false },
          ...{ checked_on: TODAY, recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
    [
      'training.total',
      [{ id: randomUUID(), party_id, module_id: 'G', persons: 9, trained: 9, as_of: TODAY, signed_by: by, signed_at: TODAY }],
    ],
    ['training.strength', [{ id: randomUUID(), party_id, persons: 9, stated_for: TODAY, source: 's', stated_by: by, stated_at: TODAY }]],
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
      [{ hand_over_id: page, side: 'outgoing', reasons: `Because ${canary()}`, signed_by: by, signed_at: TODAY }],
    ],
    [
      'training.class',
      [
        {
          id: classId,
          party_id,
          code: Array.from({ length: 8 }, () => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[randomInt(31)]).join(''),
          title: `Class ${canary()}`,
          module_ids: ['G'],
          instructor_id: by,
          starts_on: '2026-01-01',
          ends_on: '2026-12-31',
          recorded_at: TODAY,
          recorded_by: by,
        },
      ],
    ],
    ['training.roster_request', [{ party_id, requested_at: TODAY, requested_by: by }]],
    ['training.seat_booking', [{ id: randomUUID(), class_id: classId, party_id, unit_id, seats: 1, booked_by: by, booked_at: TODAY }]],
    [
      'training.access_slip',
      [
        {
          id: accessSlip,
          class_id: classId,
          party_id,
          trainee_id,
          pin_salt: hex(16),
          pin_digest: hex(32),
          issued_at: TODAY,
          issued_by: by,
        },
      ],
    ],
    [
      'training.learner_session',
      [
        {
          id: randomUUID(),
          trainee_id,
          party_id,
          access_slip_id: accessSlip,
          token_hash: hex(32),
          ticket_hash: hex(32),
          ends_at: TODAY,
          ticket_ends_at: TODAY,
          ended_at: TODAY,
          end_reason: 'left',
        },
      ],
    ],
    ['training.lesson_done', [{ ...learnt, lesson_id: 'G1', lesson_version: 1, done_at: TODAY }]],
    [
      'training.first_look',
      [
        { ...learnt, module_version: 1, score: 50, answered_at: TODAY },
        { ...learnt, module_version: 2, score: 50, answered_at: TODAY, sheet: 'paper', sheet_score: 90, recorded_by: by },
      ],
    ],
    ['training.attempt', [{ ...learnt, id: randomUUID(), class_id: classId, module_version: 1, drawn: '[]', drawn_at: TODAY }]],
    ['training.tries_reset', [{ ...learnt, id: randomUUID(), reset_at: TODAY, reset_by: by }]],
    [
      'training.completion',
      trainees.map(({ id }, at) => ({
        id: completions[at]!,
        trainee_id: id,
        party_id,
        module_id: 'G',
        module_version: 1,
        source: 'class',
        source_id: canary(),
        passed_at: TODAY,
        score: 90,
        recorded_at: TODAY,
        recorded_by: by,
      })),
    ],
    [
      'training.certificate',
      trainees.map(({ id }, at) => ({
        number: randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase(),
        completion_id: completions[at]!,
        trainee_id: id,
        party_id,
        module_id: 'G',
        module_version: 1,
        passed_on: TODAY,
        key_generation: 1,
        issued_at: TODAY,
        issued_by: by,
        ...(at === 1 && { revoked_at: TODAY, revoked_by: by, revocation_reason: `Because ${canary()}` }),
      })),
    ],
    [
      'training.waiver',
      trainees.map(({ id }) => ({
        id: randomUUID(),
        trainee_id: id,
        party_id,
        module_id: 'G',
        reason: `Because ${canary()}`,
        until: '2026-12-31',
        approved_by: by,
        approved_at: TODAY,
      })),
    ],
  ];
}
