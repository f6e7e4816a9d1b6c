import { defineCommand, unwrap } from '#platform/command.ts';
import { piecesOf } from '../participations/duties.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, clausesOf, editionOfRound, partForAct, reviewClauses } from '../participations/part-act.ts';
import { decideFinding } from './finding.rules.ts';
import { DraftFinding, FindingAnswer } from './finding.schema.ts';
import { insertFinding } from './finding.store.ts';

/** Drafts a finding: graded, with an owner, a day, the duties it is about and the evidence it rests on. */
export const draftFinding = defineCommand({
  name: 'reviews/draft-finding',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: DraftFinding,
  answer: FindingAnswer,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, { participationId, ...content }) {
    const { db, write, subject, now, newId } = context;
    const found = await partForAct(context, { participationId }, 'find');
    const { part } = found;
    const known = new Set(await piecesOf(db, part.party_id, content.evidenceIds));
    unwrap(decideFinding(content, new Set(part.obligation_ids), known, found.today));
    const edition = await editionOfRound(context, part.round_id);
    const clauseIds = clausesOf(edition, content.obligationIds);
    const id = newId();
    await advance(context, found, 'find');
    write(
      insertFinding(db, { id, part, content: { ...content, clauseIds }, state: 'drafted', carriedFrom: null, by: subject.person, at: now }),
    );
    return {
      answer: { id, state: 'drafted' as const, version: 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: id,
        partyId: part.party_id,
        clauses: reviewClauses(edition, content.obligationIds),
        evidenceKind: 'EV-FIND',
        detail: { participation: part.id, ...content },
      },
    };
  },
});
