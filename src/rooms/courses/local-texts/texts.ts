import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of operation briefs and law annexes as evidence. */
export const sayLocalTexts = defineTexts({ en, fr });
