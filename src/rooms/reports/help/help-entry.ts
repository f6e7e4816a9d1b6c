import type { z } from 'zod';
import type { EntryDraft } from '#platform/ledger/append.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { HelpFields } from './help.schema.ts';

/** The edition's time after which an entry of a directory is checked again. */
const RECHECK = 'directory-recheck';

/** After how many days a number must be tried again. */
export const recheckDays = (now: Date): number => Number(currentEdition().parameter(RECHECK, now).value);

/** The columns of what an entry says. */
export function entryColumns({ kind, name, about, phone, days, opens, closes, languages, free, source }: z.output<typeof HelpFields>) {
  return {
    ...{ kind, phone, days, opens, closes, languages, free, source },
    name_en: name.en,
    name_fr: name.fr,
    about_en: about.en,
    about_fr: about.fr,
  };
}

/** The entry in the log. The list is public once it is published, so the log names the number too. */
export const entryDraft = (subjectId: string, partyId: string, detail: Record<string, unknown>): EntryDraft => ({
  subjectKind: 'help-entry',
  subjectId,
  partyId,
  detail,
});
