import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { lockFirm } from '../register/lock-firm.ts';
import { STATEMENTS } from './certification.rules.ts';
import { recordCertification } from './record-certification.ts';
import '../errors.ts';
import '../permissions.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** What a firm certified on paper. `memberId` null: the contractor. */
export const AddCertification = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid().nullable(),
  on: Day,
  name: text(200),
  function: text(200),
  statements: z.array(z.enum(STATEMENTS)).min(1).max(STATEMENTS.length),
  note: text(1000).nullable(),
});

/** Records a certification that a firm sent on paper or by mail (5f, P5f.4). */
export const addCertification = defineCommand({
  name: 'contractors/add-certification',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: AddCertification,
  answer: z.object({ certificationId: z.string() }),
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, input) {
    const { partyId, at } = await lockFirm(context, input.contractId, input.memberId);
    const certificationId = await recordCertification({ ...context, now: at }, { ...input, partyId, sha256: null }, 'officer');
    const { contractId, memberId, on, statements } = input;
    return {
      answer: { certificationId },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId,
        detail: { certification: certificationId, member: memberId, on, statements },
      },
    };
  },
});
