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
  /** Forbids what stands before it: "... is prohibited". */
  readonly forbidsBefore: readonly Phrase[];
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
  /** Says that what follows binds nobody: "This annex is for information only". */
  readonly unbinding: readonly Phrase[];
};

export const FORCE: Readonly<Record<CheckedLanguage, Force>> = { en, fr };
