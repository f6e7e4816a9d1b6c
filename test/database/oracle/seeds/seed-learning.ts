import { randomUUID } from 'node:crypto';
import { canary, type Party, type Rows, TODAY } from '../world.ts';
import { bytes } from './seed-party.ts';

/** A learning system of a party, its credential, and its statements. */
export function seedLearning({ id: party_id, author: created_by }: Party): Rows {
  const [source_id, id] = [randomUUID(), randomUUID()];
  return [
    ['lrs.source', [{ id: source_id, party_id, name: 'academy', created_at: TODAY, created_by }]],
    ['lrs.credential', [{ id: randomUUID(), source_id, party_id, secret_hash: bytes(randomUUID()), created_at: TODAY, created_by }]],
    [
      'lrs.statement',
      [
        {
          source_id,
          party_id,
          id,
          stored_at: TODAY,
          agent_key: 1,
          verb_key: 2,
          voiding: false,
          completes: true,
          statement: JSON.stringify({
            ...{ id, actor: { name: `Learner ${canary()}`, mbox: 'mailto:learner@example.org' }, timestamp: TODAY },
            ...{ verb: { id: 'http://adlnet.gov/expapi/verbs/passed' }, object: { id: 'https://academy.example.org/modules/G' } },
          }),
        },
      ],
    ],
    ['training.xapi_place', [{ party_id, read_at: TODAY, read_by: created_by }]],
    ['training.xapi_waiting', [{ source_id, statement_id: id, party_id, why: 'number', value: canary().toUpperCase() }]],
    ['lrs.mention', [{ key: 3, stored_at: TODAY, statement_id: id, source_id }]],
    ['lrs.attachment', [{ source_id, sha2: 'a'.repeat(64), content: bytes('slip'), stored_at: TODAY }]],
    [
      'lrs.document',
      [
        {
          source_id,
          scope: bytes('scope'),
          registration: '00000000-0000-0000-0000-000000000000',
          name: `State ${canary()}`,
          content_type: 'text/plain',
          content: bytes('state'),
          etag: '"x"',
          updated_at: TODAY,
        },
      ],
    ],
  ];
}
