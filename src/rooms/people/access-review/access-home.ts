import { dayOf } from '#kernel/dates.ts';
import { isIn } from '#kernel/roles.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { grantsOf } from '../people.store.ts';
import { AccessHome } from './access-home.schema.ts';
import { needsRenewal } from './access-review.rules.ts';
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
    const soon = new Map(
      [...grants.values()].flatMap((some) =>
        some.filter((grant) => needsRenewal(grant, some, days, today)).map((grant) => [grant.id, grant]),
      ),
    );
    const rows = soon.size === 0 ? [] : await grantsOf(context.db, [...new Set([...soon.values()].map(({ person_id }) => person_id))]);
    const ending = rows
      .filter(({ id }) => soon.has(id))
      .map((row) => ({
        ...toGrantView(row),
        person: { id: row.person_id, name: soon.get(row.id)!.holder },
        to: row.valid_to!,
        yours: row.person_id !== subject.person && (holdsRole(subject, 'office') || !isIn('given-by-office', row.role)),
      }))
      .toSorted((a, b) => a.to.localeCompare(b.to) || a.person.name.localeCompare(b.person.name));
    const dues = [...reviews.map(({ due }) => due), ...ending.map(({ to }) => to)];
    return { reviews, warnDays: days, ending, waiting, late: reviews.filter(({ late }) => late).length, next: dues.toSorted()[0] ?? null };
  },
});
