import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** What is wrong with a course, and the errors of this room. */
export const sayCourses = defineTexts({ en, fr });
