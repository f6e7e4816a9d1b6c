import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Words of the page of courses. */
export const sayCoursesDesk = defineTexts({ en, fr });
