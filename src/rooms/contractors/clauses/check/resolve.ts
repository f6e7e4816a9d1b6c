import { basename } from 'node:path';
import { findPhrases } from '../language/phrases.ts';
import { wordsOf } from '../language/words.ts';
import type { CheckedProvision } from './check-text.ts';
import { KINDS, type Rank } from './precedence.ts';
import { type DocumentName, dateOf, meantBy, type Reference } from './references.ts';

/** A file that was read, as the others may refer to it. */
export type Loaded = {
  readonly file: string;
  readonly provisions: readonly CheckedProvision[];
  readonly references: readonly Reference[];
  readonly order: readonly Rank[];
  readonly name: DocumentName;
  /** General conditions of the party: they count where no document of the contract itself is meant. */
  readonly isGeneral?: boolean;
};

/** A provision in the light of other documents, and the one that decides it, by its `file`; null where none does. */
export type Resolved = { readonly provision: CheckedProvision; readonly source: string | null };

// Text of this share of a set in one contract is the set itself, and a line that names it is its heading.
const OWN_TEXT = 0.25;

/** A provision of a contract, in the light of the other files: those that prevail over it, and those that it takes over. */
export function resolve(provision: CheckedProvision, contract: Loaded, all: readonly Loaded[]): Resolved {
  const others = all.filter(({ file }) => file !== contract.file);
  const decided = prevailing(provision, contract, others);
  if (decided !== null) return decided;
  return provision.state === 'missing' ? takenOver(provision, contract, others) : { provision, source: null };
}

/** The documents that a line of a contract means: of its own first, else of the general conditions of the party. */
function meantIn(line: Pick<Reference, 'words' | 'date' | 'ofSet'>, contract: Loaded, others: readonly Loaded[]): Loaded[] {
  const of = (isGeneral: boolean) =>
    meantBy(
      line,
      others.filter((other) => (other.isGeneral ?? false) === isGeneral),
      contract.name,
    );
  const own = of(false);
  return own.length > 0 ? own : of(true);
}

const placeOf = ({ file }: Loaded, there: CheckedProvision | undefined) =>
  `${basename(file)}${there?.page == null ? '' : `, page ${there.page}`}`;
const withReason = (where: string, reason: string | null) => (reason === null ? where : `${where} (${reason})`);

/** What a document says that prevails over the contract; null where none says anything. */
function prevailing(provision: CheckedProvision, contract: Loaded, others: readonly Loaded[]): Resolved | null {
  const { order, name: own } = contract;
  const lineOf = ({ words }: Rank) => ({ words, date: dateOf(words), ofSet: false });
  // Of documents among which the contract is not, nothing follows for it.
  const titled = { ...own, head: wordsOf(own.title.join(' ')) };
  const last = order.findIndex((rank) => rank.isSelf || meantBy(lineOf(rank), [{ name: titled }], own).length > 0);
  for (const rank of order.slice(0, Math.max(0, last))) {
    const [document, ...more] = meantIn(lineOf(rank), contract, others);
    if (document === undefined || more.length > 0) {
      // What it says is not known; a provision that is here may be overruled.
      if (provision.state !== 'present' || !KINDS.some((kind) => findPhrases(rank.words, kind).length > 0)) continue;
      const why = more.length > 0 ? 'several files may be meant, and prevail' : 'not among the files, and prevails';
      return { provision: { ...provision, difference: `${why}: ${rank.quote.slice(0, 120)}` }, source: null };
    }
    const there = document.provisions.find(({ id }) => id === provision.id);
    const where = `prevails: ${placeOf(document, there)}`;
    const source = document.file;
    if (there?.state === 'differs-in-substance') {
      const { state, quote, confidence, difference, wording } = there;
      const said = { ...provision, state, quote, confidence, wording, page: null };
      return { provision: { ...said, difference: withReason(where, difference) }, source };
    }
    if (there?.state === 'present' && provision.state !== 'present') {
      const { page, quote } = rank;
      const confidence = Math.min(0.8, there.confidence ?? 0);
      const taken = { ...provision, state: 'by-reference' as const, page, quote, confidence, wording: there.wording };
      return { provision: { ...taken, difference: where }, source };
    }
    if (there?.state === 'present') return { provision, source };
  }
  return null;
}

/**
 * A provision that a contract lacks, in the documents that it takes over: present in one of them, or what the one that is meant says instead. Not resolved where none is
 * meant, or several that do not agree.
 */
function takenOver(provision: CheckedProvision, contract: Loaded, others: readonly Loaded[]): Resolved {
  const own = contract.provisions.filter(({ quote }) => quote !== null).length / contract.provisions.length;
  const references = contract.references.filter(
    ({ ofSet, words }) => own < OWN_TEXT || !ofSet || words.some(({ word }) => word.startsWith('incorporat') || word === 'reference'),
  );
  let open: Resolved | null = null;
  let instead: Resolved | null = null;
  for (const reference of references) {
    const { page, quote } = reference;
    const meant = meantIn(reference, contract, others).map((other) => ({
      other,
      there: other.provisions.find(({ id }) => id === provision.id),
    }));
    const [found] = meant.filter(({ there }) => there?.state === 'present');
    // A reference to a set means every document that names it; of general conditions one applies, and all that may be meant must have it.
    if (found !== undefined && (reference.ofSet || meant.every(({ there }) => there?.state === 'present'))) {
      const confidence = Math.min(0.8, found.there!.confidence ?? 0);
      const taken = { ...provision, state: 'by-reference' as const, page, quote, confidence, wording: found.there!.wording };
      return { provision: { ...taken, difference: `in ${placeOf(found.other, found.there)}` }, source: found.other.file };
    }
    const [only, ...more] = meant;
    if (only?.there === undefined || more.length > 0 || reference.ofSet) {
      const difference =
        more.length === 0 ? null : `several files may be meant: ${meant.map(({ other }) => basename(other.file)).join(', ')}`;
      const unresolved = { ...provision, state: 'reference-not-resolved' as const, page, quote, confidence: 0.6 };
      open ??= { provision: { ...unresolved, difference: difference?.slice(0, 300) ?? null }, source: null };
    } else if (only.there.state === 'missing') instead ??= { provision, source: only.other.file };
    else {
      // As where a document prevails, the words are those of the other document, if it has any.
      const { state, confidence, difference, wording } = only.there;
      const words = only.there.quote === null ? { page, quote } : { page: null, quote: only.there.quote };
      const said = { ...provision, state, ...words, confidence, wording };
      instead = {
        provision: { ...said, difference: withReason(`in ${placeOf(only.other, only.there)}`, difference) },
        source: only.other.file,
      };
    }
  }
  return open ?? instead ?? { provision, source: null };
}
