import type { BothLanguages } from '#kernel/both-languages.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import type { StandsOn } from './outreach.schema.ts';
import { sayOutreach } from './texts.ts';

/** The letter as this program would word it, in both languages, for its writer to change: what is known is said, and what is unknown as unknown. */
export function wordLetter(writer: BothLanguages, addressee: BothLanguages, stands: readonly StandsOn[]): BothLanguages {
  const [en, fr] = LOCALES.map((locale) => {
    const steps = stands.map(({ instrument, status }) =>
      sayOutreach(locale, `step.${instrument}`, { stands: sayOutreach(locale, `stands.${status}`) }),
    );
    return sayOutreach(locale, 'letter', { writer: writer[locale], addressee: addressee[locale], steps: steps.join('\n') });
  });
  return { en: en!, fr: fr! };
}
