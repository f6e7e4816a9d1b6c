import { sql } from 'kysely';
import { dayOf, plusMonths } from '#kernel/dates.ts';
import { inEach } from '#kernel/languages.ts';
import type { QueryContext } from '#platform/query.ts';
import { isStillSaid, measuredStates, type NewItem } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { contractorObligations } from '../../clauses.ts';
import { clocksOn } from '../../violations/violation-clocks.ts';
import { saysOfNotices } from '../firm-link.rules.ts';
import { translateNoticeEvidence } from './texts.ts';

/** The kind of evidence that notices of a contractor give. */
export const NOTICE_KIND = 'EV-NOTI';

type Counted = { party: string; notices: number; inTime: number };

/** The notices of each contractor in the last twelve months. Only the installation may ask. */
export async function countedNotices({ db, now }: Pick<QueryContext, 'db' | 'now'>): Promise<Counted[]> {
  const since = plusMonths(dayOf(now), -12);
  const { rows } = await sql<{
    found: Counted[];
  }>`select contractors.count_notices(${since}, ${clocksOn(now).limitHours}) as found`.execute(db);
  return rows[0]!.found;
}

/** What a contractor's notices show today (P5f.4), and whether its newest evidence says something else or is a month old; null where no obligation asks for it. */
export async function noticeItem(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  { party, notices, inTime }: Counted,
): Promise<{ item: Omit<NewItem, 'origin'>; isNew: boolean } | null> {
  const edition = currentEdition();
  const obligationIds = contractorObligations(NOTICE_KIND);
  if (obligationIds.length === 0) return null;
  const words = { notices, inTime, hours: clocksOn(now).limitHours };
  const item = {
    ...{
      partyId: party,
      editionId: edition.id,
      obligationIds,
      kind: NOTICE_KIND,
      says: saysOfNotices({ notices, inTime }),
      date: dayOf(now),
    },
    title: inEach((locale) => translateNoticeEvidence(locale, 'title', words)),
    source: inEach((locale) => translateNoticeEvidence(locale, 'source')),
  };
  const [newest] = await measuredStates(db, { partyId: party, editionId: edition.id, kind: NOTICE_KIND, obligationIds });
  return { item, isNew: !isStillSaid(newest, item, now) };
}
