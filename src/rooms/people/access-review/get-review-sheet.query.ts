import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { ROLE } from '#kernel/roles.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { partyNamesOf } from '../access/access.store.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { grantsOf } from '../people.store.ts';
import { needsRenewal } from './access-review.rules.ts';
import { AskReview, ReviewSheet } from './access-review.schema.ts';
import { lastUse, pastReviews, toReview } from './access-review.store.ts';
import { daysOf, grantsByParty, reviews, reviewsDue } from './review-scope.ts';
import '../permissions.ts';

/** The grants of a party for its review: holder, expiry, last use, giver, and which of them this reader may keep or end. */
export const getReviewSheet = defineQuery({
  name: 'people/get-review-sheet',
  permission: 'people:review-access',
  input: AskReview,
  answer: ReviewSheet,
  protects: { kind: 'people' },
  async run(context, input) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const partyId = input.partyId === 'none' ? null : input.partyId;
    if (!reviews(subject, partyId)) throw new AppError('platform/not-found');
    const grants = (await grantsByParty(context, subject)).get(partyId) ?? [];
    const holders = new Map(grants.map((grant) => [grant.id, { id: grant.person_id, name: grant.holder }]));
    const [rows, mine, used, past, names] = await Promise.all([
      grantsOf(db, [...new Set(grants.map((grant) => grant.person_id))]),
      toReview(db, partyId),
      lastUse(db, partyId),
      pastReviews(db, partyId),
      partyNamesOf(db, partyId === null ? [] : [partyId]),
    ]);
    if (partyId !== null && names.size === 0) throw new AppError('platform/not-found');
    const { days } = daysOf(context, 'grant-warning');
    const running = new Map(grants.map((grant) => [grant.id, grant]));
    const [due] = await reviewsDue(context, new Map(grants.length > 0 ? [[partyId, grants]] : []));
    return {
      party: partyId === null ? null : { id: partyId, name: names.get(partyId)! },
      due: due ?? null,
      lines: rows
        .filter((row) => holders.has(row.id))
        .map((row) => ({
          ...toGrantView(row),
          person: holders.get(row.id)!,
          givenAt: dayOf(running.get(row.id)!.granted_at),
          lastUse: used.get(row.person_id) ?? null,
          notYours: mine.has(row.id) ? null : row.person_id === subject.person ? ('own' as const) : ROLE.policyOffice,
          endsSoon: needsRenewal(running.get(row.id)!, grants, days, dayOf(now)),
        }))
        .toSorted((a, b) => a.person.name.localeCompare(b.person.name) || a.role.localeCompare(b.role)),
      past: past.map((row) => ({ id: row.id, by: row.reviewed_name, at: row.reviewed_at.toISOString(), kept: row.kept, ended: row.ended })),
    };
  },
});
