import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of the pages where evidence is entered and read. */
export const sayPages = defineTexts({ en, fr });
