import { defineTexts } from '#platform/texts/texts.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

/** The texts of the shell, the kit and the entrance. Rooms keep their own. */
export const sayDesk = defineTexts({ en, fr });
