import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { LocalAnswers, PlaceholderId } from './local-text.rules.ts';

export type Draft = { asOf: string; answers: LocalAnswers; writtenAt: Date; by: string; version: number };
export type LocalText = {
  id: string;
  placeholder: PlaceholderId;
  partyId: string;
  number: number;
  asOf: string;
  answers: LocalAnswers;
  signedAt: Date;
  by: string;
  evidenceId: string;
  withdrawnAt: Date | null;
  withdrawalReason: string | null;
};

/** The draft of a party's text, as far as the reader may see it. */
export async function findDraft(db: Database, placeholder: PlaceholderId, partyId: string): Promise<Draft | undefined> {
  return (
    await sql<Draft>`select d.as_of::text as "asOf", d.answers, d.written_at as "writtenAt", p.name as by, d.version
      from training.local_draft d join identity.person p on p.id = d.written_by where d.placeholder = ${placeholder} and d.party_id = ${partyId}`.execute(
      db,
    )
  ).rows[0];
}

/** The same, locked until the transaction ends. */
export async function lockDraft(db: Database, placeholder: PlaceholderId, partyId: string): Promise<Omit<Draft, 'by'> | undefined> {
  return (
    await sql<Draft>`select as_of::text as "asOf", answers, written_at as "writtenAt", version from training.local_draft
      where placeholder = ${placeholder} and party_id = ${partyId} for update`.execute(db)
  ).rows[0];
}

/** Every signed version of a party's text that the reader may see, newest first. */
export async function textsOf(db: Database, placeholder: PlaceholderId, partyId: string): Promise<LocalText[]> {
  return (
    await sql<LocalText>`select t.id, t.placeholder, t.party_id as "partyId", t.number, t.as_of::text as "asOf", t.answers, t.signed_at as "signedAt", p.name as by,
        t.evidence_id as "evidenceId", t.withdrawn_at as "withdrawnAt", t.withdrawal_reason as "withdrawalReason"
      from training.local_text t join identity.person p on p.id = t.signed_by where t.placeholder = ${placeholder} and t.party_id = ${partyId} order by t.number desc`.execute(
      db,
    )
  ).rows;
}

/** For the list: the signed text in force of these parties, and the drafts that differ from it. */
export async function currentTexts(db: Database, partyIds: readonly string[]) {
  const [{ rows: texts }, { rows: drafts }] = await Promise.all([
    sql<{
      placeholder: PlaceholderId;
      partyId: string;
      number: number;
      asOf: string;
    }>`select distinct on (placeholder, party_id) placeholder, party_id as "partyId", number, as_of::text as "asOf"
      from training.local_text where party_id = ${anyOf(partyIds)} and withdrawn_at is null order by placeholder, party_id, number desc`.execute(
      db,
    ),
    sql<{
      placeholder: PlaceholderId;
      partyId: string;
      draft: { asOf: string; answers: LocalAnswers };
      inForce: { asOf: string; answers: LocalAnswers } | null;
    }>`select d.placeholder, d.party_id as "partyId", jsonb_build_object('asOf', d.as_of, 'answers', d.answers) as draft,
        case when t.as_of is not null then jsonb_build_object('asOf', t.as_of, 'answers', t.answers) end as "inForce" from training.local_draft d left join lateral (
        select t.as_of, t.answers from training.local_text t where t.placeholder = d.placeholder and t.party_id = d.party_id and t.withdrawn_at is null
        order by t.number desc limit 1) t on true
      where d.party_id = ${anyOf(partyIds)} and (d.as_of, d.answers) is distinct from (t.as_of, t.answers)`.execute(db),
  ]);
  return { texts, drafts };
}

/** What a learner reads in a placeholder: the party's newest text that was not withdrawn, with its date; undefined where it is missing. */
export async function readPlaceholder(
  db: Database,
  placeholder: PlaceholderId,
  partyId: string,
): Promise<{ asOf: string; answers: LocalAnswers } | undefined> {
  return (
    await sql<{ asOf: string; answers: LocalAnswers }>`select as_of::text as "asOf", answers from training.local_text
      where placeholder = ${placeholder} and party_id = ${partyId} and withdrawn_at is null order by number desc limit 1`.execute(db)
  ).rows[0];
}
