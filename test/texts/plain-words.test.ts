import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMessage } from '#platform/texts/texts.ts';
import { branchesOf } from './message-branches.ts';

// Level B1 of the common European framework, as far as it can be counted: at most twenty words from one stop to the next. Whether a text is understood,
// only readers can say.
const MOST = 20;

/** Official names are copied whole and count as one word each. */
const NAMES = [
  'United Nations Convention against Transnational Organized Crime',
  'Convention des Nations Unies contre la criminalité transnationale organisée',
  'Code of Conduct on Politico-Military Aspects of Security',
  'Code de conduite relatif aux aspects politico-militaires de la sécurité',
  'Organization for Security and Co-operation in Europe',
  'Organisation pour la sécurité et la coopération en Europe',
  'Convention du Conseil de l’Europe',
  'Protocole de Palerme sur la traite des personnes',
];

/** Sentences with more words than a tired reader holds, with their number of words. */
function tooLong(text: string): string[] {
  const named = NAMES.reduce((rest, name) => rest.replaceAll(name, 'Name'), text);
  return named
    .split(/(?<=[.!?…:;])[\s\u00a0\u202f]+|\n/)
    .map((sentence) => ({ sentence, words: sentence.split(/[\s\u00a0\u202f]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length }))
    .filter(({ words }) => words > MOST)
    .map(({ sentence, words }) => `${words} words: ${sentence}`);
}

test.each(globSync('src/**/texts/{en,fr}.json'))('%s is in sentences of at most twenty words', (file) => {
  const locale = file.endsWith('fr.json') ? 'fr' : 'en';
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const faults = Object.entries(catalogue).flatMap(([key, message]) =>
    branchesOf(parseMessage(locale, message)).flatMap((text) => tooLong(text).map((fault) => `${key}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

test('twenty-one words are too many, and a colon or a new line starts a new count', () => {
  const words = (n: number) => Array.from({ length: n }, (_, at) => `word${at}`).join(' ');
  expect(tooLong(`${words(20)}. ${words(20)}: ${words(20)}\n${words(20)}`)).toEqual([]);
  expect(tooLong(`${words(3)}. ${words(21)}.`)).toHaveLength(1);
});
