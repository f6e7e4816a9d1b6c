import { newId } from '#kernel/ids.ts';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import { hashEntry } from './append.ts';
import { LEAF_FORMAT } from './leaf.ts';

const COMMAND = 'people/failed-sign-ins';

/**
 * Records the failed sign-ins of each completed minute as one ledger entry of the installation: how many, never whose or from where. Attackers cannot fill the
 * log this way, because a minute makes at most one entry. Returns how many sign-ins it recorded.
 */
export async function enterFailedSignIns(platform: Platform): Promise<number> {
  return runJob(platform, 'maintain-log', async (client) => {
    const { rows } = await client.query<{ person: string; minute: Date; failures: number }>(
      'select * from identity.drain_failed_minutes()',
    );
    for (const { person, minute, failures } of rows) {
      const [id, at, detail] = [newId(), platform.clock(), { minute: minute.toISOString(), failures }];
      const entry = { subjectKind: 'person', subjectId: person, partyId: null, detail };
      const { salt, commitment, leaf } = hashEntry(id, { command: COMMAND, clauses: [], operational: 'access', person, now: at, entry });
      const values = [id, at, LEAF_FORMAT, COMMAND, 'access', person, commitment, leaf, salt, JSON.stringify(detail)];
      await client.query('select ledger.append_for_installation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', values);
    }
    return rows.length;
  });
}
