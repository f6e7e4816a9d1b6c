import { globSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '#app/errors-text.ts';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { declaredErrors, ERROR_KINDS } from '#kernel/errors.ts';
import { declaredPermissions } from '#platform/identity/subject.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ROOT } from '#test/source-tree.ts';
// Permissions of the program itself, which no route names. They are declared here too, so the page does not depend on the order of loading.
import '#app/exercise/finish.command.ts';
import '#app/keys/rotate-keys.command.ts';

/** docs/errors.md, written from the declared errors and their English texts. */
export async function errorsPage(): Promise<string> {
  for (const path of globSync(['src/platform/errors.ts', 'src/platform/*/errors.ts', 'src/rooms/*/errors.ts'], { cwd: ROOT }))
    await import(join(ROOT, path));
  const rows = [...declaredErrors()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, kind]) => `| \`${code}\` | ${ERROR_KINDS[kind]} | ${(errorText('en', code) ?? '').replaceAll('|', '\\|')} |`);
  return [
    '# Errors',
    '',
    'Every error of the program, as `application/problem+json` (RFC 9457): its code, its HTTP status and its English text.',
    'Written by `npm run docs` from the code; a test compares this page, the codes and the texts in both languages.',
    'Not-found and not-allowed look the same for protected records. Unknown errors are answered with `platform/unexpected` and a reference; the log has the rest.',
    '',
    '| code | status | text |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The clauses that a command always serves, fixed or read from the edition; undefined if they depend on the input. */
export function fixedClauses({
  clauses,
}: {
  clauses?: readonly string[] | ((...about: never[]) => readonly string[]);
}): readonly string[] | undefined {
  if (typeof clauses !== 'function') return clauses ?? [];
  return clauses.length === 0 ? clauses() : undefined;
}

/** docs/clauses.md: for each clause, its obligations and the commands and queries that serve it. */
export function clausesPage(): string {
  const current = currentEdition();
  const carriers = new Map<string, string[]>();
  const varying: string[] = [];
  const operational: string[] = [];
  for (const route of ROOM_ROUTES) {
    if (route.kind !== 'command') continue;
    const { command } = route;
    if (command.operational) operational.push(`\`${command.name}\` (${command.operational})`);
    else if (fixedClauses(command) === undefined) varying.push(`\`${command.name}\``);
    else for (const id of fixedClauses(command)!) carriers.set(id, [...(carriers.get(id) ?? []), `\`${command.name}\``]);
  }
  const unique = (names: string[]) => [...new Set(names)].sort().join(', ');
  const rows = current.clauses.map((clause) => {
    const obligations = current.obligationsOf(clause.id).map((obligation) => obligation.id);
    return `| ${clause.id}${clause.reconstructed ? ' (reconstructed)' : ''} | ${clause.title.en} | ${obligations.join(', ')} | ${unique(carriers.get(clause.id) ?? [])} |`;
  });
  return [
    '# Clauses and their commands',
    '',
    `${current.title.en}. Written by \`npm run docs\` from the policy and the commands; a test checks that it is current.`,
    '',
    '| clause | title | obligations | commands for this clause |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Commands whose clauses depend on their input: ${unique(varying)}.`,
    '',
    `Commands that serve no clause, with their reason: ${unique(operational)}.`,
    '',
  ].join('\n');
}

/** docs/permissions.md: who may do what. */
export function permissionsPage(): string {
  const rows = [...declaredPermissions()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => {
      const uses = ROOM_ROUTES.filter(
        (route) =>
          (route.kind === 'command' ? route.command.permission : route.kind === 'query' ? route.query.permission : route.permission) ===
          name,
      );
      return `| \`${name}\` | ${rule.everyone ? 'all signed-in people' : rule.credential ? 'a learning system by its credential' : [...(rule.party ?? []), ...(rule.assignment ? ['reviewer assigned to the participation'] : [])].join(', ')} | ${(rule.anywhere ?? []).join(', ')} | ${uses.map((route) => `${route.method} ${route.url}`).join('<br>')} |`;
    });
  return [
    '# Who may do what',
    '',
    'Roles in the second column count at the party in question, those in the third wherever they are held. Row-level security in the database checks again.',
    'Written by `npm run docs` from the permission tables; a test checks that it is current.',
    '',
    '| permission | at that party | anywhere | routes |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
