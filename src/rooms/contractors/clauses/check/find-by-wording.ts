import { type CheckedLanguage, FORCE } from '../language/force.ts';
import { findPhrases } from '../language/phrases.ts';
import { isSameWord, stemOf, type Word } from '../language/words.ts';
import { type Finding, quoteOf } from './finding.ts';

/** All words of a view, in order, each with its page, and the text around it for a quote. */
export type Stream = { readonly words: readonly (Word & { page: number | null; statement: number })[]; readonly texts: readonly string[] };

// A wording is the same where at least this share of its weight is there and nothing of substance changed, and a changed one from the second share on.
const [SAME, CHANGED] = [0.86, 0.62];
// A place is compared word by word where it has this share of the words that carry the meaning.
const LEAST_OVERLAP = 0.5;
const MOST_PLACES = 3;
// More new words than this share of the wording are a change, whatever they say.
const MOST_NEW = 0.3;
const SMALL = new Set(
  'the a an of to in on by or and for any its their his her that this with as at be is are from such which it they le la les l de du des d un une en et ou a au aux par pour que qui son sa ses leur leurs ce cette dans sur'.split(
    ' ',
  ),
);
// One of these may replace another of its line.
const EQUAL = [
  ['contractor', 'supplier', 'vendor', 'provider', 'company', 'firm', 'consultant'],
  ['employee', 'personnel', 'staff', 'worker'],
  ['shall', 'must', 'will'],
  ['titulaire', 'contractant', 'fournisseur', 'prestataire', 'entreprise', 'cocontractant'],
  ['contract', 'agreement', 'order'],
].map((words) => new Set(words.map(stemOf)));
// A change of one of these is a change of substance, either way.
const DECISIVE = new Set(
  'not no never neither nor none without unless except save only should may can shall must will prohibited forbidden ne pas jamais ni aucun aucune sans sauf seulement peut peuvent doit doivent interdit interdite'.split(
    ' ',
  ),
);

type Step = { readonly kind: 'same' | 'gone' | 'new' | 'other'; readonly from: string; readonly to: string };

/** The best place of a wording in a text: the same but for numbering, hyphens and small edits, or changed in substance with what changed; null where it is not there. */
export function findByWording(stream: Stream, wording: readonly Word[], language: CheckedLanguage): Finding | null {
  let best: (Finding & { share: number }) | null = null;
  for (const { from, to } of placesOf(stream, wording)) {
    const { steps, first, last } = align(wording, stream.words.slice(from, to));
    const share = sharedWeight(steps);
    if (share < CHANGED || (best !== null && share <= best.share)) continue;
    const changed = substanceOf(steps, language);
    const state = share >= SAME && changed === null ? 'present' : 'differs';
    const place = stream.words[from + first]!;
    const text = quoteOf(passage(stream, from + first, from + last));
    best = {
      state,
      confidence: Math.round(share * 100) / 100,
      at: place.statement,
      isCut: false,
      page: place.page,
      quote: text,
      difference: changed,
      share,
    };
  }
  if (best === null) return null;
  const { share: _, ...finding } = best;
  return finding;
}

function passage({ words, texts }: Stream, first: number, last: number): string {
  const [from, to] = [words[first]!, words[last]!];
  if (from.statement === to.statement) return texts[from.statement]!.slice(from.start, to.end);
  return [
    texts[from.statement]!.slice(from.start),
    ...texts.slice(from.statement + 1, to.statement),
    texts[to.statement]!.slice(0, to.end),
  ].join(' ');
}

const weightOf = (word: string) => (SMALL.has(word) ? 0.2 : word.length <= 2 ? 0.4 : 1);

/** Stretches of a text that have enough of the words of a wording, the fullest first. */
function placesOf({ words }: Stream, wording: readonly Word[]): { from: number; to: number }[] {
  const sought = new Map<string, number>();
  for (const { word } of wording) if (weightOf(word) === 1) sought.set(stemOf(word), 0);
  if (sought.size === 0) return [];
  const size = Math.ceil(wording.length * 1.3) + 8;
  const stems = words.map(({ word }) => stemOf(word));
  let held = 0;
  const scores: { at: number; held: number }[] = [];
  const count = (index: number, by: number) => {
    const before = sought.get(stems[index] ?? '');
    if (before === undefined) return;
    sought.set(stems[index]!, before + by);
    if (before === 0) held++;
    else if (before + by === 0) held--;
  };
  for (let at = 0; at < words.length; at++) {
    count(at, 1);
    if (at >= size) count(at - size, -1);
    if (held >= sought.size * LEAST_OVERLAP) scores.push({ at, held });
  }
  scores.sort((a, b) => b.held - a.held || a.at - b.at);
  const chosen: number[] = [];
  for (const { at } of scores) {
    if (chosen.length === MOST_PLACES) break;
    if (chosen.every((other) => Math.abs(other - at) > wording.length / 2)) chosen.push(at);
  }
  return chosen.map((at) => ({ from: Math.max(0, at - size - 10), to: Math.min(words.length, at + wording.length + 10) }));
}

function isEqual(a: string, b: string): boolean {
  if (isSameWord(a, b)) return true;
  const [x, y] = [stemOf(a), stemOf(b)];
  return EQUAL.some((line) => line.has(x) && line.has(y));
}

/** Aligns a wording with a stretch of text, word by word, at the least cost; the text before and after it is free. */
function align(wording: readonly Word[], text: readonly Word[]): { steps: Step[]; first: number; last: number } {
  const [rows, columns] = [wording.length + 1, text.length + 1];
  const cost = new Float32Array(rows * columns);
  const came = new Uint8Array(rows * columns);
  for (let i = 1; i < rows; i++) {
    cost[i * columns] = cost[(i - 1) * columns]! + weightOf(wording[i - 1]!.word);
    came[i * columns] = 1;
  }
  for (let i = 1; i < rows; i++) {
    const a = wording[i - 1]!.word;
    const weight = weightOf(a);
    for (let j = 1; j < columns; j++) {
      const b = text[j - 1]!.word;
      const gone = cost[(i - 1) * columns + j]! + weight;
      const added = cost[i * columns + j - 1]! + weightOf(b) * 0.6;
      const along = cost[(i - 1) * columns + j - 1]! + (isEqual(a, b) ? 0 : weight + weightOf(b) * 0.6 + 0.01);
      const least = Math.min(gone, added, along);
      cost[i * columns + j] = least;
      came[i * columns + j] = least === along ? 3 : least === gone ? 1 : 2;
    }
  }
  let j = 0;
  for (let column = 1; column < columns; column++) if (cost[(rows - 1) * columns + column]! < cost[(rows - 1) * columns + j]!) j = column;
  const last = Math.max(0, j - 1);
  const steps: Step[] = [];
  let i = rows - 1;
  while (i > 0) {
    const way = came[i * columns + j];
    if (way === 3) {
      const [from, to] = [wording[--i]!.word, text[--j]!.word];
      steps.push({ kind: isEqual(from, to) ? 'same' : 'other', from, to });
    } else if (way === 1) steps.push({ kind: 'gone', from: wording[--i]!.word, to: '' });
    else steps.push({ kind: 'new', from: '', to: text[--j]!.word });
  }
  return { steps: steps.reverse(), first: Math.min(j, text.length - 1), last };
}

function sharedWeight(steps: readonly Step[]): number {
  let [held, all] = [0, 0];
  for (const { kind, from } of steps) {
    if (kind === 'new') continue;
    all += weightOf(from);
    if (kind === 'same') held += weightOf(from);
  }
  return all === 0 ? 0 : held / all;
}

/** What changed in substance, as `+ words − words`; null where nothing did. */
function substanceOf(steps: readonly Step[], language: CheckedLanguage): string | null {
  const gone = steps.flatMap(({ kind, from }) => (kind === 'gone' || kind === 'other' ? [from] : []));
  const added = steps.flatMap(({ kind, to }) => (kind === 'new' || kind === 'other' ? [to] : []));
  const decisive = [...gone.map((word) => `− ${word}`), ...added.map((word) => `+ ${word}`)].filter((change) => {
    const word = change.slice(2);
    return DECISIVE.has(word) || /^\d+$/.test(word);
  });
  const { weakens, excepts, lifts, manner } = FORCE[language];
  const text = steps.flatMap(({ to }) => (to === '' ? [] : [{ word: to, start: 0, end: 0 }]));
  const source = steps.flatMap(({ from }) => (from === '' ? [] : [{ word: from, start: 0, end: 0 }]));
  const phrases = [...weakens, ...excepts, ...lifts, ...manner].filter(
    (phrase) => findPhrases(text, [phrase]).length > findPhrases(source, [phrase]).length,
  );
  const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0);
  const tooMuch = weight(added) > MOST_NEW * weight(source.map(({ word }) => word)) ? [`+ ${added.slice(0, 12).join(' ')} …`] : [];
  const changes = [...decisive, ...phrases.map((phrase) => `+ ${phrase}`), ...tooMuch];
  return changes.length === 0 ? null : [...new Set(changes)].slice(0, 6).join(', ');
}
