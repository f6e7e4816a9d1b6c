import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of training as evidence, and the errors of this room. */
export const sayReadiness = defineTexts({ en, fr });
