import { choicesOf, type Phrase } from './phrases.ts';
import type { Statement } from './statements.ts';

/** Which statements can have a phrase at all: those with a word that its first word matches. A check asks for thousands of phrases, and few occur. */
export class StatementIndex {
  readonly #statements = new Map<string, number[]>();
  readonly #words: readonly string[];
  readonly #known = new Map<string, ReadonlySet<number>>();

  constructor(statements: readonly Statement[]) {
    statements.forEach(({ words }, at) => {
      for (const { word } of words) {
        const places = this.#statements.get(word);
        if (places === undefined) this.#statements.set(word, [at]);
        else if (places.at(-1) !== at) places.push(at);
      }
    });
    this.#words = [...this.#statements.keys()];
  }

  /** The statements that may have a phrase of every group, in order. */
  withAll(groups: readonly (readonly Phrase[])[]): number[] {
    const sets = groups.map((phrases) => this.#withAny(phrases));
    const [smallest, ...others] = sets.sort((a, b) => a.size - b.size);
    return [...(smallest ?? [])].filter((at) => others.every((set) => set.has(at))).sort((a, b) => a - b);
  }

  #withAny(phrases: readonly Phrase[]): Set<number> {
    const found = new Set<number>();
    for (const phrase of phrases)
      for (const first of choicesOf(phrase.split(' ', 1)[0]!)) for (const at of this.#with(first)) found.add(at);
    return found;
  }

  #with(first: string): ReadonlySet<number> {
    const known = this.#known.get(first);
    if (known !== undefined) return known;
    const beginning = first.slice(0, -1);
    const words = first.endsWith('*') ? this.#words.filter((word) => word.startsWith(beginning)) : [first];
    const found = new Set(words.flatMap((word) => this.#statements.get(word) ?? []));
    this.#known.set(first, found);
    return found;
  }
}

const SUBNUMBER = /^(\d{1,3})\.\d/;

/** The number of the clause that a statement is in: 22 for 22.4, and for (b) below it. Null where its paragraphs have no such numbers. */
export const clauseNumber = (statements: readonly Statement[], at: number): string | null =>
  SUBNUMBER.exec(statements.slice(0, at + 1).findLast(({ label }) => SUBNUMBER.test(label ?? ''))?.label ?? '')?.[1] ?? null;
