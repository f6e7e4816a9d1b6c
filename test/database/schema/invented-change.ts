import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../source-tree.ts';

/**
 * The program's SQL folders with an invented change: an extra table and column, changed rows, a changed and a removed policy, a function with another
 * signature that a policy calls, and a removed function. The caller removes the folder.
 */
export function writeInventedChange(): string {
  const root = copySql();
  const write = (path: string, sql: string) => writeFileSync(join(root, path), sql);
  const edit = (path: string, change: (sql: string) => string) => {
    const before = readFileSync(join(root, path), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${path} is not as the invented change expects it.`);
    write(path, after);
  };
  write(
    'rooms/evidence/database/tables/9000-invented.sql',
    `create table evidence.invented (id uuid primary key, item_id uuid not null references evidence.item);
    alter table policy.edition add column invented text;
    update policy.edition set invented = 'seen';
    alter table policy.edition alter column invented set not null;
    drop function if exists returns.is_link(text);`,
  );
  write(
    'rooms/evidence/database/access/invented.sql',
    `alter table evidence.invented enable row level security;
    alter table evidence.invented force row level security;
    create policy invented_owner on evidence.invented to manumit_schema using (true) with check (true);`.replaceAll(/^ +/gm, ''),
  );
  rmSync(join(root, 'rooms/returns/database/functions/is_link.sql'));
  // The rows of this table are changed in the same migration as its policies.
  edit('rooms/policy/database/access/edition.sql', (sql) => sql.replace(/using \(true\)/, 'using (length(id) > 0)'));
  edit('rooms/evidence/database/functions/is_for_assignment.sql', (sql) =>
    sql
      .replaceAll('is_for_assignment(item uuid)', `is_for_assignment(item uuid, what text)`)
      .replaceAll('(uuid)', '(uuid, text)')
      .replaceAll(`'obligation'`, 'what'),
  );
  edit('rooms/evidence/database/access/item.sql', (sql) =>
    sql.replace('evidence.is_for_assignment(id)', `evidence.is_for_assignment(id, 'obligation')`),
  );
  edit('rooms/evidence/database/access/summary.sql', (sql) => sql.replace(/create policy summary_of_assignment [\s\S]*?;\n/, ''));
  return root;
}

/** A copy of the SQL folders only. */
export function copySql(): string {
  const root = mkdtempSync(join(tmpdir(), 'manumit-sql-'));
  cpSync(join(ROOT, 'src'), root, {
    recursive: true,
    filter: (path) =>
      statSync(path).isDirectory()
        ? /\/src(\/(platform|rooms)(\/[^/]+(\/database(\/.*)?)?)?)?$/.test(path) && !existsSync(join(path, 'PG_VERSION'))
        : path.endsWith('.sql'),
  });
  return root;
}
