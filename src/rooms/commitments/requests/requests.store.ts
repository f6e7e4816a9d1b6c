import { sql } from 'kysely';
import { addMonths, dayOf } from '#kernel/dates.ts';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';

/** What a party is asked about: the obligations, by what, and how many months the request covers from `from` on. */
export type Request = {
  readonly partyId: string;
  readonly editionId: string;
  readonly kind: 'round' | 'return';
  readonly obligationIds: readonly string[];
  readonly from: Date;
  readonly months: number;
};

/** Which obligations of a party are covered by a request today. A party without an entry: the subject does not know of every request of it. */
export type RequestedObligations = ReadonlyMap<string, ReadonlySet<string>>;

/** Records what parties are asked about, in the command that asks. Queued. Only the policy office asks by a round; a nation may open its own return. */
export function recordRequests({ write, newId, now }: Pick<CommandContext, 'write' | 'newId' | 'now'>, requests: readonly Request[]): void {
  if (requests.length === 0) return;
  const today = dayOf(now);
  const rows = requests.map(({ partyId, editionId, kind, obligationIds, from, months }) => {
    const until = dayOf(addMonths(from, months));
    return {
      id: newId(),
      edition_id: editionId,
      party_id: partyId,
      kind,
      obligation_ids: obligationIds,
      requested_on: today,
      covers_until: [until, today].toSorted().at(-1),
    };
  });
  write(sql`insert into commitments.request (id, edition_id, party_id, kind, obligation_ids, requested_on, covers_until)
    select id, edition_id, party_id, kind, obligation_ids, requested_on, covers_until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, edition_id text, party_id uuid, kind text, obligation_ids text[], requested_on date, covers_until date)`);
}

/** What these parties are asked about on a day, as far as the subject knows of every request of a party. */
export async function requestedObligations(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
  day: string,
): Promise<RequestedObligations> {
  const { rows } = await sql<{ partyId: string; obligationIds: string[] | null }>`select p.id as "partyId",
      (select array_agg(distinct o) from commitments.request r, unnest(r.obligation_ids) as o
        where r.party_id = p.id and r.edition_id = ${editionId} and r.requested_on <= ${day} and r.covers_until >= ${day}) as "obligationIds"
    from unnest(${[...partyIds]}::uuid[]) as p (id)
    where (select identity.holds(identity.group('office'))) or p.id = any ((select identity.parties(identity.group('writers')))::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ partyId, obligationIds }) => [partyId, new Set(obligationIds)]));
}
