import { basename } from 'node:path';
import { findPhrases } from '../language/phrases.ts';
import { wordsOf } from '../language/words.ts';
import type { CheckedProvision } from './check-text.ts';
import { KINDS, type Rank } from './precedence.ts';
import { type DocumentName, dateOf, isMeant, type Reference } from './references.ts';

/** A file that was read, as the others may refer to it. */
export type Loaded = {
  readonly file: string;
  readonly provisions: readonly CheckedProvision[];
  readonly references: readonly Reference[];
  readonly order: readonly Rank[];
  readonly name: DocumentName;
};

// Text of this share of a set in one contract is the set itself, and a line that names it is its heading.
const OWN_TEXT = 0.25;

/** A provision of a contract, in the light of the other files: those that prevail over it, and those that it takes over. */
export function resolve(provision: CheckedProvision, contract: Loaded, all: readonly Loaded[]): CheckedProvision {
  const others = all.filter(({ file }) => file !== contract.file);
  return prevailing(provision, contract, others) ?? (provision.state === 'missing' ? byReference(provision, contract, others) : provision);
}

/** What a document says that prevails over the contract; null where none says anything. */
function prevailing(provision: CheckedProvision, { order, name: own }: Loaded, others: readonly Loaded[]): CheckedProvision | null {
  const means = ({ words }: Rank, name: DocumentName) => isMeant({ words, date: dateOf(words), ofSet: false }, name, own);
  // Of documents among which the contract is not, nothing follows for it.
  const titled = { ...own, head: wordsOf(own.title.join(' ')) };
  const last = order.findIndex((rank) => rank.isSelf || means(rank, titled));
  for (const rank of order.slice(0, Math.max(0, last))) {
    const [document, ...more] = others.filter(({ name }) =>
      isMeant({ words: rank.words, date: dateOf(rank.words), ofSet: false }, name, own),
    );
    if (document === undefined || more.length > 0) {
      // What it says is not known; a provision that is here may be overruled.
      if (provision.state !== 'present' || !KINDS.some((kind) => findPhrases(rank.words, kind).length > 0)) continue;
      const why = more.length > 0 ? 'several files may be meant, and prevail' : 'not among the files, and prevails';
      return { ...provision, difference: `${why}: ${rank.quote.slice(0, 120)}` };
    }
    const there = document.provisions.find(({ id }) => id === provision.id);
    const where = `prevails: ${basename(document.file)}${there?.page == null ? '' : `, page ${there.page}`}`;
    if (there?.state === 'differs-in-substance') {
      const { state, quote, confidence, difference } = there;
      return { ...provision, state, quote, confidence, page: null, difference: difference === null ? where : `${where} (${difference})` };
    }
    if (there?.state === 'present' && provision.state !== 'present') {
      const { page, quote } = rank;
      return { ...provision, state: 'by-reference', page, quote, confidence: Math.min(0.8, there.confidence ?? 0), difference: where };
    }
    if (there?.state === 'present') return provision;
  }
  return null;
}

/** A provision that a contract lacks, and takes over from another of the files. */
function byReference(provision: CheckedProvision, contract: Loaded, others: readonly Loaded[]): CheckedProvision {
  const own = contract.provisions.filter(({ quote }) => quote !== null).length / contract.provisions.length;
  const references = contract.references.filter(
    ({ ofSet, words }) => own < OWN_TEXT || !ofSet || words.some(({ word }) => word.startsWith('incorporat') || word === 'reference'),
  );
  for (const reference of references)
    for (const other of others) {
      if (!isMeant(reference, other.name, contract.name)) continue;
      const there = other.provisions.find(({ id }) => id === provision.id);
      if (there?.state === 'present')
        return {
          ...provision,
          state: 'by-reference',
          page: reference.page,
          quote: reference.quote,
          confidence: Math.min(0.8, there.confidence ?? 0),
          difference: `in ${basename(other.file)}${there.page === null ? '' : `, page ${there.page}`}`,
        };
    }
  const [open] = references;
  return open === undefined
    ? provision
    : { ...provision, state: 'reference-not-resolved', page: open.page, quote: open.quote, confidence: 0.6 };
}
