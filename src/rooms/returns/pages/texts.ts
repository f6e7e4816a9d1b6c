import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of the plain form of a section. */
export const sayForm = defineTexts({ en, fr });
