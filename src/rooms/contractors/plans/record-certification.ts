import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { membersOf } from '../register/contract.store.ts';
import { decideCertification, type Statement } from './certification.rules.ts';
import '../errors.ts';

/** What a firm certified. `memberId` null: it is the contractor's. `sha256`: of the statement as it was signed; null: there is none. */
export type NewCertification = {
  contractId: string;
  partyId: string;
  memberId: string | null;
  on: string;
  name: string;
  function: string;
  statements: readonly Statement[];
  note: string | null;
  sha256: string | null;
};

/**
 * Records what a firm certified, in the transaction of the caller's command, and returns its id. With `source` 'firm' it comes by the firm's own link and has no
 * person here who recorded it. Throws `contractors/certification-incomplete`, `contractors/day-to-come`, or `contractors/other-contract` where the firm is not
 * under this contract. Row-level security decides whether the caller may.
 */
export async function recordCertification(
  { db, change, now, newId, subject }: Pick<CommandContext, 'db' | 'change' | 'now' | 'newId' | 'subject'>,
  { contractId, partyId, memberId, on, statements, ...said }: NewCertification,
  source: 'officer' | 'firm',
): Promise<string> {
  unwrap(decideCertification({ on, statements }, latestDayOf(now)));
  if (memberId !== null && !(await membersOf(db, contractId)).some(({ id }) => id === memberId))
    throw new AppError('contractors/other-contract');
  const id = newId();
  await change(
    db.insertInto('contractors.certification').values({
      ...{ id, contract_id: contractId, party_id: partyId, member_id: memberId, certified_on: on },
      ...{ ...said, statements: [...statements], source, recorded_at: now },
      recorded_by: source === 'officer' ? subject.person : null,
    }),
  );
  return id;
}
