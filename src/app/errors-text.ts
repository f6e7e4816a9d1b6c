import documentsEn from '#platform/documents/texts/en.json' with { type: 'json' };
import documentsFr from '#platform/documents/texts/fr.json' with { type: 'json' };
import type { SayError } from '#platform/http/problem.ts';
import platformEn from '#platform/texts/en.json' with { type: 'json' };
import platformFr from '#platform/texts/fr.json' with { type: 'json' };
import { LOCALES, type Locale, parseMessage } from '#platform/texts/texts.ts';
import commitmentsEn from '#rooms/commitments/texts/en.json' with { type: 'json' };
import commitmentsFr from '#rooms/commitments/texts/fr.json' with { type: 'json' };
import cooperationEn from '#rooms/cooperation/texts/en.json' with { type: 'json' };
import cooperationFr from '#rooms/cooperation/texts/fr.json' with { type: 'json' };
import coursesEn from '#rooms/courses/texts/en.json' with { type: 'json' };
import coursesFr from '#rooms/courses/texts/fr.json' with { type: 'json' };
import evidenceEn from '#rooms/evidence/texts/en.json' with { type: 'json' };
import evidenceFr from '#rooms/evidence/texts/fr.json' with { type: 'json' };
import importsEn from '#rooms/imports/texts/en.json' with { type: 'json' };
import importsFr from '#rooms/imports/texts/fr.json' with { type: 'json' };
import learningEn from '#rooms/learning/texts/en.json' with { type: 'json' };
import learningFr from '#rooms/learning/texts/fr.json' with { type: 'json' };
import logEn from '#rooms/log/texts/en.json' with { type: 'json' };
import logFr from '#rooms/log/texts/fr.json' with { type: 'json' };
import lrsEn from '#rooms/lrs/texts/en.json' with { type: 'json' };
import lrsFr from '#rooms/lrs/texts/fr.json' with { type: 'json' };
import nationsEn from '#rooms/nations/texts/en.json' with { type: 'json' };
import nationsFr from '#rooms/nations/texts/fr.json' with { type: 'json' };
import partiesEn from '#rooms/parties/texts/en.json' with { type: 'json' };
import partiesFr from '#rooms/parties/texts/fr.json' with { type: 'json' };
import peopleEn from '#rooms/people/texts/en.json' with { type: 'json' };
import peopleFr from '#rooms/people/texts/fr.json' with { type: 'json' };
import policyEn from '#rooms/policy/texts/en.json' with { type: 'json' };
import policyFr from '#rooms/policy/texts/fr.json' with { type: 'json' };
import readinessEn from '#rooms/readiness/texts/en.json' with { type: 'json' };
import readinessFr from '#rooms/readiness/texts/fr.json' with { type: 'json' };
import returnsEn from '#rooms/returns/texts/en.json' with { type: 'json' };
import returnsFr from '#rooms/returns/texts/fr.json' with { type: 'json' };
import reviewsEn from '#rooms/reviews/texts/en.json' with { type: 'json' };
import reviewsFr from '#rooms/reviews/texts/fr.json' with { type: 'json' };
import safekeepingEn from '#rooms/safekeeping/texts/en.json' with { type: 'json' };
import safekeepingFr from '#rooms/safekeeping/texts/fr.json' with { type: 'json' };

/** The texts of every room, joined. Their error texts stand under `error.<code>`. */
const CATALOGUES: Record<Locale, Record<string, string>[]> = {
  en: [
    platformEn,
    logEn,
    documentsEn,
    partiesEn,
    nationsEn,
    cooperationEn,
    lrsEn,
    coursesEn,
    learningEn,
    readinessEn,
    importsEn,
    peopleEn,
    policyEn,
    evidenceEn,
    commitmentsEn,
    returnsEn,
    reviewsEn,
    safekeepingEn,
  ],
  fr: [
    platformFr,
    logFr,
    documentsFr,
    partiesFr,
    nationsFr,
    cooperationFr,
    lrsFr,
    coursesFr,
    learningFr,
    readinessFr,
    importsFr,
    peopleFr,
    policyFr,
    evidenceFr,
    commitmentsFr,
    returnsFr,
    reviewsFr,
    safekeepingFr,
  ],
};

/** Words an error in a language, with the details its text asks for. A code without a text is a fault the errors test finds. */
export const sayError: SayError = (locale, code, details) => {
  const language = LOCALES.find((known) => known === locale) ?? 'en';
  const text = errorText(language, code);
  return text === undefined ? code : (parseMessage(language, text).format(details as Record<string, string>) as string);
};

/** The text of an error code, or undefined. */
export function errorText(locale: Locale, code: string): string | undefined {
  for (const catalogue of CATALOGUES[locale]) {
    const text = catalogue[`error.${code}`];
    if (text !== undefined) return text;
  }
  return undefined;
}
