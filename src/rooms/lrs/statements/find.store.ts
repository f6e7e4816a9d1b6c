import { CompiledQuery } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { numberOf } from '../checks/identity.rules.ts';
import type { Wanted } from './statement-filter.rules.ts';

/**
 * Finds statements, newest first by default. Each combination of branches reads its own index in the requested order and stops after a page, so no list of all
 * matches is built. Statements that refer to a match are found too, and those that refer to them.
 */
export async function findStatements(db: Database, wanted: Wanted): Promise<{ id: string; statement: string; storedAt: Date }[]> {
  const values: unknown[] = [];
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const source = put(wanted.source, 'uuid');
  const [than, order] = wanted.ascending ? ['>', 'asc'] : ['<', 'desc'];
  const rows = put(wanted.rows, 'int');
  const times: string[] = [];
  if (wanted.since !== undefined) times.push(`x.stored_at > ${put(wanted.since, 'timestamptz')}`);
  if (wanted.until !== undefined) times.push(`x.stored_at <= ${put(wanted.until, 'timestamptz')}`);
  if (wanted.after !== undefined) {
    const after = put(wanted.after, 'uuid');
    const moment = `(select a.stored_at from lrs.statement a where a.source_id = ${source} and a.id = ${after})`;
    times.push(`x.stored_at ${than}= ${moment}`, `(x.stored_at ${than} ${moment} or x.id ${than} ${after})`);
  }
  const notVoided = `x.source_id = ${source} and (x.voiding or not exists (select from lrs.statement v where v.source_id = ${source} and v.ref = x.id and v.voiding))`;
  const timed = [notVoided, ...times].join(' and ');
  const page = `order by x.stored_at ${order}, x.id ${order} limit ${rows}`;
  const matches = matchConditions(wanted, put);
  const branches = matches.map(
    ({ joins, conditions }) =>
      `(select x.stored_at, x.id from lrs.statement x ${joins.replaceAll('@', 'x')} where ${[timed, ...conditions].join(' and ').replaceAll('@', 'x')} ${page})`,
  );
  let referring = '';
  if (matches.some(({ conditions }) => conditions.length > 0)) {
    const targets = matches.map(
      ({
        joins,
        conditions,
      }) => `select r.id from lrs.statement r join lrs.statement t on t.source_id = ${source} and t.id = r.ref ${joins.replaceAll('@', 't')}
        where r.source_id = ${source} and r.ref is not null and ${conditions.join(' and ').replaceAll('@', 't')}`,
    );
    referring = `recursive referring as ((${targets.join(' union ')}) union
      select r.id from referring f join lrs.statement r on r.source_id = ${source} and r.ref = f.id), `;
    branches.push(
      `(select x.stored_at, x.id from referring f join lrs.statement x on x.source_id = ${source} and x.id = f.id where ${timed} ${page})`,
    );
  }
  const text = `with ${referring}hit as (${branches.join(' union ')})
    select x.id, x.statement, x.stored_at as "storedAt" from hit h join lrs.statement x on x.source_id = ${source} and x.id = h.id ${page.replaceAll('x.', 'h.')}`;
  return (await db.executeQuery(CompiledQuery.raw(text, values))).rows as { id: string; statement: string; storedAt: Date }[];
}

/** Every combination of branches as joins and conditions on the statement `@`. */
function matchConditions(wanted: Wanted, put: (value: unknown, type: string) => string): { joins: string; conditions: string[] }[] {
  const common: string[] = [];
  if (wanted.verb !== undefined) common.push(`@.verb_key = ${put(numberOf(wanted.verb), 'int8')}`);
  if (wanted.registration !== undefined) common.push(`@.registration = ${put(wanted.registration, 'uuid')}`);
  const conditions = [wanted.agent, wanted.activity].filter((matches) => matches !== undefined);
  let combined: { joins: string; conditions: string[] }[] = [{ joins: '', conditions: common }];
  for (const [at, matches] of conditions.entries()) {
    const branches = matches.map((match) =>
      'mention' in match
        ? {
            join: ` join lrs.mention m${at} on m${at}.statement_id = @.id and m${at}.stored_at = @.stored_at`,
            condition: `m${at}.key = ${put(numberOf(match.mention), 'int8')}`,
          }
        : { join: '', condition: `@.${match.column} = ${put(numberOf(match.key), 'int8')}` },
    );
    combined = combined.flatMap(({ joins, conditions }) =>
      branches.map(({ join, condition }) => ({ joins: joins + join, conditions: [...conditions, condition] })),
    );
  }
  return combined;
}
