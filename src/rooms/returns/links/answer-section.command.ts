import { z } from 'zod';
import type { ErrorCode } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { answersOf } from '../answers/answer.store.ts';
import { storeAnswers } from '../answers/answer-question.command.ts';
import { provisionsOf } from '../answers/provisions/provision.store.ts';
import { judgeProvision, PROVISION_FIELDS } from '../answers/provisions/provision-entry.rules.ts';
import { recordProvisions } from '../answers/provisions/record-provisions.ts';
import { clausesOf } from '../return-action.ts';
import { setLinkTime } from './link.store.ts';
import { LinkedSection } from './linked-section.schema.ts';
import { judgePosted } from './section-form.rules.ts';
import { entryOf, openedBy, seenBy, signInByLink, Token } from './section-link.command.ts';

// Wider than the accepted length: a text that is too long is returned with its question instead of being lost.
const Text = z.string().max(20_000);
const PostedAnswer = z.strictObject({
  questionId: z.string().max(40),
  choice: z.string().max(20).nullable(),
  values: z.array(Text).max(40),
  notKnown: z.boolean(),
  note: Text,
  was: z.string().max(20),
  version: z.number().int(),
});
export type PostedAnswer = z.infer<typeof PostedAnswer>;
const Entry = z.strictObject(
  Object.fromEntries(PROVISION_FIELDS.map((field) => [field, Text])) as Record<(typeof PROVISION_FIELDS)[number], typeof Text>,
);
const PostedProvision = z.strictObject({ questionId: z.string().max(40), changes: z.uuid().nullable(), entry: Entry });
const Fault = z.object({
  questionId: z.string(),
  /** Of a provision: the newest row of what it changes, or null for a new one, and the entry as it was written. */
  law: z.object({ row: z.string().nullable(), entry: Entry }).optional(),
  code: z.custom<ErrorCode>((code) => typeof code === 'string'),
  details: z.record(z.string(), z.unknown()),
});
export type SectionFault = z.infer<typeof Fault>;

/**
 * Stores a whole section as its plain form sends it. Each valid answer and provision is stored; an invalid one is returned with its reason. Answers that others changed since
 * the form was opened are not overwritten.
 */
export const answerSection = defineCommand({
  name: 'returns/answer-section',
  permission: 'returns:answer',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({
    token: Token,
    answers: z.array(PostedAnswer).max(200),
    provisions: z.array(PostedProvision).max(400).default([]),
  }),
  answer: z.object({
    seen: LinkedSection,
    stored: z.array(z.string()),
    recorded: z.number().int(),
    faults: z.array(Fault),
    others: z.array(z.string()),
  }),
  storedResponse: () => ({}),
  signInStep: signInByLink('answer'),
  async run(context, { answers, provisions }) {
    const opened = await openedBy(context);
    const { link, found } = opened;
    const section = found.questionnaire.sections.find(({ id }) => id === link.sectionId)!;
    const known = await answersOf(context.db, found.id);
    const rows = new Map(known.map((row) => [row.questionId, row]));
    const judged = answers.flatMap((posted) => {
      const question = section.questions.find(({ id }) => id === posted.questionId);
      const row = rows.get(posted.questionId);
      return question && row ? [{ posted, question, row, verdict: judgePosted(question, row, posted, posted.was, posted.version) }] : [];
    });
    const stored = judged.flatMap(({ question, row, verdict }) =>
      verdict.outcome === 'keep' ? [{ question, row, given: verdict.given }] : [],
    );
    await storeAnswers(
      context,
      found,
      known,
      stored.map(({ question, row, given }) => ({ ...given, questionId: question.id, version: row.version, by: { link: link.id } })),
    );
    const rowsOfLaw = await provisionsOf(context.db, found);
    const law = provisions.flatMap((posted) => {
      const question = section.questions.find(({ id }) => id === posted.questionId);
      return question ? [{ posted, verdict: judgeProvision(question, posted, rowsOfLaw) }] : [];
    });
    const given = law.flatMap(({ verdict }) => (verdict.outcome === 'keep' && !verdict.overtaken ? [verdict.given] : []));
    await recordProvisions(context, found, given, { link: link.id });
    const lawFaults = law.flatMap(({ posted: { questionId, changes, entry }, verdict }): SectionFault[] => {
      if (verdict.outcome === 'fault') return [{ questionId, law: { row: changes, entry }, code: verdict.code, details: verdict.details }];
      // The entry is shown again next to the newest row, which it replaces when it is sent again.
      if (verdict.outcome === 'keep' && verdict.overtaken)
        return [{ questionId, law: { row: verdict.before?.id ?? null, entry }, code: 'returns/provision-changed', details: {} }];
      return [];
    });
    const isNew = stored.length > 0 || given.length > 0;
    if (link.acceptedAt === null && isNew) context.write(setLinkTime(context.db, link.id, 'accepted_at', context.now));
    const asked = section.questions.filter(
      ({ id }) => stored.some(({ question }) => question.id === id) || given.some(({ questionId }) => questionId === id),
    );
    const entry = entryOf(opened, 'answer');
    return {
      answer: {
        seen: { ...(await seenBy(context, opened)), accepted: link.acceptedAt !== null || isNew },
        stored: stored.map(({ question }) => question.id),
        recorded: given.length,
        faults: [
          ...judged.flatMap(({ posted, verdict }) =>
            verdict.outcome === 'fault' ? [{ questionId: posted.questionId, code: verdict.code, details: verdict.details }] : [],
          ),
          ...lawFaults,
        ],
        others: judged.flatMap(({ posted, row, verdict }) =>
          verdict.outcome === 'same' && row.version !== posted.version ? [posted.questionId] : [],
        ),
      },
      entry: {
        ...entry,
        clauses: clausesOf(found.editionId, asked.length > 0 ? asked : section.questions),
        detail: {
          ...entry.detail,
          questions: stored.map(({ question, given }) => [question.id, given.choice]),
          ...(given.length > 0 && { provisions: given }),
        },
      },
    };
  },
});
