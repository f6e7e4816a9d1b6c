import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseMessage } from '#platform/texts/texts.ts';
import { typographyFaults } from './french-typography.ts';
import { branchesOf } from './message-branches.ts';

/** Every French text below a node of a policy file: the value of each key `fr`. */
function frenchIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(frenchIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === 'fr' && typeof value === 'string' ? [value] : frenchIn(value)));
}

test.each(globSync('src/**/texts/fr.json'))('%s follows French typography', (file) => {
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const faults = Object.entries(catalogue).flatMap(([key, message]) =>
    branchesOf(parseMessage('fr', message)).flatMap((text) => typographyFaults(text).map((reason) => `${key}: ${reason} (${text})`)),
  );
  expect(faults).toEqual([]);
});

test.each(globSync('policies/**/*.yaml'))('%s follows French typography', (file) => {
  const faults = frenchIn(parse(readFileSync(file, 'utf8'))).flatMap((text) =>
    typographyFaults(text).map((reason) => `${reason} (${text})`),
  );
  expect(faults).toEqual([]);
});

test.each([
  'Pays\u00a0: Belgique',
  'Figé\u202f; voir https://a.example/x?y=1 à 14:30',
  '«\u00a0Enregistré\u00a0»',
  'L’obligation (TEH), 95\u00a0%, 1\u202f234,5',
  'Quoi\u202f?!',
  'Belgique · clause 5b',
  'le 1er novembre 2026',
  'ouvert au bureau de la politique',
])('%j is accepted', (text) => {
  expect(typographyFaults(text)).toEqual([]);
});

test.each([
  ['Pays : Belgique', 'colon'],
  ['Pays: Belgique', 'colon'],
  ['Figé ; voir', '; ? !'],
  ['Quoi\u00a0?', '; ? !'],
  ['« Enregistré »', '« »'],
  ["L'obligation", 'apostrophe'],
  ['"oui"', 'quotation'],
  ['oui .', 'space before'],
  ['( TEH)', 'inside ( )'],
  ['oui — non', 'em dash'],
  ['attente...', 'ellipsis'],
  ['1 234', 'thousands'],
  ['95 %', '%'],
  ['1 novembre', '1er'],
  ['Veuillez patienter', 'veuillez'],
  ['connecté(e)', 'bracketed'],
  ['connecté·e', 'bracketed'],
  ['le point focal', 'glossary'],
  ['cette partie et le quartier général', 'glossary'],
  ['votre numéro de service', 'glossary'],
  ['ce qui est signé au bureau', 'glossary'],
  ['Parlez à votre instructeur', 'glossary'],
  ['Etat membre', 'accents'],
])('a fault in %j is found', (text, reason) => {
  expect(typographyFaults(text).join()).toContain(reason);
});

test.each(globSync('src/**/texts/fr.json'))('%s formats every figure that the English text formats', (file) => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const french = read(file);
  const bare = Object.entries(read(file.replace(/fr\.json$/, 'en.json'))).flatMap(([key, message]) =>
    [...message.matchAll(/\{(\w+), (?:number|plural)/g)]
      .filter(([, name]) => french[key]?.includes(`{${name}}`))
      .map(([, name]) => `${key}: ${name}`),
  );
  expect(bare).toEqual([]);
});

// Alone it means that nothing is done (glossary). Otherwise a button that undoes something and one that closes its form could have the same label.
test('« Annuler » alone is only the button that leaves a form', () => {
  const acts = globSync('src/**/texts/fr.json').flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
      .filter(([key, message]) => message === 'Annuler' && !/(^|\.)cancel$/.test(key))
      .map(([key]) => `${file}: ${key}`),
  );
  expect(acts).toEqual([]);
});

// French puts a space before : and ;. Code that appends these signs follows English rules.
test('no page of the desk appends a colon or semicolon to a message', () => {
  const glued = globSync('src/rooms/{courses,learning,readiness}/ui/**/*.tsx').filter((file) =>
    /\$\{say\([^`]*?\)\}[:;]|\.join\(['"]; ['"]\)/.test(readFileSync(file, 'utf8')),
  );
  expect(glued).toEqual([]);
});
