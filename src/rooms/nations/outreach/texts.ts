import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Words of letters and of the evidence they are. */
export const sayOutreach = defineTexts({ en, fr });
