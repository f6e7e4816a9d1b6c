import { defineTexts } from '../texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of labels. */
export const sayLabels = defineTexts({ en, fr });
