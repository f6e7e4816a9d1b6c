import { createHash, randomUUID } from 'node:crypto';
import { databaseOn } from '#platform/db/transaction.ts';
import type { Category } from '#rooms/courses/curriculum/curriculum.schema.ts';
import { completionStatements, type NewCompletion } from '#rooms/learning/progress/completion.ts';
import { openTestBed } from '#test/database/harness.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
export const signed = (at: string) => ({ at: new Date(at), hash: createHash('sha256').update('text').digest() });
export const onDay = (day: string) => new Date(`${day}T08:00:00Z`);

/** For tests: people who arrive on 1 December 2026, what they completed, and what the database computes from it. */
export async function openNeeds() {
  const bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const elsewhere = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  const officer = await bed.signIn.trainingOfficer(nation, 'Tara Training');

  let number = 0;
  async function trainee(
    category: Category = 'contingent',
    roles: string[] = [],
    at: { home: string; operation: string | null } = { home: nation, operation },
  ): Promise<string> {
    const id = randomUUID();
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, roles, operation_id, arrives_on, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, '2026-12-01', now(), $7)`,
      [id, at.home, `QA-${++number}`, category, roles, at.operation, officer.personId],
    );
    return id;
  }

  /** Enters completions with the training officer's own claims, as a command does. */
  async function complete(...some: (Partial<NewCompletion> & { trainee: string })[]): Promise<void> {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      await client.query('select identity.open($1)', [officer.token]);
      const db = databaseOn(async ({ text, values }) => {
        const { rows, rowCount } = await client.query(text, [...(values ?? [])]);
        return { rows, rowCount: rowCount ?? 0, command: '' };
      });
      const full = some.map((one) => ({
        ...{
          id: randomUUID(),
          module: 'G',
          moduleVersion: 1,
          source: 'class' as const,
          sourceId: randomUUID(),
          passedAt: onDay('2026-06-01'),
        },
        acknowledgement: signed('2026-06-01T09:00:00Z'),
        ...one,
      }));
      for (const statement of completionStatements(full, { recordedBy: officer.personId, now: NOW })) await statement.execute(db);
      await client.query('commit');
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  const ask = async (sql: string, ...values: unknown[]) => (await bed.deployer.query(sql, values)).rows;
  const need = async (id: string, module = 'G') =>
    (
      await ask(
        'select covered_until, waived_until, until, missing, source, signed from training.need where trainee_id = $1 and module_id = $2',
        id,
        module,
      )
    )[0];
  const ready = async (id: string) => (await ask('select ready_until from training.trainee where id = $1', id))[0].ready_until;
  return { bed, nation, elsewhere, operation, officer, trainee, complete, ask, need, ready };
}
