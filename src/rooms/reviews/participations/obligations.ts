import { dayOf } from '#kernel/dates.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Origin, Status } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';
import { boundParties, obligationsOfParties } from '#rooms/commitments/index.ts';
import { type ItemView, viewItems } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { ReportEvidence } from './participation.schema.ts';

/** What the evidence says of one obligation today, and the evidence items that decided it. */
export type ObligationToday = { readonly status: Status; readonly origin: Origin | null; readonly decidedBy: readonly string[] };

/** What evidence says of one obligation, as a report and a page show it. */
export type ObligationShown = {
  readonly id: string;
  readonly clause: string;
  readonly reconstructed?: true;
  readonly status: Status;
  readonly origin: Origin | null;
  readonly evidence: readonly ReportEvidence[];
};

/** A party as a review sees it on a day. */
export type PartyToday = {
  readonly partyId: string;
  readonly names: { en: string; fr: string };
  /** Its group today: ally, contributor, headquarters, operation or contractor. */
  readonly group: string;
  /** Ids of the obligations it owes, in the order of the policy. */
  readonly owed: readonly string[];
  readonly status: ReadonlyMap<string, ObligationToday>;
};

/**
 * These parties today, or every party bound by an obligation today, as far as the subject may read their evidence. `within` limits reading to a label, where
 * the result is stored under that label.
 */
export async function obligationsOf(
  { db, now }: { db: Database; now: Date },
  edition: Edition,
  partyIds: readonly string[] | null,
  within?: RecordLabel,
): Promise<PartyToday[]> {
  const known = await boundParties(db, dayOf(now), partyIds === null ? {} : { ids: partyIds });
  const parties = partyIds === null ? known.filter((party) => party.owes.length > 0) : known;
  const obligationsByParty = await obligationsOfParties(db, edition, parties, now, within);
  return parties.map((party) => {
    const obligations = obligationsByParty.get(party.id)?.obligations ?? [];
    return {
      partyId: party.id,
      names: party.name,
      group: party.group,
      owed: obligations.filter((obligation) => obligation.commitment !== undefined).map((obligation) => obligation.obligation.id),
      status: new Map(obligations.map(({ obligation, status, origin, decidedBy }) => [obligation.id, { status, origin, decidedBy }])),
    };
  });
}

/** The obligations a round covers: those of its clauses, or all. */
export function scopeOf(edition: Edition, clauses: readonly string[]): Set<string> {
  return new Set(edition.obligations.filter((row) => clauses.length === 0 || clauses.includes(row.clause)).map((row) => row.id));
}

/** Names of these parties in both languages, as far as this reader may see them. */
export async function partyNames(db: Database, ids: readonly string[]): Promise<Map<string, { en: string; fr: string }>> {
  const { parties } = await readRegister(db, { ids });
  return new Map(parties.map((party) => [party.id, party.name]));
}

/** The submitted evidence items among these ids that belong to a party. */
export async function itemsOf(db: Database, partyId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await viewItems(db, ids)).filter((item) => item.partyId === partyId && item.submittedAt !== null).map((item) => item.id);
}

/** Evidence items by id, as a report cites them. A purged item has no title or source any more and is left out. */
export async function citedItems(db: Database, ids: readonly string[]): Promise<Map<string, ReportEvidence>> {
  const items = ids.length === 0 ? [] : await viewItems(db, [...new Set(ids)]);
  return new Map(items.flatMap((item) => cite(item)).map((item) => [item.id, item]));
}

/** An obligation as a report shows it before any answer or rating: only what the evidence says today. */
export function obligationToday(
  edition: Edition,
  id: string,
  party: PartyToday | undefined,
  items: ReadonlyMap<string, ReportEvidence>,
): ObligationShown {
  const { clause, reconstructed } = edition.obligation(id);
  const obligation = party?.status.get(id);
  return {
    id,
    clause,
    ...(reconstructed && { reconstructed }),
    status: obligation?.status ?? 'not-reported',
    origin: obligation?.origin ?? null,
    evidence: (obligation?.decidedBy ?? []).flatMap((item) => items.get(item) ?? []),
  };
}

function cite({ id, kind, title, source, date, asOf, origin }: ItemView): ReportEvidence[] {
  if (title === null || source === null) return [];
  return [{ id, kind, title, date, source: source.en, sources: source, asOf, origin }];
}
