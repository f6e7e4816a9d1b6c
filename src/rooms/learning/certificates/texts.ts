import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of certificates and of the page that checks them. */
export const sayCertificates = defineTexts({ en, fr });
