import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { wholeOf } from '#rooms/policy/files/edition-content.ts';
import { currentEdition } from '#rooms/policy/index.ts';
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
    ['identity.first_step', [{ step: 'reporting', aside: true, changed_by: office, changed_at: TODAY }]],
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
    [
      'policy.imported_edition',
      [
        {},
        { ended_by: office, ended_at: TODAY, end_reason: `Wrong ${canary()}`, state: 'withdrawn' },
        {
          ...{ state: 'scheduled', from_day: '2099-01-01', decided_by: office, decided_at: TODAY, reason: 'Order 7' },
          ...{ consulted_body: 'Partners', consulted_on: TODAY, consulted_outcome: 'None' },
        },
      ].map((edition, at) => ({
        ...{ id: randomUUID(), edition_id: `edition-${at}`, fingerprint: '0'.repeat(64), format: 'zip', file_sha256: '0'.repeat(64) },
        ...{ content: anEdition('state' in edition && edition.state === 'scheduled' ? 'Scheduled' : canary()) },
        ...{ file_name: 'a.zip', imported_by: office, imported_at: TODAY },
        ...edition,
      })),
    ],
    [
      'policy.parameter_decision',
      [
        {
          ...{ edition_id: EDITION, parameter_id: 'comment-time', number: 1, value: 45, from_day: '2099-01-01', reason: 'Because' },
          ...{ decided_by: office, decided_at: TODAY },
        },
      ],
    ],
    ['ledger.padding', [{ from_index: 1_000_000, count: 1, seed: bytes('seed'), at: TODAY }]],
    ['ledger.checkpoint', [{ size: 1, root: bytes('root'), note: 'note', signed_at: TODAY }]],
    ['ledger.log_key', [{ vkey: 'key', from_size: 0, since: TODAY }]],
    [
      'ledger.witness',
      [{ id: witness, name: 'Outside check', vkey: 'v', url: 'https://example.org', enrolled_by: office, enrolled_at: TODAY }],
    ],
    ['retention.deletion', [{ id: randomUUID(), ended_at: TODAY, failed: [], recorded_by: office }]],
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

const anEdition = (title: string) => ({ ...wholeOf(currentEdition()), title: { en: title, fr: title } });
