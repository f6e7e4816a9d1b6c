import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { findFinding } from '../findings/finding.store.ts';
import { PartAnswer } from '../participations/part.schema.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, editionOfRound, partForAct, reviewClauses } from '../participations/part-act.ts';
import { CommentOnDraft } from './draft.schema.ts';
import { decideComment } from './judgement.rules.ts';
import { insertComment } from './judgement.store.ts';

/** The party comments on its draft, or says that it has nothing (more) to say. Comments are kept for ever. */
export const commentOnDraft = defineCommand({
  name: 'reviews/comment-on-draft',
  permission: 'reviews:speak',
  clauses: (_, entry) => entry.clauses ?? [],
  input: CommentOnDraft,
  answer: PartAnswer,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, input) {
    const { db, write, subject, now, newId } = context;
    const found = await partForAct(context, { participationId: input.participationId }, 'comment');
    const { part } = found;
    const kind = unwrap(decideComment(input.text, input.done, part.comments_done_at !== null));
    const { obligationId, findingId } = input;
    if (obligationId !== null && !part.obligation_ids.includes(obligationId)) throw new AppError('reviews/not-asked', { obligationId });
    const finding = findingId === null ? undefined : await findFinding(db, findingId);
    if (findingId !== null && finding?.participation_id !== part.id) throw new AppError('platform/not-found');
    if (kind === 'comment')
      write(insertComment(db, { id: newId(), part, obligationId, findingId, text: input.text!, by: subject.person, at: now }));
    const version = await advance(context, found, 'comment', input.done ? { commentsDoneAt: now } : {});
    const edition = await editionOfRound(context, part.round_id);
    return {
      answer: { id: part.id, state: found.to, version },
      entry: {
        subjectKind: 'participation',
        subjectId: part.id,
        partyId: part.party_id,
        clauses: reviewClauses(edition, obligationId !== null ? [obligationId] : (finding?.obligation_ids ?? [])),
        detail: { obligation: obligationId, finding: findingId, text: input.text, done: input.done },
      },
    };
  },
});
