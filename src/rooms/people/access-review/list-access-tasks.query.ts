import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import type { Role } from '#kernel/roles.ts';
import { isIn } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { handOversToDecide } from '../hand-over/hand-over.store.ts';
import { markListed } from '../people.store.ts';
import { needsRenewal } from './access-review.rules.ts';
import { type AccessTask, AccessTasks } from './access-review.schema.ts';
import { daysOf, grantsByParty, reviewsDue } from './review-scope.ts';
import '../permissions.ts';

/**
 * What this reader has to do about access: hand-overs to decide, reviews due, grants about to end. Where a party has an administrator, its reviews and expiring
 * grants are that person's task; the policy office gets a task when a review is late.
 */
export const listAccessTasks = defineQuery({
  name: 'people/list-access-tasks',
  permission: 'people:self',
  input: z.strictObject({}),
  answer: AccessTasks,
  run: async (context) => ({ tasks: (await tasksOf(context)).map(({ days: _days, ...task }) => task) }),
});

/** The same for the digests: dates and counts. There too, several items of a kind are one task. */
export const accessWaiting: WaitingSource = async (context) =>
  (await tasksOf(context)).map(({ due, late, days }) => ({ due, late, ...(days && { days }) }));

/**
 * `days`: the dates of all items of a task, also those of which only mail reminds. Mail reminds of each, so that an old item does not hide the next.
 */
type FoundTask = AccessTask & { readonly days?: readonly string[] };

async function tasksOf(context: QueryContext): Promise<FoundTask[]> {
  const subject = subjectOf(context);
  const today = dayOf(context.now);
  const warn = daysOf(context, 'grant-warning').days;
  const grants = await grantsByParty(context, subject);
  const adminAt = new Set(subject.grants.flatMap((grant) => (isIn('party-admins', grant.role) && grant.party ? [grant.party] : [])));
  const leftToAdmin = (id: string | null) =>
    id !== null &&
    !adminAt.has(id) &&
    grants.get(id)!.some((grant) => isIn('party-admins', grant.role) && grant.person_id !== subject.person);
  const reviews = (await reviewsDue(context, grants)).filter(
    (line) => line.due <= dayOf(new Date(context.now.getTime() + warn * 86_400_000)) && (line.late || !leftToAdmin(line.party?.id ?? null)),
  );
  const ending = [...grants].flatMap(([id, some]) =>
    leftToAdmin(id) ? [] : some.filter((grant) => grant.person_id !== subject.person && needsRenewal(grant, some, warn, today)),
  );
  const own = await ownEnding(context, subject.person, warn, today);
  const tasks: FoundTask[] = [
    ...groupOf('access-review', reviews, (line) => ({ due: line.due, late: line.late, party: line.party, person: null, role: null })),
    ...groupOf('hand-over', await handOversToDecide(context.db), (row) => ({
      // A proposal from an import has no due date. Mail reminds of it on the morning after the import.
      due: row.last_day,
      day: row.last_day ?? dayOf(row.proposed_at),
      late: row.last_day !== null && row.last_day < today,
      party: null,
      person: { id: row.to_person, name: row.to_name ?? '' },
      role: null,
    })),
    ...groupOf('grant-ends', ending, (grant) => ({
      due: grant.valid_to!,
      late: false,
      party: null,
      person: { id: grant.person_id, name: grant.holder },
      role: grant.role as Role,
    })),
    ...own.map(
      (grant): AccessTask => ({
        kind: 'own-grant-ends',
        count: 1,
        party: null,
        person: null,
        role: grant.role as Role,
        due: grant.valid_to!,
        late: false,
      }),
    ),
  ];
  return tasks.toSorted(byDue);
}

type Due = { readonly due: string | null };
/** Nearest date first, then those without a date. */
const byDue = (a: Due, b: Due) => (a.due ?? '9999').localeCompare(b.due ?? '9999');

/**
 * One task for several items of a kind, with the nearest due date: forty due parties are one visit to one page. `day`: the date of which mail reminds, where
 * that is not the due date.
 */
function groupOf<Row>(
  kind: AccessTask['kind'],
  rows: readonly Row[],
  view: (row: Row) => Omit<AccessTask, 'kind' | 'count'> & { readonly day?: string },
): FoundTask[] {
  const all = rows.map(view).toSorted(byDue);
  const [first] = all;
  if (first === undefined) return [];
  const days = all.flatMap(({ due, day }) => day ?? due ?? []);
  if (all.length === 1) {
    const { day: _day, ...one } = first;
    return [{ kind, count: 1, ...one, days }];
  }
  return [{ kind, count: all.length, party: null, person: null, role: null, due: first.due, late: all.some(({ late }) => late), days }];
}

async function ownEnding({ db }: { db: Database }, person: string, warn: number, today: string) {
  const rows = await db
    .selectFrom('identity.role_grant as g')
    .select(['g.id', 'g.person_id', 'g.role', 'g.party_id', 'g.unit_id', 'g.operation_id', 'g.label', 'g.valid_from', 'g.valid_to'])
    .select('g.granted_by')
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('identity.proposed_grant as p')
            .select('p.id')
            .whereRef('p.grant_id', '=', 'g.id')
            .where('p.accepted', 'is distinct from', false),
        )
        .as('handed'),
    )
    .where('g.person_id', '=', person)
    .where('g.ended_at', 'is', null)
    // A reviewer assignment cannot be handed over.
    .where('g.assignment_participation', 'is', null)
    .orderBy('g.valid_to')
    .execute();
  // Grants that were handed over need no task, unless the hand-over was refused: the grant still ends.
  return (await markListed(db, rows)).filter((row) => !row.handed && needsRenewal(row, rows, warn, today));
}
