import type { ClientBase } from 'pg';
import { plusDays } from '#kernel/dates.ts';
import { type Curriculum, currentCourses, currentCurriculum, type ReadModule } from '#rooms/courses/index.ts';
import { keyOf, MIN_ASKED } from '#rooms/learning/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';

/**
 * Writes the curriculum into the database, which computes what each person needs. Runs at start, as the schema owner. After a change it recomputes everybody's
 * needs, some thousand persons at a time. Returns whether the curriculum changed.
 */
export async function syncCurriculum(
  client: ClientBase,
  curriculum: Curriculum = currentCurriculum(),
  now = new Date(),
): Promise<{ changed: boolean }> {
  await client.query('begin');
  try {
    await client.query('set local role manumit_schema');
    const changed = [
      await replace(client, 'module', modulesOf(curriculum, now)),
      await replace(client, 'rule', rulesOf(curriculum, now)),
      await replace(client, 'replacement', replacementsOf(curriculum)),
    ].some(Boolean);
    if (changed) await recomputeNeeds(client);
    await client.query('commit');
    return { changed };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function replace(client: ClientBase, table: string, rows: readonly Record<string, unknown>[]): Promise<boolean> {
  const key = table === 'replacement' ? 'module_id' : 'id';
  const wanted = `jsonb_populate_recordset(null::training.${table}, $1::jsonb)`;
  const json = JSON.stringify(rows);
  const { rows: differing } = await client.query(
    `(select * from ${wanted} except select * from training.${table}) union all (select * from training.${table} except select * from ${wanted})`,
    [json],
  );
  if (differing.length === 0) return false;
  await client.query(`delete from training.${table} t where not exists (select from ${wanted} w where w.${key} = t.${key})`, [json]);
  await client.query(`delete from training.${table} t where exists (select from ${wanted} w where w.${key} = t.${key})`, [json]);
  await client.query(`insert into training.${table} select * from ${wanted}`, [json]);
  return true;
}

const AT_ONCE = 5_000;

async function recomputeNeeds(client: ClientBase): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<{ id: string }>('select id from training.trainee where id > $1 order by id limit $2', [
      after,
      AT_ONCE,
    ]);
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    await client.query('select training.compute_needs($1), training.compute_coverage($1), training.compute_progress($1)', [ids]);
    after = ids.at(-1)!;
  }
}

function modulesOf({ courses, modules, deltas, delta, due }: Curriculum, now: Date) {
  const wait = Number(currentEdition().parameter(delta, now).value);
  return courses.map((read) => {
    const { module } = read;
    const { renewedBy = null, valid } = modules.find(({ id }) => id === module.id) ?? {};
    const added = deltas
      .filter((one) => one.module === module.id)
      .map(({ version, from, lessons }) => ({ version, until: plusDays(from, wait), lessons }));
    return {
      id: module.id,
      version: module.version,
      lessons: module.lessons,
      acknowledged: module.acknowledgement !== undefined,
      texts: textsOf(read),
      renewed_by: renewedBy,
      deltas: added,
      valid_months: valid === undefined ? null : Number(currentEdition().parameter(valid, now).value),
      checks: checksOf(read, now),
      due_days: Number(currentEdition().parameter(due, now).value),
    };
  });
}

/** The fingerprints of the text that is signed, in every language it can be read in: no other text is accepted. */
function textsOf({ module }: ReadModule): string[] {
  return [...new Set(currentCourses().languages.flatMap((language) => language.signs(module)?.hash ?? []))].map((hash) => `\\x${hash}`);
}

/** The answer key the database grades a final check with. */
function checksOf({ module, lessons }: ReadModule, now: Date) {
  const banks = lessons.flatMap((lesson) => lesson.items.map((item) => [`${lesson.id}/${item.id}`, keyOf(item)] as const));
  const { items, perLesson, tries, critical, passMark } = module.check;
  const least = MIN_ASKED;
  return {
    items,
    perLesson,
    least,
    tries,
    critical,
    passMark: Number(currentEdition().parameter(passMark, now).value),
    answers: Object.fromEntries(banks),
  };
}

function rulesOf({ rules }: Curriculum, now: Date) {
  return rules.map(({ id, categories = null, roles = null, theatres = null, nations = null, modules, within }) => ({
    ...{ id, categories, roles, theatres, nations, modules },
    within: within === undefined ? 0 : Number(currentEdition().parameter(within, now).value),
  }));
}

function replacementsOf({ courses }: Curriculum) {
  return courses.flatMap(({ module }) => (module.insteadOf ? [{ module_id: module.id, replaces: module.insteadOf }] : []));
}
