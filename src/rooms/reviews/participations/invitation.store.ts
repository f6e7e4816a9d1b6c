import { sql } from 'kysely';
import { group } from '#kernel/roles.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { languagesAt } from '#rooms/people/index.ts';

/** Stores the language of the invitations to a participation. */
export function storeInvitationLanguage(db: Database, participationId: string, language: Locale) {
  return db.updateTable('reviews.participation').set({ invitation_language: language }).where('id', '=', participationId);
}

/**
 * The language of invitations to each party: the choice for this round, else for an earlier one, else the language of its representatives where all use the same
 * one, else English.
 */
export async function invitationLanguages(db: Database, roundId: string, partyIds: readonly string[]): Promise<Map<string, Locale>> {
  const { rows } = await sql<{ partyId: string; language: Locale }>`
    select distinct on (party_id) party_id as "partyId", invitation_language as language from reviews.participation
    where party_id = ${anyOf(partyIds)} and invitation_language is not null order by party_id, (round_id = ${roundId}) desc, id desc`.execute(
    db,
  );
  const chosen = new Map(rows.map((row) => [row.partyId, row.language]));
  const spoken = await languagesAt(db, partyIds, group('speakers'));
  return new Map(partyIds.map((id) => [id, chosen.get(id) ?? spoken.get(id) ?? 'en']));
}
