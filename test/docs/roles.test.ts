import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUPS, ROLES } from '#kernel/roles.ts';
import { declaredPermissions } from '#platform/identity/subject.ts';
import '#app/rooms.ts';
import { GROUP_FUNCTION, groupFunction } from '../database/schema/group-function.ts';
import { ROOT } from '../source-tree.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('roles and groups are declared once, in src/kernel/roles.ts', () => {
  it('identity.group() is current (npm run db:types writes it)', () => {
    expect(read(GROUP_FUNCTION)).toBe(groupFunction());
  });

  it('SQL names existing groups, and no role outside identity.group() and the table of grants', () => {
    const role = new RegExp(`['"{,](${ROLES.join('|')})['"},]`);
    const faults = globSync('src/**/database/**/*.sql', { cwd: ROOT }).flatMap((path) => {
      const sql = read(path).replaceAll(/--[^\n]*/g, '');
      const unknown = [...sql.matchAll(/identity\.group\('([^']*)'\)/g)].flatMap(([, name]) =>
        name! in GROUPS ? [] : [`${path}: ${name}`],
      );
      const named = path === GROUP_FUNCTION || path.endsWith('/0002-identity.sql') ? null : role.exec(sql);
      return [...unknown, ...(named ? [`${path}: ${named[1]}`] : [])];
    });
    expect(faults).toEqual([]);
  });

  it('each role is named by a permission of a room: nobody gets an empty desk', () => {
    const named = new Set([...declaredPermissions().values()].flatMap(({ party = [], anywhere = [] }) => [...party, ...anywhere]));
    expect(ROLES.filter((role) => !named.has(role))).toEqual([]);
  });

  // A default of a form or the filter of a link names one role. Who may do what is a permission.
  it('the browser lists no roles: no file names two, and none compares the role of a grant', () => {
    const files = globSync(['src/web/**/*.{ts,tsx}', 'src/rooms/*/ui/**/*.{ts,tsx}', 'src/rooms/*/*/browser/**/*.ts'], {
      cwd: ROOT,
    }).filter((path) => !/\.(test|gen)\.tsx?$/.test(path));
    const named = new RegExp(`['"\`](${ROLES.join('|')})['"\`]|\\bROLE\\.\\w+`, 'g');
    const compared = new RegExp(
      `\\brole\\b\\s*[!=]==?\\s*(?:ROLE\\.|['"](${ROLES.join('|')})['"])|\\[[^\\]]*\\bROLE\\.[^\\]]*\\]\\.includes`,
    );
    expect(files.length).toBeGreaterThan(700);
    const faults = files.filter((path) => new Set(read(path).match(named)).size > 1 || compared.test(read(path)));
    expect(faults).toEqual([]);
  });

  // The oracle is written by hand and independently of the code, so it repeats roles on purpose.
  // Counted is the text of a role. `ROLE.focalPoint` is a typed reference to the one table, so it is not counted: 4 to 64 files per role use either,
  // most of them tests. decisions/053 has both counts, and what a role added or renamed by one edit leaves to do (11 and 81 files do not compile).
  it('the text of each role is written in at most eight files', () => {
    const files = globSync(['src/**/*.{ts,tsx,sql}', 'test/**/*.ts'], { cwd: ROOT }).filter(
      (path) => !path.startsWith('test/oracle/') && !path.endsWith('.gen.ts') && path !== GROUP_FUNCTION,
    );
    const naming = new Map<string, string[]>(ROLES.map((role) => [role, []]));
    for (const path of files) {
      const code = read(path).replaceAll("from 'commander'", '');
      for (const [role, paths] of naming) if (new RegExp(`['"\`{,]${role}['"\`},]`).test(code)) paths.push(path);
    }
    for (const [role, paths] of naming) expect(paths.length, `${role}: ${paths.join(', ')}`).toBeLessThanOrEqual(8);
  });
});
