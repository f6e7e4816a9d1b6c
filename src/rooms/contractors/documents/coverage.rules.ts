import type { ProvisionState } from '../clauses/check/check-text.ts';
import type { Coverage } from '../register/contract.rules.ts';

/** What one document says of a provision. `decided`: what a person says it is. */
export type Said = { readonly document: string; readonly state: ProvisionState; readonly decided: ProvisionState | null };

/** What the documents of a contract say of a provision together, and whether a person confirmed it. */
export type Provided = { readonly state: ProvisionState; readonly confirmed: boolean; readonly document: string | null };

const SETTLES: readonly ProvisionState[] = ['present', 'by-reference', 'differs-in-substance', 'struck-out'];
const UNKNOWN: readonly ProvisionState[] = ['not-readable', 'other-language'];

/**
 * One provision over the documents of a contract, newest first. The newest that has it, changes it or strikes it out decides. A newer document that was not read
 * may do any of these, so it makes the provision unknown, never missing. What is only proposed or hidden in a newer one takes nothing away,
 * nor does its reference to a document that is not there. Pure.
 */
export function summarise(newestFirst: readonly Said[]): Provided {
  let weak: Provided | undefined;
  let missing: Provided | undefined;
  for (const { document, state, decided } of newestFirst) {
    const provided: Provided = { state: decided ?? state, confirmed: decided !== null, document };
    if (SETTLES.includes(provided.state) || UNKNOWN.includes(provided.state)) return provided;
    if (provided.state !== 'missing') weak ??= provided;
    else missing = { ...(missing ?? provided), confirmed: (missing?.confirmed ?? true) && provided.confirmed };
  }
  return weak ?? missing ?? { state: 'not-readable', confirmed: false, document: null };
}

const ORDER: readonly (readonly [Coverage, (one: Provided) => boolean])[] = [
  ['not-readable', ({ state }) => state === 'not-readable' || state === 'reference-not-resolved'],
  ['other-language', ({ state }) => state === 'other-language'],
  ['missing', ({ state }) => state === 'missing'],
  ['struck-out', ({ state }) => state === 'struck-out'],
  ['hidden', ({ state }) => state === 'hidden'],
  ['only-proposed', ({ state }) => state === 'only-proposed'],
  ['differs', ({ state }) => state === 'differs-in-substance'],
  ['to-confirm', ({ confirmed }) => !confirmed],
];

/** What a contract carries of its set, counted once: the first that applies. Without provisions it was not checked. Pure. */
export function coverageOf(provisions: readonly Provided[]): Coverage {
  if (provisions.length === 0) return 'not-checked';
  return ORDER.find(([, applies]) => provisions.some(applies))?.[0] ?? 'present';
}

/** How many provisions are present and confirmed by a person. One that a person confirmed as struck out or missing is none of them. Pure. */
export const countPresent = (provisions: readonly Pick<Provided, 'state' | 'confirmed'>[]): number =>
  provisions.filter(({ state, confirmed }) => coverageOf([{ state, confirmed, document: null }]) === 'present').length;

const NOT_IN_FORCE: readonly ProvisionState[] = ['only-proposed', 'struck-out', 'hidden'];

/** Whether a text is there and not in force, so that a yes to it does not make the provision present. Pure. */
export const isNotInForce = (state: ProvisionState): boolean => NOT_IN_FORCE.includes(state);

const NO_PASSAGE: readonly ProvisionState[] = ['missing', 'not-readable', 'other-language', 'reference-not-resolved'];

/**
 * Whether the program found a passage that a person can confirm. Where a document is taken over that is not there or was not read, the quote is the reference and
 * not the provision. Pure.
 */
export const hasPassage = ({ state, quote }: { readonly state: ProvisionState; readonly quote: string | null }): boolean =>
  quote !== null && !NO_PASSAGE.includes(state);

/**
 * What a person's answer to "Is this the provision?" says of it. Yes never puts in force what is struck out, hidden or only proposed: it is that provision, and
 * not in force. No: the text differs, or it is no such provision at all. Pure.
 */
export function decisionOf(isIt: boolean, state: ProvisionState): ProvisionState {
  if (isIt) return isNotInForce(state) ? state : 'present';
  return state === 'present' || state === 'by-reference' || state === 'differs-in-substance' ? 'differs-in-substance' : 'missing';
}
