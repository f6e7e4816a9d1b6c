import { defineTexts } from '../texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** What letters say. */
export const sayMail = defineTexts({ en, fr });
