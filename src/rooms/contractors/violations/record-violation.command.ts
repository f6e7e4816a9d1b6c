import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { findContract, membersOf, partyOfContract } from '../register/contract.store.ts';
import { RecordViolation, ViolationAnswer } from './violation.schema.ts';
import { dueAfter } from './violation-clocks.rules.ts';
import { clocksOn } from './violation-clocks.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records credible information of a violation under a contract (5f, P5f.3). It names no worker and no accused person. */
export const recordViolation = defineCommand({
  name: 'contractors/record-violation',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: RecordViolation,
  answer: ViolationAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, write, subject, now, newId }, { contractId, memberId, title, summary, provisions, source, danger, knownAt, notifiedAt }) {
    const [contract, members] = await Promise.all([findContract(db, contractId), membersOf(db, contractId)]);
    if (contract === undefined) throw new AppError('platform/not-found');
    if (memberId !== null && !members.some(({ id }) => id === memberId)) throw new AppError('contractors/other-contract');
    const [known, notified] = [new Date(knownAt), notifiedAt === null ? null : new Date(notifiedAt)];
    if (known > now || (notified !== null && notified > now)) throw new AppError('contractors/day-to-come');
    if (notified !== null && notified < known) throw new AppError('contractors/notified-before-known');
    const [id, today] = [newId(), dayOf(now)];
    const recorded = { party_id: contract.partyId, recorded_at: now, recorded_by: subject.person };
    write(
      db.insertInto('contractors.violation').values({
        ...{ id, contract_id: contractId, member_id: memberId, ...recorded },
        ...{ title, summary, provisions, source, danger, known_at: known, notified_at: notified, state: 'notified' },
        due_on: dueAfter('notify', { today, abateBy: null, replyBy: null, clocks: clocksOn(now) }),
      }),
    );
    write(
      db.insertInto('contractors.violation_step').values({
        ...{ id: newId(), violation_id: id, action: 'notify', on_day: today, note: null, detail: JSON.stringify({ source }), ...recorded },
      }),
    );
    return {
      answer: { violationId: id, state: 'notified' as const, version: 1 },
      entry: { subjectKind: 'violation', subjectId: id, partyId: contract.partyId, detail: { contract: contract.number, source, danger } },
    };
  },
});
