import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorText } from '#app/errors-text.ts';
import { declaredErrors } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import { ROOT, readSources } from '#test/source-tree.ts';
import { clientTypes } from './client-types.ts';
import { clausesPage, errorsPage, permissionsPage } from './generated-docs.ts';

for (const path of globSync(['src/platform/errors.ts', 'src/platform/*/errors.ts', 'src/rooms/*/errors.ts'], { cwd: ROOT }))
  await import(join(ROOT, path));
const declared = declaredErrors();

test('every error has a text in every language of the desk', () => {
  const missing = [...declared.keys()].flatMap((code) =>
    LOCALES.filter((locale) => !errorText(locale, code)).map((locale) => `${code} in ${locale}`),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['docs/errors.md', errorsPage],
  ['docs/clauses.md', clausesPage],
  ['docs/permissions.md', permissionsPage],
  ['src/web/client/routes.gen.ts', clientTypes],
])('%s is up to date with the code (npm run docs writes it)', async (path, page) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(await page());
});

test('every error code in the code is declared, and every declared code is used', () => {
  const sources = readSources().filter((file) => !file.path.endsWith('.test.ts'));
  const used = new Set(
    sources.flatMap((file) => [...file.text.matchAll(/(?:new AppError|refuse)\(\s*['"]([a-z-]+\/[a-z-]+)['"]/g)].map((match) => match[1]!)),
  );
  expect([...used].filter((code) => !declared.has(code as `${string}/${string}`))).toEqual([]);
  // The database refuses with the same code, or with the part of the code that the store appends to the name of the room.
  const sql = globSync('src/**/database/**/*.sql', { cwd: ROOT })
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
  const everywhere = sources
    .map((file) => (/\/errors\.ts$/.test(file.path) ? (file.text.split('defineConstraints(')[1] ?? '') : file.text))
    .concat(sql)
    .join('\n');
  const isUsed = (code: string) => everywhere.includes(`'${code}'`) || sql.includes(`then return '${code.split('/')[1]}'`);
  expect([...declared.keys()].filter((code) => !isUsed(code))).toEqual([]);
});
