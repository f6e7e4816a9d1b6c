import { randomUUID } from 'node:crypto';
import { canary, EDITION, type Party, type Rows, TODAY, type World } from '../world.ts';

/** A nation's action plan, its letters to the party created before it, its checklist of an operation that it joined before it was an Ally, and consultations of headquarters. */
export function seedEncouraging(world: World, { id, kind, author: by, serves: operation_id }: Party): Rows {
  const before = Object.values(world.parties).findLast((party) => party.id !== id);
  if (kind !== 'nation' || before === undefined) return [];
  const outreach = (['opened', 'sent', 'closed'] as const).map((state) => ({
    id: randomUUID(),
    edition_id: EDITION,
    writer_id: id,
    addressee_id: before.id,
    instruments: ['TIP'],
    state,
    since: TODAY,
    opened_by: by,
    close_reason: state === 'closed' ? `Because ${canary()}` : null,
    version: 1,
  }));
  const [letter, reply] = [randomUUID(), randomUUID()];
  const sent = { outreach_id: outreach[1]!.id, writer_id: id, recorded_at: TODAY, recorded_by: by };
  const contribution = randomUUID();
  const joined = { contribution_id: contribution, party_id: id, operation_id, edition_id: EDITION };
  const [plan, measure] = [randomUUID(), randomUUID()];
  const recorded = { party_id: id, recorded_at: TODAY, recorded_by: by };
  return [
    [
      'nations.acceptance',
      [
        {
          ...{ id: randomUUID(), ...recorded, edition_id: EDITION, accepted_on: '2026-01-01' },
          ...{ body: 'Government', document: 'Note 1', reservation: null },
        },
      ],
    ],
    [
      'nations.plan',
      [
        {
          ...{ id: plan, ...recorded, edition_id: EDITION, title: `Plan ${canary()}`, document: `Document ${canary()}` },
          ...{ adopted_on: '2026-01-01', from_day: '2026-01-01', to_day: null, state: 'current', version: 1 },
        },
      ],
    ],
    [
      'nations.measure',
      [
        {
          ...{ id: measure, plan_id: plan, ...recorded, clause_id: '1', text: `Measure ${canary()}`, owner: `Office ${canary()}` },
          ...{ due_on: '2026-02-01', state: 'not-started', version: 1 },
        },
      ],
    ],
    [
      'nations.measure_progress',
      [
        {
          ...{ id: randomUUID(), measure_id: measure, plan_id: plan, ...recorded },
          ...{ action: 'reschedule', on_day: '2026-01-02', note: `Note ${canary()}`, due_on: '2026-02-01' },
        },
      ],
    ],
    ['nations.outreach', outreach],
    [
      'nations.letter',
      [
        {
          id: letter,
          ...sent,
          addressee_id: before.id,
          sent_on: '2026-01-01',
          language: 'en',
          body: `Letter ${canary()}`,
          offer: canary(),
        },
      ],
    ],
    ['nations.letter_reply', [{ id: reply, ...sent, received: true, on_day: '2026-02-01', body: `Reply ${canary()}` }]],
    [
      'parties.contribution',
      [
        {
          id: contribution,
          party_id: id,
          operation_id,
          from_day: '1998-01-01',
          to_day: '1999-01-01',
          source: 's',
          confirmed_at: TODAY,
          confirmed_by: by,
        },
      ],
    ],
    ['nations.joining', [{ ...joined, transfer_on: '1998-02-01', version: 1 }]],
    [
      'nations.joining_answer',
      [
        {
          ...joined,
          id: randomUUID(),
          obligation_id: 'P3.2',
          choice: 'explain',
          note: `Because ${canary()}`,
          answered_by: by,
          answered_at: TODAY,
        },
      ],
    ],
    [
      'cooperation.consultation',
      (['recorded', 'informed'] as const).map((state) => ({
        id: randomUUID(),
        edition_id: EDITION,
        party_id: Object.values(world.parties)[0]!.id,
        kind: 'organisation',
        consulted_name: `Organisation ${canary()}`,
        stated_on: '2026-01-01',
        statement: `Statement ${canary()}`,
        state,
        changed: state === 'informed' ? true : null,
        outcome: state === 'informed' ? `Changed ${canary()}` : null,
        decided_on: state === 'informed' ? '2026-01-02' : null,
        informed_on: state === 'informed' ? '2026-01-03' : null,
        recorded_at: TODAY,
        recorded_by: world.office,
        version: 1,
      })),
    ],
  ];
}
