import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of this room that its pages do not hold. */
export const sayLearning = defineTexts({ en, fr });
