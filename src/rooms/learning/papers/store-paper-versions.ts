import type { ClientBase } from 'pg';
import { type Courses, currentCourses } from '#rooms/courses/index.ts';
import { paperVersionOf } from './printed-paper.ts';

/**
 * Stores what the papers of the current version of each module ask, and keeps what earlier versions asked. Runs at each start, as the owner of the tables: the
 * files hold only the current version, and a class may be entered after an upgrade.
 */
export async function storePaperVersions(
  client: Pick<ClientBase, 'query'>,
  { modules, languages }: Pick<Courses, 'modules' | 'languages'> = currentCourses(),
): Promise<void> {
  const rows = modules.map((read) => {
    const { id } = read.module;
    const { firstLook, passMark, ...paper } = paperVersionOf(
      read,
      languages.filter(({ pack }) => pack(id) !== undefined),
    );
    return { module_id: id, ...paper, first_look: firstLook, pass_mark: passMark };
  });
  await client.query('begin');
  try {
    await client.query('set local role manumit_schema');
    await client.query(
      `insert into training.paper_version (module_id, version, questions, first_look, pass_mark, languages)
        select module_id, version, questions, first_look, pass_mark, languages from jsonb_populate_recordset(null::training.paper_version, $1::jsonb)
        on conflict (module_id, version) do update
          set questions = excluded.questions, first_look = excluded.first_look, pass_mark = excluded.pass_mark, languages = excluded.languages`,
      [JSON.stringify(rows)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
