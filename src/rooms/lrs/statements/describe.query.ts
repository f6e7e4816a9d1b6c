import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { isRaw, type Raw } from '../checks/form.rules.ts';
import { identityOf, keyOf } from '../checks/identity.rules.ts';
import { ownerOf } from '../lrs.schema.ts';
import { findStatements } from './find.store.ts';
import type { KeyMatch } from './statement-filter.rules.ts';
import '../permissions.ts';

// Agents and activities are described from the newest statements about them. Registers of both would need an update with each statement.
const NEWEST = 50;

/** An activity as the newest statements of this source describe it. */
export const describeActivity = defineQuery({
  name: 'lrs/describe-activity',
  permission: 'lrs:use',
  input: z.strictObject({ activityId: z.string() }),
  answer: z.custom<Raw>(),
  async run({ db, subject }, { activityId }) {
    const { source } = ownerOf(subject);
    const rows = await newest(db, source, 'activity', [{ column: 'activity_key', key: keyOf(source, 'activity', activityId) }]);
    const definitions = rows.map((statement) => (statement.object as Raw).definition).filter(isRaw);
    const definition = definitions.toReversed().reduce(merge, {});
    return { objectType: 'Activity', id: activityId, ...(definitions.length > 0 && { definition }) };
  },
});

/** The agent with this identifier, with the names that the newest statements of this source give (a Person of xAPI). */
export const describeAgent = defineQuery({
  name: 'lrs/describe-agent',
  permission: 'lrs:use',
  input: z.custom<{ raw: Raw; identity: string }>(),
  answer: z.custom<Raw>(),
  async run({ db, subject }, { raw, identity }) {
    const { source } = ownerOf(subject);
    const rows = await newest(db, source, 'agent', [{ column: 'agent_key', key: keyOf(source, 'agent', identity) }]);
    const names = [raw, ...rows.map(({ actor }) => actor as Raw)].filter((one) => identityOf(one) === identity).map(({ name }) => name);
    const person: Raw = { objectType: 'Person' };
    const known = [...new Set(names)].filter((name) => typeof name === 'string');
    if (known.length > 0) person.name = known;
    for (const name of ['mbox', 'mbox_sha1sum', 'openid', 'account']) if (raw[name] !== undefined) person[name] = [raw[name]];
    return person;
  },
});

/** Merges two descriptions: the later wins where they differ; texts by language are joined. */
function merge(before: Raw, after: Raw): Raw {
  const joined = Object.entries(after).map(([key, value]) => [
    key,
    isRaw(value) && isRaw(before[key]) ? { ...before[key], ...value } : value,
  ]);
  return { ...before, ...Object.fromEntries(joined) };
}

async function newest(
  db: Parameters<typeof findStatements>[0],
  source: string,
  by: 'agent' | 'activity',
  matches: KeyMatch[],
): Promise<Raw[]> {
  const rows = await findStatements(db, { source, [by]: matches, ascending: false, rows: NEWEST });
  return rows.map(({ statement }) => JSON.parse(statement) as Raw);
}
