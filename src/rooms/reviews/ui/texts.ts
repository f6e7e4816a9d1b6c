import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of the review screens and of My tasks. */
export const sayReviewDesk = defineTexts({ en, fr });
