import type { ClientBase } from 'pg';
import { LABELS, type Label } from '#kernel/labels.ts';
import { StartRefused } from '../start-refused.ts';

/**
 * Sets the highest label this installation may hold in the database. Throws StartRefused where a record is above it already: to continue would be to hold that
 * record against the operator's setting.
 */
export async function declareHighestLabel(client: ClientBase, highest: Label): Promise<void> {
  await client.query('set role manumit_schema');
  try {
    const labelled = await client.query<{ name: string }>(
      `select a.attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attname = 'label_level' and c.relkind in ('r', 'p')`,
    );
    const highestHeld = await client.query<{ level: number | null }>(
      `select max(level) as level from (${labelled.rows.map(({ name }) => `select max(label_level) as level from ${name}`).join(' union all ')}) of`,
    );
    const level = highestHeld.rows[0]?.level ?? 0;
    if (level > LABELS.indexOf(highest))
      throw new StartRefused(
        `This installation holds records labelled ${LABELS[level]}, and HIGHEST_LABEL allows ${highest}. If it is accredited for them, set HIGHEST_LABEL=${LABELS[level]}. ` +
          'Otherwise keep it stopped, and ask your security officer where these records belong.',
      );
    await client.query('update identity.ceiling set highest_label = $1', [highest]);
  } finally {
    await client.query('reset role');
  }
}
