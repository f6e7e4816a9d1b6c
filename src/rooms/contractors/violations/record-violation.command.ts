import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { earlierContractorsOf, findContract, membersOf, partyOfContract } from '../register/contract.store.ts';
import { findSet, notifiedBy } from '../sets/set.store.ts';
import { mailAtOnce } from './mail-at-once.ts';
import { notifyViolation } from './notify-violation.ts';
import { violatedOf } from './violated-provisions.ts';
import { RecordViolation, ViolationAnswer } from './violation.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records credible information of a violation under a contract (5f, P5f.3), by a firm of it: of today, or an earlier contractor. It names no worker and no accused person. */
export const recordViolation = defineCommand({
  name: 'contractors/record-violation',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: RecordViolation,
  answer: ViolationAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId, memberId, contractor, title, summary, provisions, source, danger, knownAt, notifiedAt }) {
    const { db, subject, now } = context;
    const [contract, members, earlier] = await Promise.all([
      findContract(db, contractId),
      membersOf(db, contractId),
      earlierContractorsOf(db, contractId),
    ]);
    if (contract === undefined) throw new AppError('platform/not-found');
    if (memberId !== null && !members.some(({ id }) => id === memberId)) throw new AppError('contractors/other-contract');
    const contractors = memberId === null ? [contract.contractor, ...earlier.map(({ name }) => name)] : [];
    if (contractor !== null && !contractors.includes(contractor)) throw new AppError('contractors/other-contract');
    const set = await findSet(db, contract.partyId, contract.setId);
    const violated = violatedOf(set, contract.setId, provisions);
    const [known, notified] = [new Date(knownAt), notifiedAt === null ? null : new Date(notifiedAt)];
    if (known > now || (notified !== null && notified > now)) throw new AppError('contractors/day-to-come');
    if (notified !== null && notified < known) throw new AppError('contractors/notified-before-known');
    const id = notifyViolation(
      context,
      {
        ...{ contractId, partyId: contract.partyId, memberId, contractor: contractor ?? contract.contractor },
        ...{ title, summary, ...violated, source, danger },
        notify: set === undefined ? [] : notifiedBy(set),
        ...{ knownAt: known, notifiedAt: notified },
      },
      { recorded_by: subject.person },
    );
    if (danger || notified !== null) await mailAtOnce(context, contractId);
    return {
      answer: { violationId: id, state: 'notified' as const, version: 1 },
      entry: {
        subjectKind: 'violation',
        subjectId: id,
        partyId: contract.partyId,
        detail: { contract: contract.number, ...(contractor !== null && { contractor }), source, danger, provisions: violated.provisions },
      },
    };
  },
});
