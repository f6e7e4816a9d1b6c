import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { SiteVisits } from './visit.schema.ts';
import '../permissions.ts';

/** The visits to the workers of a contract, the newest first (5f). */
export const listVisits = defineQuery({
  name: 'contractors/list-visits',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: SiteVisits,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db }, { contractId }) {
    const { rows } = await sql<
      z.infer<typeof SiteVisits>['visits'][number]
    >`select v.id, v.visited_on::text as "visitedOn", v.place, v.answers,
      v.note, p.name as by, array(select f.id::text from contractors.site_photo f where f.visit_id = v.id order by f.added_at, f.id) as photos from contractors.site_visit v join identity.person p on p.id = v.recorded_by
      where v.contract_id = ${contractId} order by v.visited_on desc, v.id`.execute(db);
    return { visits: rows };
  },
});
