import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of the pages about who may see what, who did, and how roles are handed over and reviewed. */
export const sayAccess = defineTexts({ en, fr });
