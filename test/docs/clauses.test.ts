import { expect, test } from 'vitest';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { OPERATIONAL_REASONS } from '#platform/command.ts';
import { declaredPermissions } from '#platform/identity/subject.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { fixedClauses } from './generated-docs.ts';

const current = currentEdition();
const commands = ROOM_ROUTES.flatMap((route) => (route.kind === 'command' ? [route.command] : []));

test('every command names existing clauses, or one reason of the closed list of operational reasons', () => {
  expect(commands.length).toBeGreaterThan(5);
  const known = new Set(current.clauses.map((clause) => clause.id));
  const faults = commands.flatMap((command) => {
    if (command.operational) return OPERATIONAL_REASONS.includes(command.operational) ? [] : [`${command.name}: ${command.operational}`];
    return (fixedClauses(command) ?? []).filter((id) => !known.has(id)).map((id) => `${command.name}: clause ${id}`);
  });
  expect(faults).toEqual([]);
});

test('every route names a permission that exists', () => {
  const declared = declaredPermissions();
  const undeclared = ROOM_ROUTES.map((route) => ({
    url: route.url,
    rule: route.kind === 'command' ? route.command.permission : route.kind === 'query' ? route.query.permission : route.permission,
  })).filter(({ rule }) => rule !== 'public' && rule !== 'signed-in' && !declared.has(rule));
  expect(undeclared).toEqual([]);
});

test('no two commands and no two queries share a name', () => {
  const names = ROOM_ROUTES.flatMap((route) =>
    route.kind === 'file' || route.kind === 'interface' ? [] : [route.kind === 'command' ? route.command.name : route.query.name],
  );
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('every command reads its clauses from the current edition, and names none of a fixed edition', () => {
  const written = commands.filter((command) => Array.isArray(command.clauses)).map((command) => command.name);
  expect(written).toEqual([]);
});

// Addresses with POST that are not commands. They need a body because a table, a form or a mail address must not appear in a URL. Some of them read a file, a
// table or a form without script, and then run commands.
const POSTED = [
  'people/passkey-options-to-sign-in',
  'nations/preview-import',
  'imports/preview-table',
  'policy/preview-edition',
  'policy/import-edition',
  'returns/look-at-form',
  'training/access-slip-sheet',
  'contractors/upload-file',
  'evidence/upload-document',
  'imports/import-evidence',
  'contractors/import-contracts',
  // Previews of tables of people, completions and contracts, which store nothing.
  'training/preview-roster',
  'contractors/preview-import',
  'contractors/preview-set',
  'training/preview-completions',
  'training/read-workbook',
  // Sent by a page without script: it runs the commands of a section link.
  'contractors/send-firm-form',
  'contractors/send-firm-files',
  'returns/send-section-form',
  // Sent by people without an account: commands that leave no entry in the ledger (docs/decisions/065), and questions whose key must not appear in a URL.
  'reports/accept-report',
  'reports/accept-message',
  'reports/erase-upload',
  'reports/find-upload',
  'reports/open-mailbox',
  'reports/store-chunk',
  'reports/get-message',
];

test('every address that writes runs a command, so one runner commits before it answers', () => {
  const others = ROOM_ROUTES.flatMap((route) => (route.kind === 'file' && route.method !== 'GET' ? [route.summary] : []));
  expect(others.sort()).toEqual([...POSTED].sort());
});
