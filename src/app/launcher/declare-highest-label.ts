import type { ClientBase } from 'pg';
import { LABELS, type Label } from '#kernel/labels.ts';
import { StartRefused } from './start-refused.ts';

/** The tables whose rows carry a label of their own. */
const LABELLED = ['evidence.piece', 'evidence.document', 'commitments.answer', 'reviews.participation', 'reviews.adopted_part'];

/**
 * Tells the database the highest label this installation may hold. Throws StartRefused where something in it is above that already: to serve on would be
 * to hold it against what its operator said.
 */
export async function declareHighestLabel(client: ClientBase, highest: Label): Promise<void> {
  await client.query('set role manumit_schema');
  try {
    const held = await client.query<{ level: number | null }>(
      `select max(level) as level from (${LABELLED.map((table) => `select max(label_level) as level from ${table}`).join(' union all ')}) of`,
    );
    const level = held.rows[0]?.level ?? 0;
    if (level > LABELS.indexOf(highest))
      throw new StartRefused(
        `This installation holds records labelled ${LABELS[level]}, and HIGHEST_LABEL allows ${highest}. Set HIGHEST_LABEL=${LABELS[level]} where that is accredited; ` +
          'else keep it stopped, and let your security officer say where these records belong.',
      );
    await client.query('update identity.ceiling set highest_label = $1', [highest]);
  } finally {
    await client.query('reset role');
  }
}
