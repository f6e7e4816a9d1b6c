import { sql } from 'kysely';
import { LABELS } from '#kernel/labels.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ReturnRecord } from '../../return.store.ts';
import type { Provision, ProvisionFields } from './provision.schema.ts';

export type ProvisionRecord = Provision & { id: string; period: string; by: string | null; byLink: string | null; at: Date };

/** Who records a provision: a person, or the holder of a link. */
export type Recorder = { person: string } | { link: string };

/**
 * The provisions of a party as this reader may see them in a return, with their history, the oldest row first: recorded in this return or for an earlier year. What may not be
 * copied under the label of the return is left out.
 */
export async function provisionsOf(db: Database, found: Pick<ReturnRecord, 'partyId' | 'period' | 'label'>): Promise<ProvisionRecord[]> {
  const { rows } =
    await sql<ProvisionRecord>`select p.id, p.provision_id as "provisionId", p.instrument, p.article, p.law, p.paragraph, p.wording,
      p.penalty_from as "penaltyFrom", p.penalty_to as "penaltyTo", p.penalty_unit as "penaltyUnit", p.penalty_note as "penaltyNote", p.address,
      p.in_force_from::text as "inForceFrom", p.in_force_until::text as "inForceUntil", p.recorded_by as by, p.by_link as "byLink", p.recorded_at as at, p.period
    from returns.provision p
    where p.party_id = ${found.partyId} and p.period <= ${found.period} and p.label_level <= ${LABELS.indexOf(found.label.level)}
      and (p.releasable_to is null or ${found.label.releasableTo}::uuid[] <@ p.releasable_to)
    order by p.recorded_at, p.id`.execute(db);
  return rows;
}

/** Adds a row: a new provision, or a change of one. */
export function insertProvision(
  db: Database,
  of: Pick<ReturnRecord, 'id' | 'partyId' | 'period'>,
  row: ProvisionFields & { id: string; provisionId: string; instrument: string; article: string; by: Recorder; at: Date },
) {
  return db.insertInto('returns.provision').values({
    id: row.id,
    provision_id: row.provisionId,
    return_id: of.id,
    party_id: of.partyId,
    period: of.period,
    instrument: row.instrument,
    article: row.article,
    law: row.law,
    paragraph: row.paragraph,
    wording: row.wording,
    penalty_from: row.penaltyFrom,
    penalty_to: row.penaltyTo,
    penalty_unit: row.penaltyUnit,
    penalty_note: row.penaltyNote,
    address: row.address,
    in_force_from: row.inForceFrom,
    in_force_until: row.inForceUntil,
    recorded_by: 'person' in row.by ? row.by.person : null,
    by_link: 'link' in row.by ? row.by.link : null,
    recorded_at: row.at,
  });
}
