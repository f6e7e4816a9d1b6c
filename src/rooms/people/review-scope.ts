import { dayOf } from '#kernel/dates.ts';
import type { Subject } from '#platform/identity/subject.ts';
import type { QueryContext } from '#platform/query.ts';
import type {} from '#rooms/policy/index.ts';
import { partyNamesOf } from './access.store.ts';
import { reviewDue } from './access-review.rules.ts';
import type { ReviewDue } from './access-review.schema.ts';
import { lastReviews, runningGrants } from './access-review.store.ts';

/** A number of days of the edition, with where it comes from. */
export function daysOf({ platform }: Pick<QueryContext, 'platform'>, id: 'access-review' | 'grant-warning') {
  const { value, origin } = platform.services.catalogue.current.parameter(id);
  return { days: Number(value), origin: origin.text };
}

/** Whether somebody reviews the grants of a party (null: roles without one): the policy office, and a party's administrator. */
export function reviews(subject: Subject, partyId: string | null): boolean {
  return (
    subject.sole ||
    subject.grants.some(({ role, party }) => role === 'policy-office' || (role === 'party-admin' && partyId !== null && party === partyId))
  );
}

export type GrantRunning = Awaited<ReturnType<typeof runningGrants>>[number];

/** The grants this reader reviews, by party. */
export async function grantsByParty({ db, now }: QueryContext, subject: Subject): Promise<Map<string | null, GrantRunning[]>> {
  const grants = await runningGrants(db, dayOf(now));
  return Map.groupBy(
    grants.filter((grant) => reviews(subject, grant.party_id)),
    (grant) => grant.party_id,
  );
}

/** When each party is due for its access review, the nearest first. */
export async function reviewsDue(context: QueryContext, grants: Map<string | null, GrantRunning[]>): Promise<ReviewDue[]> {
  const { db, now } = context;
  const last = await lastReviews(db);
  const names = await partyNamesOf(
    db,
    [...grants.keys()].filter((id) => id !== null),
  );
  const { days } = daysOf(context, 'access-review');
  const lines = [...grants].map(([id, some]): ReviewDue => {
    const reviewed = last.get(id);
    const lastReview = reviewed ? dayOf(reviewed) : null;
    const firstGiven = dayOf(new Date(Math.min(...some.map((grant) => grant.granted_at.getTime()))));
    return {
      party: id === null ? null : { id, name: names.get(id) ?? { en: '', fr: '' } },
      grants: some.length,
      lastReview,
      ...reviewDue({ lastReview, firstGiven }, days, dayOf(now)),
    };
  });
  return lines.toSorted((a, b) => a.due.localeCompare(b.due) || (a.party?.name.en ?? '').localeCompare(b.party?.name.en ?? ''));
}
