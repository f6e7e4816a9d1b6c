import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page, Response } from 'playwright-core';
import { parseMessage } from '#platform/texts/texts.ts';
import { ROOT } from '../../source-tree.ts';
import { settle } from '../browser/visit.ts';

/** A text of the program as a pattern in which a value may be anything on one line. `literal` is its longest fixed part, which is searched first. */
type Pattern = { text: string; literal: string; pattern: RegExp };
type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };

// Kinds of the message parser: 0 is literal text, 5 select, 6 plural; every other kind is a value.
const [LITERAL, SELECT, PLURAL] = [0, 5, 6];

// A text with fewer letters counts only as a whole word, because "met" also occurs inside French words.
const SHORT = 9;
// One or two words may be the same in both languages. From this many words on, an identical text has not been translated.
const PHRASE = 4;

const patterns = readPatterns();

/** Every English text of the program that a French page shows, in texts, names and hints, including texts that the server sent in both languages. */
export async function englishLeft(page: Page, { both, written }: Given = NOTHING): Promise<string[]> {
  let shown = await shownTexts(page);
  for (const text of written) shown = shown.replaceAll(oneLine(text), '');
  const french = [...both.values()].join('\n');
  const data = [...both.keys()]
    .filter((english) => english.length >= SHORT && !french.includes(english))
    .filter((english) => shown.includes(oneLine(english)));
  return [
    ...new Set([
      ...patterns.filter(({ literal, pattern }) => shown.includes(literal) && pattern.test(shown)).map(({ text }) => text),
      ...data,
    ]),
  ];
}

/** The texts that the server sent: texts in both languages, and texts that people wrote, which stay in their language. */
type Given = { both: Map<string, string>; written: Set<string> };

const NOTHING: Given = { both: new Map(), written: new Set() };

/** Collects the texts that the server sends while a page is used. */
export function collectGiven(page: Page): Given {
  const given: Given = { both: new Map(), written: new Set() };
  page.on('response', (response: Response) => {
    if (!response.headers()['content-type']?.startsWith('application/json')) return;
    response.json().then(
      (body: unknown) => gather(body, given),
      () => {},
    );
  });
  return given;
}

function gather(value: unknown, into: Given): void {
  // A code of the program is one word, while people write several words.
  if (typeof value === 'string' && /\S\s+\S/.test(value)) into.written.add(value);
  if (typeof value !== 'object' || value === null) return;
  const { en, fr } = value as { en?: unknown; fr?: unknown };
  if (typeof en === 'string' && typeof fr === 'string') {
    if (en !== fr) into.both.set(en, fr);
    return;
  }
  for (const part of Object.values(value)) gather(part, into);
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** All text of the page for eyes or a screen reader, one text per line, without text marked as another language. */
async function shownTexts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const texts = new Set<string>([document.title]);
    const add = (text: string | null) => text?.trim() && texts.add(text.trim().replaceAll(/\s+/g, ' '));
    const foreign = '[lang]:not([lang="fr"]):not(html)';
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest(`${foreign}, script, style, noscript`)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) add(element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(node.nodeValue);
    }
    return [...texts].join('\n');
  });
}

function readPatterns(): Pattern[] {
  const read = (path: string) => Object.entries(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, string>);
  const folders = globSync('src/**/texts/en.json', { cwd: ROOT }).map((path) => dirname(path));
  const french = new Map(folders.flatMap((folder) => read(`${folder}/fr.json`).map(([key, text]) => [`${folder} ${key}`, text])));
  const english = new Map(
    folders.flatMap((folder) => read(`${folder}/en.json`).map(([key, text]) => [text, french.get(`${folder} ${key}`)])),
  );
  return [...english]
    .filter(
      ([text, other]) =>
        hasOwnWord(nodesOf(text), new Set(wordsOf(nodesOf(other!)))) || (text === other && wordsOf(nodesOf(text)).length >= PHRASE),
    )
    .map(([text]) => ({ text, ...toPattern(text) }))
    .filter(({ letters }) => letters >= 3)
    .map(({ text, pattern }) => ({ text, literal: longestLiteral(text), pattern }));
}

function longestLiteral(text: string): string {
  const literals = nodesOf(text).flatMap(({ type, value }) => (type === LITERAL ? [value!.replaceAll(/\s+/g, ' ')] : []));
  return literals.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}

/** Whether each branch of an English text has a word that French does not have: "clause" or "parties" alone would be taken for French. */
function hasOwnWord(nodes: readonly Node[], french: ReadonlySet<string>): boolean {
  return nodes.some(({ type, value, options }) => {
    if (type === LITERAL) return wordsIn(value!).some((word) => !french.has(word));
    return (type === SELECT || type === PLURAL) && Object.values(options!).every((option) => hasOwnWord(option.value, french));
  });
}

function wordsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ type, value, options }) =>
    type === LITERAL ? wordsIn(value!) : Object.values(options ?? {}).flatMap((option) => wordsOf(option.value)),
  );
}

function wordsIn(text: string): string[] {
  return text.match(/\p{L}+/gu) ?? [];
}

function nodesOf(text: string): Node[] {
  return parseMessage('en', text).getAst() as unknown as Node[];
}

function toPattern(text: string): { pattern: RegExp; letters: number } {
  const nodes = nodesOf(text);
  const source = sourceOf(nodes);
  const letters = lettersOf(nodes);
  const pattern = letters < SHORT ? new RegExp(`^${source}$`, 'm') : new RegExp(`(?<![\\p{L}])${source}(?![\\p{L}])`, 'mu');
  return { pattern, letters };
}

function sourceOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === LITERAL) return RegExp.escape(node.value!.replaceAll(/\s+/g, ' '));
      if (node.type === SELECT || node.type === PLURAL)
        return `(?:${Object.values(node.options!)
          .map((option) => sourceOf(option.value))
          .join('|')})`;
      return '.*?';
    })
    .join('');
}

/** The number of fixed letters of a text, in its shortest branch. */
function lettersOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { type, value, options }) => {
    if (type === LITERAL) return sum + (value!.match(/\p{L}/gu)?.length ?? 0);
    if (type === SELECT || type === PLURAL) return sum + Math.min(...Object.values(options!).map((option) => lettersOf(option.value)));
    return sum;
  }, 0);
}

/** Changes a page of the desk to French in place, as a reader does: every query is sent again. Other visits of the person keep their language. */
export async function changeToFrench(page: Page): Promise<void> {
  await page.route('**/desk/api/session', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { person: { language: string } };
    session.person.language = 'fr';
    await route.fulfill({ response: answer, json: session });
  });
  await page.route('**/desk/api/session/language', (route) => route.fulfill({ json: { done: true } }));
  // On a narrow page the button is in a menu.
  await page.locator('button[lang=fr]').first().dispatchEvent('click');
  await page.locator('html[lang=fr]').waitFor();
  await settle(page);
}

/** The same, and loads the page again in French. */
export async function inFrench(page: Page): Promise<void> {
  await changeToFrench(page);
  await page.reload();
  await settle(page);
  if ((await page.locator('html').getAttribute('lang')) !== 'fr') throw new Error('The page is not in French.');
}
