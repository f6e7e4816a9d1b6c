import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of passkeys and single sign-on, at the entrance and in one's account. */
export const sayWaysIn = defineTexts({ en, fr });
