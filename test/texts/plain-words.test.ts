import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMessage } from '#platform/texts/texts.ts';
import { branchesOf } from './message-branches.ts';

// Level B1 of the Common European Framework, as far as it can be counted: at most twenty words per sentence. Whether a text is understood,
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

/** Sentences that are too long, with their number of words. */
function tooLong(text: string): string[] {
  const named = NAMES.reduce((rest, name) => rest.replaceAll(name, 'Name'), text);
  return named
    .split(/(?<=[.!?…:;])[\s\u00a0\u202f]+|\n/)
    .map((sentence) => ({ sentence, words: sentence.split(/[\s\u00a0\u202f]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length }))
    .filter(({ words }) => words > MOST)
    .map(({ sentence, words }) => `${words} words: ${sentence}`);
}

test.each(globSync('src/**/texts/{en,fr}.json'))('%s has only sentences of at most twenty words', (file) => {
  const locale = file.endsWith('fr.json') ? 'fr' : 'en';
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const faults = Object.entries(catalogue).flatMap(([key, message]) =>
    branchesOf(parseMessage(locale, message)).flatMap((text) => tooLong(text).map((fault) => `${key}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

test('a sentence of twenty-one words is too long, and a colon or a new line starts a sentence', () => {
  const words = (n: number) => Array.from({ length: n }, (_, at) => `word${at}`).join(' ');
  expect(tooLong(`${words(20)}. ${words(20)}: ${words(20)}\n${words(20)}`)).toEqual([]);
  expect(tooLong(`${words(3)}. ${words(21)}.`)).toHaveLength(1);
});

/**
 * Phrases that read as a translation, each with the usual word. Older texts were full of them (docs/style.md, User texts). Only English: the French typography
 * test has its own list.
 */
const RETIRED: readonly { phrase: RegExp; instead: string }[] = [
  { phrase: /\bwhoever\b|\bsomebody\b/i, instead: 'anyone who, someone, people who' },
  { phrase: /\banew\b/i, instead: 'again' },
  { phrase: /\bby itself\b/i, instead: 'automatically' },
  { phrase: /\btak(?:e|es|en|ing) (?:(?:it|them|evidence|parties|people|\S+ rows?) )?in\b/i, instead: 'import' },
  { phrase: /\btak(?:e|es|en|ing) (?:\w+ )?back\b/i, instead: 'undo, withdraw, void' },
  { phrase: /\bhand(?:s|ed|ing)? (?:(?:it|them|my answers|the \w+) )?in\b/i, instead: 'submit' },
  { phrase: /\bma[kd]e sure\b/i, instead: 'verify' },
  { phrase: /\ban own\b/i, instead: 'its own' },
  { phrase: /\bmend(?:s|ed)?\b/i, instead: 'correct' },
  { phrase: /\bstands?\b/i, instead: 'is, is shown, applies' },
  { phrase: /\bshall\b/i, instead: 'must, should, will' },
  { phrase: /\b(?:no|without a) day\b/i, instead: 'no date, no due date' },
  { phrase: /\basked for\b/i, instead: 'required, requested' },
  { phrase: /\bdut(?:y|ies)\b/i, instead: 'obligation' },
  { phrase: /\bfor (?:good|ever)\b/i, instead: 'permanently' },
  { phrase: /\bfair answer\b/i, instead: 'acceptable answer' },
  { phrase: /\bleave (?:it )?empty\b|\bmay stay empty\b/i, instead: 'leave blank, optional' },
  { phrase: /\bdo(?:es)? not fit\b/i, instead: 'there is a problem with' },
];

/** The retired phrases in an English text, each with what to write instead. */
function retiredIn(text: string): string[] {
  return RETIRED.flatMap(({ phrase, instead }) => (phrase.test(text) ? [`“${phrase.exec(text)?.[0]}”: write ${instead}`] : []));
}

test.each(globSync('src/**/texts/en.json'))('%s uses no retired phrase', (file) => {
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const faults = Object.entries(catalogue).flatMap(([key, message]) =>
    branchesOf(parseMessage('en', message)).flatMap((text) => retiredIn(text).map((fault) => `${key}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

test.each([
  'As it shall stand under what you sign.',
  'Whoever was changed since stays as they are.',
  'Fix the board anew',
  'The mode ends by itself.',
  'Take in a roster',
  'Take # rows in',
  'Taken back: {because}',
  'Hand the form in',
  'once a year made sure of',
  'Mend the lines named and try again.',
  'Later, or without a day',
  'The module is asked for again.',
  '# duties have no rating',
  '“Not known” is a fair answer.',
  'Leave it empty where nothing is ever late.',
  'Some fields do not fit.',
])('a retired phrase is found in %j', (text) => {
  expect(retiredIn(text)).not.toEqual([]);
});

test.each(['Sign as incoming commander', 'This takes part in an operation.', 'Give the data in a table.', 'Ten people take part in it.'])(
  '%j is accepted',
  (text) => {
    expect(retiredIn(text)).toEqual([]);
  },
);

/** Texts that name a command of the operator, each with who reads it. */
const NAMES_A_COMMAND: Readonly<Record<string, string>> = {
  'error.imports/too-many-for-command': 'printed on the command line only',
  'faults-next-catalog': 'says what the operator does, who has the folder',
};

test('a text of the desk names no command, since its reader has no command line', () => {
  const found = globSync('src/**/texts/{en,fr}.json').flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
      .filter(([, message]) => /\bnpx\b|\bmanumit [a-z]+ /.test(message))
      .map(([key]) => key),
  );
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(NAMES_A_COMMAND).toSorted());
});
