import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of the public pages of returns. */
export const say = defineTexts({ en, fr });
