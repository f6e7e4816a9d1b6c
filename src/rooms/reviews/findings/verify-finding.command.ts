import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { editionOfRound, reviewClauses } from '../participations/participation-action.ts';
import { decideVerify, type FindingState } from './finding.rules.ts';
import { VerifyAnswer, VerifyFinding } from './finding.schema.ts';
import { changeFinding, eventsOf, findFinding, insertFindingEvent, reportersOf } from './finding.store.ts';
import { findingForAction, followUp } from './finding-action.ts';

/**
 * A second person checks the reported progress and closes or reopens the finding. In one-person mode the same person may do so, and the record and the report
 * say so.
 */
export const verifyFinding = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'verify'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: VerifyFinding,
  answer: VerifyAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, input) {
    const { db, write, change, subject, now, newId } = context;
    const finding = await findingForAction(context, input);
    const events = await eventsOf(db, [finding.id]);
    const { to, samePerson } = unwrap(
      decideVerify({
        state: finding.state as FindingState,
        reporters: reportersOf(events),
        verifier: subject.person,
        onePersonMode: subject.sole,
        settled: input.settled,
        reason: input.reason,
      }),
    );
    await followUp(context, finding, 'verify');
    await change(changeFinding(db, finding, { state: to }), 'platform/conflict');
    const written = { kind: input.settled ? 'closed' : 'refused', text: input.reason, samePerson, by: subject.person, at: now };
    write(insertFindingEvent(db, { id: newId(), findingId: finding.id, partyId: finding.party_id, ...written }));
    return {
      answer: { id: finding.id, state: to, version: finding.version + 1, samePerson },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: finding.party_id,
        clauses: reviewClauses(await editionOfRound(context, finding.round_id), finding.obligation_ids),
        evidenceKind: 'EV-FIND',
        detail: { settled: input.settled, reason: input.reason, samePerson },
      },
    };
  },
});
