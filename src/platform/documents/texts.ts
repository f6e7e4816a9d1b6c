import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words that stand on every printed page. */
export const sayDocuments = defineTexts({ en, fr });
