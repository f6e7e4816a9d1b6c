import { sql } from 'kysely';
import { z } from 'zod';
import { textFor } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type CourseLanguage, type Lesson, translateLocalTexts } from '#rooms/courses/index.ts';
import { html } from '#site/html.ts';
import { Secret } from '../learner/learn.schema.ts';
import type { FilledPlaceholders } from './lesson-page.ts';

const Answers = z.record(z.string(), z.object({ en: z.string().nullable(), fr: z.string().nullable() }));
const Text = z.object({ asOf: z.string(), answers: Answers }).optional();
const LearnerTexts = z.object({ 'operation-brief': Text, 'law-annex': Text });

/** The texts of a learner's operation and nation for the lessons. The database checks the secret of the session. */
const getLearnerTexts = defineQuery({
  name: 'training/get-learner-texts',
  permission: 'public',
  input: z.strictObject({ secret: Secret }),
  answer: LearnerTexts,
  async run({ db }, { secret }) {
    const { rows } = await sql<{ texts: z.infer<typeof LearnerTexts> }>`select training.learner_texts(${secret}) as texts`.execute(db);
    return rows[0]!.texts;
  },
});

/** The placeholders of a lesson as a learner reads them. A filled placeholder shows each question with its answer, in the language it was written in, and the date. */
export async function placeholdersOf(
  platform: Platform,
  secret: string,
  { sections }: Lesson,
  { locale, text: courseText }: CourseLanguage,
): Promise<FilledPlaceholders> {
  if (!sections.some(({ placeholder }) => placeholder)) return {};
  const texts = getLearnerTexts.answer.parse(await runQuery(platform, getLearnerTexts, { token: null, input: { secret } }));
  return Object.fromEntries(
    sections.flatMap(({ placeholder }) => {
      const text = placeholder && texts[placeholder.id];
      if (!text) return [];
      const answers = placeholder.asks.map((ask) => {
        const answer = textFor(text.answers[ask.id], locale) ?? { locale, text: '' };
        return html`<li><span><b>${courseText(ask)}</b><br><span lang="${answer.locale}">${answer.text}</span></span></li>`;
      });
      const asOf = translateLocalTexts(locale, 'as-of', { day: formatDay(locale, text.asOf, 'long') });
      return [[placeholder.id, html`<div class="note"><p class="k" lang="${locale}">${asOf}</p><ul class="ls">${answers}</ul></div>`]];
    }),
  );
}
