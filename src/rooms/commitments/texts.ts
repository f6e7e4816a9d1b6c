import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of this room that the server words too: what is due, who may see, the answers of a contributor. */
export const sayCommitments = defineTexts({ en, fr });
