import { dayOf } from '#kernel/dates.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { subjectOf } from '#platform/query.ts';
import { AccessHome } from './access-home.schema.ts';
import { endsSoon } from './access-review.rules.ts';
import { waitingPeople } from './access-review.store.ts';
import { daysOf, grantsByParty, reviewsDue } from './review-scope.ts';
import '../permissions.ts';

/** When access at my party is due for review, and whose role ends soon: for the administrator of a party. */
export const accessHome = defineHomePart({
  name: 'access',
  group: 'party-admins',
  permission: 'people:review-access',
  protects: 'access',
  answer: AccessHome,
  async run(context) {
    const subject = subjectOf(context);
    const today = dayOf(context.now);
    const [grants, waiting] = await Promise.all([grantsByParty(context, subject), waitingPeople(context.db)]);
    const reviews = await reviewsDue(context, grants);
    const { days } = daysOf(context, 'grant-warning');
    const ending = [...grants.values()]
      .flat()
      .filter((grant) => endsSoon(grant.valid_to, days, today))
      .map((grant) => ({ personId: grant.person_id, person: grant.holder, role: grant.role, on: grant.valid_to! }))
      .toSorted((a, b) => a.on.localeCompare(b.on));
    const dues = [...reviews.map(({ due }) => due), ...ending.map(({ on }) => on)];
    return { reviews, warnDays: days, ending, waiting, late: reviews.filter(({ late }) => late).length, next: dues.toSorted()[0] ?? null };
  },
});
