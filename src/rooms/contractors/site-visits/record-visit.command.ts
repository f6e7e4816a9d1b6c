import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { findContract, partyOfContract } from '../register/contract.store.ts';
import { findingsOf, notSeen, unexplained } from './visit.rules.ts';
import { RecordVisit, VisitAnswer } from './visit.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records a visit to the workers of a contract (5f). The log holds which questions have findings, and none of their words. */
export const recordVisit = defineCommand({
  name: 'contractors/record-visit',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: RecordVisit,
  answer: VisitAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, write, subject, now, newId }, { contractId, visitedOn, place, answers, note }) {
    const contract = await findContract(db, contractId);
    if (contract === undefined) throw new AppError('platform/not-found');
    if (isDayToCome(visitedOn, now)) throw new AppError('contractors/day-to-come');
    if (unexplained(answers).length > 0) throw new AppError('contractors/finding-unexplained');
    const id = newId();
    write(
      db.insertInto('contractors.site_visit').values({
        ...{ id, contract_id: contractId, party_id: contract.partyId, visited_on: visitedOn, place, note },
        ...{ answers: JSON.stringify(answers), recorded_at: now, recorded_by: subject.person },
      }),
    );
    return {
      answer: { visitId: id },
      entry: {
        ...{ subjectKind: 'site-visit', subjectId: id, partyId: contract.partyId },
        detail: { contract: contract.number, visitedOn, findings: findingsOf(answers), notSeen: notSeen(answers) },
      },
    };
  },
});
