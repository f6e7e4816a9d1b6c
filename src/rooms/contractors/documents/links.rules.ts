import { z } from 'zod';
import type { CheckedProvision, ProvisionState } from '../clauses/check/check-text.ts';
import { precedenceOf } from '../clauses/check/precedence.ts';
import { dateOf, nameOf, type Reference, referencesOf, versionOf } from '../clauses/check/references.ts';
import { type Loaded, resolve } from '../clauses/check/resolve.ts';
import type { ContractText } from '../clauses/document/contract-text.ts';
import { wordsOf } from '../clauses/language/words.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';
import type { Said } from './coverage.rules.ts';

const Page = z.number().int().nullable();

/** What is kept of a document so that others can be resolved against it, and it against them: quotes, its title and first words, and the numbers and dates on its first page. */
export const DocumentLinks = z.object({
  title: z.array(z.string()),
  head: z.string(),
  order: z.array(z.object({ names: z.string(), isSelf: z.boolean(), page: Page, quote: z.string() })),
  sets: z.record(
    z.string(),
    z.object({
      cites: z.boolean(),
      references: z.array(z.object({ page: Page, quote: z.string(), date: z.string().nullable(), ofSet: z.boolean() })),
    }),
  ),
});
export type DocumentLinks = z.infer<typeof DocumentLinks>;

const [MAX_REFERENCES, MAX_NAMES, KEPT_WORDS] = [20, 300, 40];

/** What a document says of others and of itself, for the sets that it is checked against. Pure. */
export function linksOf(text: ContractText, sets: readonly ClauseSet[]): DocumentLinks | null {
  const [first] = sets;
  if (first === undefined) return null;
  const { title, head } = nameOf(text, first);
  // Of the words after the heading, only numbers and dates name a document.
  const kept = head.filter(({ word }, at) => at < KEPT_WORDS || /\d/.test(word) || dateOf(head.slice(at, at + 2)) !== null);
  return {
    title: [...title],
    head: kept.map(({ word }) => word).join(' '),
    order: precedenceOf(text).map(({ words, isSelf, page, quote }) => {
      const names = words.map(({ word }) => word).join(' ');
      return { names: names.slice(0, MAX_NAMES), isSelf, page, quote };
    }),
    sets: Object.fromEntries(
      sets.map((set) => [
        set.id,
        {
          cites: nameOf(text, set).cites,
          references: referencesOf(text, set)
            .slice(0, MAX_REFERENCES)
            .map(({ page, quote, date, ofSet }) => ({ page, quote, date, ofSet })),
        },
      ]),
    ),
  };
}

/** What a document says of a provision of the set that a contract owes, as it is stored. */
export type FoundAlone = Said & {
  readonly provision: string;
  readonly page: number | null;
  readonly quote: string | null;
  readonly difference: string | null;
  /** The words, and their page, that a person entered because the program found others or none. */
  readonly enteredQuote: string | null;
  readonly enteredPage: number | null;
  readonly decidedAt: string | null;
  readonly confidence: number | null;
  /** The version of the wording of the set that it has; null: none is known. */
  readonly wording: string | null;
  readonly file: string;
  readonly links: DocumentLinks | null;
  readonly version: number;
  readonly setId: string;
};

/**
 * The same in the light of the others: page, quote and difference are what the program says whatever a person decided, as is `resolved`; `source` is the document from
 * which it has it; null: its own.
 */
export type FoundHere = FoundAlone & { readonly resolved: ProvisionState; readonly source: string | null };

/**
 * What the documents of a contract say of its set, in the light of each other and of the general conditions of the party: a provision that one of them takes over from
 * another is there by reference, one that prevails decides, and a reference to a document that is not among them is not resolved. What a person decided stays. Pure.
 */
export function resolveFindings(found: readonly FoundAlone[], setId: string, general: readonly FoundAlone[] = []): FoundHere[] {
  const loaded = new Map([...loadAll(found, setId, false), ...loadAll(general, setId, true)]);
  return found.map((one) => {
    const own = loaded.get(one.document);
    if (own === undefined) return { ...one, resolved: one.state, source: null };
    const { provision, source: file } = resolve(provisionOf({ ...one, decided: null, enteredQuote: null }), own, [...loaded.values()]);
    const { state, page, quote, difference, wording } = provision;
    const source = file === null ? null : file.slice(0, file.indexOf('/'));
    return { ...one, state, page, quote, difference, wording, resolved: state, source };
  });
}

function loadAll(found: readonly FoundAlone[], setId: string, isGeneral: boolean): [string, Loaded][] {
  return [...Map.groupBy(found, ({ document }) => document)].flatMap(([document, all]): [string, Loaded][] => {
    const { links, file } = all[0]!;
    return links === null ? [] : [[document, { ...loadedOf(`${document}/${file}`, links, setId, all), isGeneral }]];
  });
}

/** Where a provision is and in which words: as a person entered them, or else as the program says. Pure. */
export const placeOf = ({ page, quote, enteredPage, enteredQuote }: Pick<FoundAlone, 'page' | 'quote' | 'enteredPage' | 'enteredQuote'>) =>
  enteredQuote === null ? { page, quote, entered: false } : { page: enteredPage, quote: enteredQuote, entered: true };

function provisionOf(one: FoundAlone): CheckedProvision {
  const { provision, state, decided, confidence, difference, wording } = one;
  const { page, quote, entered } = placeOf(one);
  return {
    ...{ id: provision, title: '', state: decided ?? state, page, quote, confidence, confirmed: false, difference },
    wording: entered ? null : wording,
  };
}

function loadedOf(file: string, { title, head, order, sets }: DocumentLinks, setId: string, found: readonly FoundAlone[]): Loaded {
  const { cites, references } = sets[setId] ?? { cites: false, references: [] };
  return {
    file,
    provisions: found.map(provisionOf),
    // Earlier versions of the program kept no year.
    references: references.map((one): Reference => ({ ...one, date: one.date ?? versionOf(one.quote), words: wordsOf(one.quote) })),
    order: order.map(({ names, ...rank }) => ({ ...rank, words: wordsOf(names) })),
    name: { title, head: wordsOf(head), cites },
  };
}
