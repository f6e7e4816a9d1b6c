import { defineCommand, settle } from '#platform/command.ts';
import { piecesOf } from './duties.ts';
import { decideFinding, decideFindingStep, type FindingState } from './finding.rules.ts';
import { changeFinding, findFinding, insertFinding, insertFindingEvent } from './finding.store.ts';
import { DraftFinding, FindingAnswer, ReviseFinding, WithdrawFinding } from './part.schema.ts';
import { partyOfPart } from './part.store.ts';
import { advance, editionOfRound, findingForAct, partForAct, reviewClauses } from './part-act.ts';

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
    settle(decideFinding(content, new Set(part.obligation_ids), known, found.today));
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

/** Words a drafted finding anew, for instance after a comment was accepted. The earlier wording stays in the ledger. */
export const reviseFinding = defineCommand({
  name: 'reviews/revise-finding',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: ReviseFinding,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, { findingId, version, reason, ...content }) {
    const { db, write, change, subject, now, newId } = context;
    const before = (await findFinding(db, findingId))!;
    const { part, today } = await partForAct(context, { participationId: before.participation_id }, 'find');
    const finding = await findingForAct(context, { findingId, version });
    const state = settle(decideFindingStep(finding.state as FindingState, 'revise'));
    const known = new Set(await piecesOf(db, part.party_id, content.evidenceIds));
    settle(decideFinding(content, new Set(part.obligation_ids), known, today));
    const edition = await editionOfRound(context, part.round_id);
    await change(
      changeFinding(db, finding, { state, content: { ...content, clauseIds: clausesOf(edition, content.obligationIds) } }),
      'platform/conflict',
    );
    const event = {
      id: newId(),
      findingId: finding.id,
      partyId: part.party_id,
      kind: 'revised',
      text: reason,
      by: subject.person,
      at: now,
    };
    write(insertFindingEvent(db, event));
    const was = {
      grade: finding.grade,
      title: finding.title,
      text: finding.body,
      obligationIds: finding.obligation_ids,
      owner: finding.owner,
      due: finding.due,
    };
    return {
      answer: { id: finding.id, state, version: finding.version + 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: part.party_id,
        clauses: reviewClauses(edition, content.obligationIds),
        evidenceKind: 'EV-FIND',
        detail: { before: was, after: content, reason },
      },
    };
  },
});

/** Takes a drafted finding back before adoption, with a reason. It stays readable as withdrawn. */
export const withdrawFinding = defineCommand({
  name: 'reviews/withdraw-finding',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: WithdrawFinding,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, { findingId, version, reason }) {
    const { db, write, change, subject, now, newId } = context;
    const before = (await findFinding(db, findingId))!;
    const { part } = await partForAct(context, { participationId: before.participation_id }, 'find');
    const finding = await findingForAct(context, { findingId, version });
    const state = settle(decideFindingStep(finding.state as FindingState, 'withdraw'));
    await change(changeFinding(db, finding, { state }), 'platform/conflict');
    const event = {
      id: newId(),
      findingId: finding.id,
      partyId: part.party_id,
      kind: 'withdrawn',
      text: reason,
      by: subject.person,
      at: now,
    };
    write(insertFindingEvent(db, event));
    return {
      answer: { id: finding.id, state, version: finding.version + 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: part.party_id,
        clauses: ['5g', ...finding.clause_ids],
        evidenceKind: 'EV-FIND',
        detail: { reason },
      },
    };
  },
});

function clausesOf(edition: Parameters<typeof reviewClauses>[0], obligationIds: readonly string[]): string[] {
  return [...new Set(obligationIds.map((id) => edition.obligation(id).clause))];
}
