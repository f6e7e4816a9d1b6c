import { sql } from 'kysely';
import { defineCommand } from '#platform/command.ts';
import { ChooseLanguage, Done } from '../people.schema.ts';
import '../permissions.ts';

/** Stores a person's language. */
export const chooseLanguage = defineCommand({
  name: 'people/choose-language',
  permission: 'people:self',
  operational: 'access',
  input: ChooseLanguage,
  answer: Done,
  async run({ db, subject }, { language }) {
    await sql`select identity.choose_language(${language})`.execute(db);
    return { answer: { done: true }, entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { language } } };
  },
});
