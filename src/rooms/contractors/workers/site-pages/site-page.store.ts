import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

type PageRow = {
  id: string;
  slug: string;
  name: string;
  agreedBy: string;
  agreedOn: string;
  agreedUntil: string;
  agreement: string;
};

/**
 * All pages of sites that a party published and did not take down, also those whose agreement has ended; the newest first. One that is not listed could not be
 * taken down.
 */
export async function sitePagesOf(db: Database, partyId: string): Promise<PageRow[]> {
  return (
    await sql<PageRow>`select s.id, s.slug, s.name, s.authority as "agreedBy", s.agreed_on::text as "agreedOn", s.agreed_until::text as "agreedUntil",
      s.agreement from contractors.site_page s where s.party_id = ${partyId} and s.withdrawn_at is null order by s.id desc`.execute(db)
  ).rows;
}

/** The party of a page of a site with its address; undefined where the reader sees no such page. */
export async function findSitePage(db: Database, id: string): Promise<{ partyId: string; slug: string } | undefined> {
  return (
    await sql<{ partyId: string; slug: string }>`select party_id as "partyId", slug from contractors.site_page where id = ${id}`.execute(db)
  ).rows[0];
}
