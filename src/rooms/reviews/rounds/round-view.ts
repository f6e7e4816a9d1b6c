import type { RoundRow } from '../participations/round-row.store.ts';
import type { Release } from '../reviews.schema.ts';
import type { RoundState } from './round.rules.ts';
import type { RoundView } from './round.schema.ts';
import { calendarOf } from './round.store.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A round as shown in lists and on pages. */
export function viewRound(row: RoundRow): RoundView {
  return {
    id: row.id,
    title: { en: row.title_en, fr: row.title_fr },
    state: row.state as RoundState,
    editionId: row.edition_id,
    authority:
      row.authority_id === null
        ? null
        : {
            id: row.authority_id,
            name: { en: row.name_en ?? '', fr: row.name_fr ?? '' },
            reviews: { en: row.reviews_en ?? '', fr: row.reviews_fr ?? '' },
            intervalMonths: row.interval_months,
          },
    scope: row.scope,
    calendar: calendarOf(row),
    ratings: row.ratings,
    plannedAt: row.planned_at.toISOString(),
    openedAt: iso(row.opened_at),
    adoptedAt: iso(row.adopted_at),
    closedAt: iso(row.closed_at),
    sha256: row.sha256,
    release: row.release as Release | null,
    version: row.version,
  };
}
