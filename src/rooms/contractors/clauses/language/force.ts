import { LOCALES, type Locale } from '#kernel/languages.ts';
import en from './force.en.json' with { type: 'json' };
import fr from './force.fr.json' with { type: 'json' };
import type { Phrase } from './phrases.ts';

/** The languages in which provisions are recognised: those of the desk. */
export const CHECKED_LANGUAGES = LOCALES;
export type CheckedLanguage = Locale;

/** How a language forbids, obliges, permits, weakens and excepts. Phrases as in `phrases.ts`; the longer one is decided first where two begin at one word. */
export type Force = {
  readonly forbids: readonly Phrase[];
  /** Forbids what precedes it: "... is prohibited". */
  readonly forbidsBefore: readonly Phrase[];
  /** Ends a lead-in whose items are forbidden: "Prohibited practices:". */
  readonly heads: readonly Phrase[];
  readonly obliges: readonly Phrase[];
  readonly permits: readonly Phrase[];
  /** Looks like a ban or duty and is none: "is not prohibited", "shall not be required to". */
  readonly lifts: readonly Phrase[];
  /** Asks instead of obliging: "should", "shall endeavour". */
  readonly weakens: readonly Phrase[];
  /** Takes something out of a ban or duty: "unless", "for longer than". */
  readonly excepts: readonly Phrase[];
  /** Takes something out of what came before, where the sentence points to it (`pointsToIt`): "This prohibition does not extend to ...". */
  readonly carvesOut: readonly Phrase[];
  readonly pointsToIt: readonly Phrase[];
  /** How an act must be done to be forbidden: "shall not knowingly". Limits the ban on the act next to it only. */
  readonly manner: readonly Phrase[];
  /** Points to what was said shortly before: "such acts", "any breach". */
  readonly pointsBack: readonly Phrase[];
  /** Refers to what was said before, where the act of a rule needs an object: "shall not aid it". */
  readonly pronouns: readonly Phrase[];
  /** The other side of the contract, and how it promises something itself: "The purchaser undertakes that its officials ...". */
  readonly buyers: readonly Phrase[];
  readonly promises: readonly Phrase[];
  /** People who may belong to either side: "its officials". */
  readonly persons: readonly Phrase[];
  /** The first words of a sentence that states reasons and binds nobody: "Whereas". */
  readonly recitals: readonly Phrase[];
  /** Says what a word means: "Forced labour consists of any work that ..." binds nobody. */
  readonly defines: readonly Phrase[];
  /** Says that what follows binds nobody: "This annex is for information only". */
  readonly unbinding: readonly Phrase[];
};

export const FORCE: Readonly<Record<CheckedLanguage, Force>> = { en, fr };
