import type { Database } from '#platform/db/transaction.ts';

/** The participations of a party in open rounds, as far as this reader may see them, with the dates of the round. */
export function openParticipations(db: Database, partyId: string) {
  return db
    .selectFrom('reviews.participation as p')
    .innerJoin('reviews.round as r', 'r.id', 'p.round_id')
    .select(['p.self_assessment_due', 'p.comment_due', 'p.submitted_at', 'p.comments_done_at', 'p.voluntary'])
    .select(['r.title_en', 'r.title_fr', 'r.adoption_planned'])
    .where('p.party_id', '=', partyId)
    .where('r.state', '=', 'open')
    .orderBy('r.id')
    .execute();
}
