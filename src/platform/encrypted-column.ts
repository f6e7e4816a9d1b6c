import type { ClientBase } from 'pg';
import type { Keys, Purpose } from './keys.ts';

/** A column that holds encrypted values, so that a rotation can move them to the new key. Named `…_encrypted`; its table is open to `manumit_schema`. */
export type EncryptedColumn = {
  table: `${string}.${string}`;
  column: string;
  /** The column that identifies rows, and the purpose a value is encrypted for, given that column's value. */
  id: string;
  purpose: (id: string) => Purpose;
};

const BATCH = 500;

/** Encrypts every value of a column with the newest master key, in transactions of a few hundred rows; returns how many. Run as the deployer. */
export async function reencryptColumn(client: ClientBase, keys: Keys, { table, column, id, purpose }: EncryptedColumn): Promise<number> {
  let moved = 0;
  for (let after = ''; ; ) {
    await client.query('begin');
    try {
      await client.query('set local role manumit_schema');
      const { rows } = await client.query<{ id: string; encrypted: Buffer }>(
        `select ${id}::text as id, ${column} as encrypted from ${table} where ${column} is not null and ${id}::text > $1 order by ${id}::text limit $2 for update`,
        [after, BATCH],
      );
      for (const row of rows) {
        const encrypted = keys.reencrypt(purpose(row.id), row.encrypted);
        if (!encrypted) continue;
        await client.query(`update ${table} set ${column} = $2 where ${id}::text = $1`, [row.id, encrypted]);
        moved += 1;
      }
      await client.query('commit');
      if (rows.length < BATCH) return moved;
      after = rows.at(-1)!.id;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }
}
