import { combineLabels, labelOfRow } from '#kernel/labels.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import { viewItems } from '#rooms/evidence/index.ts';
import type { ParticipationRecord } from '../participations/participation.store.ts';
import type { ReportParty } from './report.schema.ts';

/** The evidence items that a party's part of a report cites. */
export function itemsIn(party: Pick<ReportParty, 'obligations' | 'findings'>): string[] {
  return [
    ...party.obligations.flatMap((obligation) => obligation.evidence.map((item) => item.id)),
    ...party.findings.flatMap((finding) => finding.evidence),
  ];
}

/** The label of each part of a report, by party: combined from the participation and every evidence item it cites. */
export async function labelsOfParticipations(
  db: Database,
  participations: readonly ParticipationRecord[],
  reports: readonly ReportParty[],
): Promise<Map<string, ExportLabel>> {
  const labels = new Map((await viewItems(db, [...new Set(reports.flatMap(itemsIn))])).map((item) => [item.id, item.label]));
  return new Map(
    reports.map((report) => {
      // A round that is only planned has no participations yet.
      const participation = participations
        .filter((one) => one.party_id === report.id)
        .map((one) => labelOfRow(one.label_level, one.releasable_to));
      return [report.id, combineLabels([...participation, ...itemsIn(report).flatMap((id) => labels.get(id) ?? [])])];
    }),
  );
}
