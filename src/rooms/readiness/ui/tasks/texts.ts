import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Words of training that ends soon, in My tasks. */
export const sayTrainingTasks = defineTexts({ en, fr });
