import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of boards as files that their page has not. */
export const sayBoardFile = defineTexts({ en, fr });
