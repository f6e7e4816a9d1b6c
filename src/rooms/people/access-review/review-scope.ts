import { dayOf } from '#kernel/dates.ts';
import { isIn } from '#kernel/roles.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';
import type {} from '#rooms/policy/index.ts';
import { partyNamesOf } from '../access/access.store.ts';
import { reviewDue } from './access-review.rules.ts';
import type { ReviewDue } from './access-review.schema.ts';
import { lastLooks, lastReviews, runningGrants } from './access-review.store.ts';

/** A number of days of the edition, with its origin. */
export function daysOf({ platform, now }: Pick<QueryContext, 'platform' | 'now'>, id: 'access-review' | 'grant-warning') {
  const { value, origin } = platform.services.catalogue.current.parameter(id, now);
  return { days: Number(value), origin: origin.text };
}

/** Whether a subject reviews the grants of a party (null: roles without one): the policy office and the party's administrator do. */
export function reviews(subject: Subject, partyId: string | null): boolean {
  return subject.sole || holdsRole(subject, 'office') || (partyId !== null && holdsRole(subject, 'party-admins', partyId));
}

export type GrantRunning = Awaited<ReturnType<typeof runningGrants>>[number];

/** The grants that this reader reviews, by party. */
export async function grantsByParty({ db, now }: QueryContext, subject: Subject): Promise<Map<string | null, GrantRunning[]>> {
  const grants = await runningGrants(db, dayOf(now));
  return Map.groupBy(
    grants.filter((grant) => reviews(subject, grant.party_id)),
    (grant) => grant.party_id,
  );
}

/**
 * When each party is due for this reader's access review, nearest first: counted from the longest-waiting grant. A party's administrator reviews neither their
 * own grant nor the reviewers', so after their signature those stay due for the policy office.
 */
export async function reviewsDue(context: QueryContext, grants: Map<string | null, GrantRunning[]>): Promise<ReviewDue[]> {
  const { db, now } = context;
  const subject = subjectOf(context);
  const office = holdsRole(subject, 'office');
  const [last, looked] = await Promise.all([lastReviews(db), lastLooks(db)]);
  const names = await partyNamesOf(
    db,
    [...grants.keys()].filter((id) => id !== null),
  );
  const { days } = daysOf(context, 'access-review');
  const lines = [...grants].flatMap(([id, some]): ReviewDue[] => {
    const mine = some.filter((grant) => grant.person_id !== subject.person && (office || !isIn('given-by-office', grant.role)));
    if (mine.length === 0) return [];
    const reviewed = last.get(id);
    const waits = dayOf(new Date(Math.min(...mine.map((grant) => (looked.get(grant.id) ?? grant.granted_at).getTime()))));
    return [
      {
        party: id === null ? null : { id, name: names.get(id) ?? { en: '', fr: '' } },
        grants: some.length,
        lastReview: reviewed ? dayOf(reviewed) : null,
        ...reviewDue(waits, days, dayOf(now)),
      },
    ];
  });
  return lines.toSorted((a, b) => a.due.localeCompare(b.due) || (a.party?.name.en ?? '').localeCompare(b.party?.name.en ?? ''));
}
