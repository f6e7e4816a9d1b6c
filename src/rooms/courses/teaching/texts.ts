import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of a curriculum map as evidence. */
export const sayTeaching = defineTexts({ en, fr });
