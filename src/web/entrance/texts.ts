import { defineTexts } from '#platform/texts/texts.ts';
import deskEn from '../texts/en.json' with { type: 'json' };
import deskFr from '../texts/fr.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Texts of the pages before a session, with those of the shell: pages behind it do not carry them. */
export const sayEntrance = defineTexts({ en: { ...deskEn, ...en }, fr: { ...deskFr, ...fr } });
