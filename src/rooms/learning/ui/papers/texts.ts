import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Words of the page on which a class is entered from paper. */
export const sayPapersDesk = defineTexts({ en, fr });
