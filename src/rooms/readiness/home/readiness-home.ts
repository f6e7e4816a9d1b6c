import { dayOf } from '#kernel/dates.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { scopesWithPeople } from '../board/board.store.ts';
import { scopesOf } from '../board/list-scopes.query.ts';
import { rosterRequests } from '../tasks/roster-request.store.ts';
import { nextThursday } from './next-thursday.rules.ts';
import { ReadinessHome } from './readiness-home.schema.ts';
import '../permissions.ts';

/** Who may not deploy on Thursday: the first question of commanders and training officers. It reads no person; the board follows by its own requests. */
export const readinessHome = defineHomePart({
  name: 'readiness',
  group: 'training-managers',
  permission: 'training:see',
  answer: ReadinessHome,
  async run(context) {
    const scopes = await scopesOf(context);
    const withPeople = await scopesWithPeople(context.db, scopes);
    // In one-person mode every party is a scope: without any roster there is nothing to ask.
    if (context.subject?.sole && withPeople.size === 0) return null;
    const requests = await rosterRequests(
      context.db,
      scopes.flatMap(({ id }) => (withPeople.has(id) ? [] : [id])),
    );
    const requested = new Map(requests.map(({ partyId, requestedOn, by }) => [partyId, { on: requestedOn, by }]));
    const day = nextThursday(dayOf(context.now));
    return {
      day,
      scopes: scopes
        .map((scope) => ({ ...scope, hasRoster: withPeople.has(scope.id), requested: requested.get(scope.id) ?? null }))
        .toSorted((a, b) => Number(b.hasRoster) - Number(a.hasRoster)),
      late: 0,
      next: withPeople.size > 0 ? day : null,
    };
  },
});
