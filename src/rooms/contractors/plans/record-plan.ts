import type { CommandContext } from '#platform/command.ts';

/** A plan that a firm sent. `memberId` null: it is the contractor's. `file`: its name and hash. */
export type NewPlan = {
  contractId: string;
  partyId: string;
  memberId: string | null;
  on: string;
  title: string;
  file: { name: string; sha256: string } | null;
};

/**
 * Records in the transaction of the caller's command that a plan was received, and returns its id. With `source` 'firm' it came by the firm's own link and has no person
 * here who recorded it. Row-level security decides whether the caller may.
 */
export async function recordPlan(
  { db, change, subject, now, newId }: Pick<CommandContext, 'db' | 'change' | 'subject' | 'now' | 'newId'>,
  { contractId, partyId, memberId, on, title, file }: NewPlan,
  source: 'officer' | 'firm',
): Promise<string> {
  const id = newId();
  await change(
    db.insertInto('contractors.plan').values({
      ...{ id, contract_id: contractId, party_id: partyId, member_id: memberId, received_on: on, title, source },
      ...{ file_name: file?.name ?? null, sha256: file?.sha256 ?? null, recorded_at: now },
      recorded_by: source === 'officer' ? subject.person : null,
    }),
  );
  return id;
}
