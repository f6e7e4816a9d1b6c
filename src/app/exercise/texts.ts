import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of the exercise: its page, and the titles of its invented evidence. */
export const say = defineTexts({ en, fr });
export type Key = Parameters<typeof say>[1];
