import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of choosing a password: the pages where none is chosen do not carry them. */
export const sayPassword = defineTexts({ en, fr });
