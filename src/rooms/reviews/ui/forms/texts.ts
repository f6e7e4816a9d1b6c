import { defineTexts } from '#platform/texts/texts.ts';
import deskEn from '../texts/en.json' with { type: 'json' };
import deskFr from '../texts/fr.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of what is loaded when it is first needed: forms, questions, findings and comments, with those of the screens around them. */
export const sayReviewForms = defineTexts({ en: { ...deskEn, ...en }, fr: { ...deskFr, ...fr } });
