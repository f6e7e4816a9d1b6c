import { dayOf, lastDayOf, plusMonths } from '#kernel/dates.ts';
import type { MeasuredPeriod } from '#rooms/evidence/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { isStale, type LatestItem } from '../status.rules.ts';
import { obligationsBehind } from './carried-over.rules.ts';
import { NIL_INTERVAL } from './obligation-status.rules.ts';

/** A period in which a case would contradict a nil return on the obligation `of`, and how many editions back the case was recorded. */
export type NilPeriod = MeasuredPeriod & { readonly of: string; readonly editionsBack: number };

/**
 * The periods of the nil returns of a party that have not lapsed, for each kind of case that decides the obligation: under the edition, and under earlier ones
 * whose evidence carries over. The first days may be a few too early where months differ in length; the status rules decide.
 */
export function nilPeriods(edition: Edition, partyId: string, latest: ReadonlyMap<string, readonly LatestItem[]>, now: Date): NilPeriod[] {
  return [...latest].flatMap(([of, items]) => {
    const nils = items.filter(({ says }) => says === 'nil');
    // An edition without nil returns has no interval for them.
    if (nils.length === 0) return [];
    const months = edition.freshMonths(NIL_INTERVAL, now);
    const ends = nils.filter(({ countsOn }) => !isStale(countsOn, months, dayOf(now))).map(({ countsOn }) => countsOn);
    const kinds = edition.obligation(of).evidence.kinds.filter((kind) => edition.evidenceKind(kind).occurrence);
    return obligationsBehind(edition, of).flatMap(({ editionId, obligationIds }, editionsBack) =>
      obligationIds.flatMap((obligationId) =>
        kinds.flatMap((kind) =>
          ends.map((end) => {
            const to = lastDayOf(end);
            return { editionId, partyId, obligationId, kind, from: plusMonths(to, -(months ?? 0)), to, of, editionsBack };
          }),
        ),
      ),
    );
  });
}
