import type { Database } from '#platform/db/transaction.ts';

/** The party of a site visit, for permission checks; undefined where the reader may not see it. */
export async function partyOfVisit(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.site_visit').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The party of a photograph, for permission checks; undefined where the reader may not see it. */
export async function partyOfPhoto(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.site_photo').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** How many photographs of a visit are stored. */
export async function countPhotos(db: Database, visitId: string): Promise<number> {
  const { n } = await db
    .selectFrom('contractors.site_photo')
    .select((of) => of.fn.countAll<string>().as('n'))
    .where('visit_id', '=', visitId)
    .executeTakeFirstOrThrow();
  return Number(n);
}
