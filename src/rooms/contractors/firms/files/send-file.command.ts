import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { FileName, UploadedFile } from '#rooms/evidence/index.ts';
import { recordPlan } from '../../plans/record-plan.ts';
import { Token } from '../firm.schema.ts';
import { ownQuestions } from '../firm.store.ts';
import { BY_FIRM_LINK, entryOf, getLinked, messageOf } from '../firm-entry.ts';
import { FILE_ABOUT, FILE_LIMITS } from '../firm-file.rules.ts';
import { fileLines } from '../firm-texts.ts';
import { insertFile, insertFileChunk, sentSoFar } from './file.store.ts';

/**
 * Stores one file that a firm sent by its link, whole or not at all, with the text that says what it is (5f, P5f.4). A plan is recorded as received from the firm: the
 * contracting party has to review it. A signed certification certifies nothing alone: a person reads which statements it has.
 */
export const sendFile = defineCommand({
  ...BY_FIRM_LINK,
  name: 'contractors/send-file-by-link',
  input: z.strictObject({
    token: Token,
    id: z.uuid(),
    locale: z.enum(LOCALES),
    about: z.enum(FILE_ABOUT),
    /** The question that it answers. */
    questionId: z.uuid().nullable(),
    name: FileName,
    pages: z.int().positive().nullable(),
    file: z.custom<UploadedFile>((given) => given instanceof UploadedFile),
  }),
  answer: z.object({ sha256: z.string() }),
  async run(context, { id, locale, about, questionId, name, pages, file }) {
    const { db, subject, now } = context;
    const linked = await getLinked(context);
    const [questions, sent] = await Promise.all([ownQuestions(db), sentSoFar(db)]);
    const question = questions.find((one) => one.id === questionId);
    if ((question === undefined) === (about === 'answer')) throw new AppError('platform/not-found');
    if (sent.files >= FILE_LIMITS.files || sent.bytes + file.bytes > FILE_LIMITS.bytes) throw new AppError('contractors/firm-files-full');
    const { contractId, partyId, memberId } = linked;
    const { bytes, sha256, mediaType } = file;
    const told = { about, name, bytes, sha256, question: question?.question ?? null };
    const lines = fileLines(locale, { linked, linkId: subject.person, now }, told);
    const message = await messageOf(context, linked, { id, kind: 'file', lines, ...(questionId !== null && { questionId }) });
    await context.change(message.insert);
    await insertFile(db, { id, firmId: memberId ?? contractId, partyId, about, name, mediaType, bytes, sha256, pages });
    let seq = 0;
    for await (const chunk of file.chunks()) await insertFileChunk(db, { id, partyId, seq: seq++, bytes: chunk, at: now });
    if (about === 'plan')
      await recordPlan(context, { contractId, partyId, memberId, on: dayOf(now), title: name, file: { name, sha256 } }, 'firm');
    return {
      answer: { sha256: message.sha256 },
      entry: entryOf(linked, subject.person, { use: 'file', message: id, about, bytes, sha256 }),
    };
  },
});
