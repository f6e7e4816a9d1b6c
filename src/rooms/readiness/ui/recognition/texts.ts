import { defineTexts } from '#platform/texts/texts.ts';
import readinessEn from '../texts/en.json' with { type: 'json' };
import readinessFr from '../texts/fr.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** Words of the page of equivalent courses, with those of readiness: its pages do not carry them. */
export const sayRecognition = defineTexts({ en: { ...readinessEn, ...en }, fr: { ...readinessFr, ...fr } });
