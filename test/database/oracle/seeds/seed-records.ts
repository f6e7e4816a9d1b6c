import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { canary, EDITION, type Party, type Rows, TODAY, type World } from '../world.ts';
import { bytes } from './seed-party.ts';

/** Records about access to a party and about its log entries: access records, reviews of its grants, a hand-over, erasures, a hold. */
export function seedRecords(world: World, { id: party_id, author: by }: Party, grant: string, entries: unknown[]): Rows {
  const [review, held] = [randomUUID(), randomUUID()];
  return [
    ['identity.access_record', [{ minute: TODAY, person_id: by, kind: 'dossier', object_id: party_id, party_id, outcome: 'read' }]],
    ['identity.access_review', [{ id: review, party_id, reviewed_by: world.office, reviewed_name: 'n', reviewed_at: TODAY }]],
    ['identity.access_review_line', [{ review_id: review, grant_id: grant, kept: true }]],
    [
      'identity.proposed_grant',
      [
        {
          id: randomUUID(),
          hand_over_id: randomUUID(),
          grant_id: grant,
          from_person: by,
          to_person: world.office,
          role: ROLE.focalPoint,
          party_id,
          last_day: '2026-12-31',
        },
      ],
    ],
    [
      'ledger.erasure',
      entries.slice(0, 2).map((entry_id) => ({ entry_id, reason: `Because ${canary()}`, requested_by: world.office, requested_at: TODAY })),
    ],
    // The hold is on a person who entered nothing, because a hold on the author would stop every purge and erasure.
    ['identity.person', [{ id: held, name: `Held ${canary()}` }]],
    ['retention.hold', [{ id: randomUUID(), person_id: held, reason: `Inquiry ${canary()}`, placed_by: world.office, placed_at: TODAY }]],
  ];
}

/** Records of the installation about its log, its backups and its imports. */
export function installationRows(office: string): Rows {
  const [witness, past] = [randomUUID(), randomUUID()];
  return [
    [
      'imports.batch',
      [
        {
          id: past,
          title: `Table ${canary()}`,
          file_sha256: bytes('file'),
          edition_id: EDITION,
          total: 1,
          imported: 1,
          started_at: TODAY,
          imported_by: office,
        },
      ],
    ],
    ['imports.row', [{ batch_id: past, line: 2, object_id: randomUUID() }]],
    [
      'policy.official_text',
      [
        { clause_id: '1', released: true },
        { clause_id: '2', released: false },
        { clause_id: '3', released: true, ended_by: office, ended_at: TODAY, end_reason: `Wrong ${canary()}` },
      ].map((text) => ({
        ...{ id: randomUUID(), edition_id: EDITION, language: 'en', body: `Text ${text.released && !text.ended_by ? '' : canary()}.` },
        ...{ authority: 'a', source: 's', read_on: TODAY, recorded_by: office, recorded_at: TODAY },
        ...text,
      })),
    ],
    ['ledger.padding', [{ from_index: 1_000_000, count: 1, seed: bytes('seed'), at: TODAY }]],
    ['ledger.checkpoint', [{ size: 1, root: bytes('root'), note: 'note', signed_at: TODAY }]],
    ['ledger.log_key', [{ vkey: 'key', from_size: 0, since: TODAY }]],
    [
      'ledger.witness',
      [{ id: witness, name: 'Outside check', vkey: 'v', url: 'https://example.org', enrolled_by: office, enrolled_at: TODAY }],
    ],
    ['ledger.cosignature', [{ size: 1, witness_id: witness, line: 'line' }]],
    [
      'retention.backup',
      [
        {
          id: randomUUID(),
          name: 'b',
          kind: 'logical',
          created_at: TODAY,
          bytes: 1,
          recipients: 1,
          proven_at: TODAY,
          proof_seconds: 1,
          tables: 1,
          row_count: 1,
          links: 1,
          recorded_by: office,
        },
      ],
    ],
  ];
}
