import type { RoundRow } from '../participations/round-row.store.ts';
import { viewRound } from '../rounds/round-view.ts';
import type { ReportRound } from './report.schema.ts';

/** The round as shown at the head of a report. */
export function headOf(row: RoundRow, adoptedBy: string | null): ReportRound {
  const view = viewRound(row);
  return {
    id: view.id,
    title: view.title,
    state: view.state,
    editionId: view.editionId,
    authority: view.authority?.name ?? null,
    scope: view.scope,
    ...(view.ratings ? view.calendar.cutOff !== null && { cutOff: view.calendar.cutOff } : { findingsOnly: true as const }),
    openedAt: view.openedAt,
    adoptedAt: view.adoptedAt,
    adoptedBy,
    release: view.release,
  };
}
