import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { AgreeToPublication, PartAnswer } from '../../participations/part.schema.ts';
import { agree, partyOfPart } from '../../participations/part.store.ts';
import { editionOfRound, partForAct, reviewClauses } from '../../participations/part-act.ts';
import { publishedAt } from './publication.store.ts';

/** A signer of the party agrees that its part may be published with its comments, or takes that back while nothing is published. */
export const agreeToPublication = defineCommand({
  name: 'reviews/agree-to-publication',
  permission: 'reviews:sign',
  clauses: (_, entry) => entry.clauses ?? [],
  input: AgreeToPublication,
  answer: PartAnswer,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, { agreed, ...input }) {
    const { db, change, subject, now } = context;
    const { part, to } = await partForAct(context, input, 'agree-to-publication');
    if ((await publishedAt(db, [part.round_id])).size > 0) throw new AppError('reviews/published');
    await change(agree(db, part, agreed ? { by: subject.person, at: now } : null), 'platform/conflict');
    const clauses = reviewClauses(await editionOfRound(context, part.round_id), []);
    return {
      answer: { id: part.id, state: to, version: part.version + 1 },
      entry: { subjectKind: 'participation', subjectId: part.id, partyId: part.party_id, clauses, detail: { agreed } },
    };
  },
});
