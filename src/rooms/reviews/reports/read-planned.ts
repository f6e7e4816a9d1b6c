import { may } from '#platform/identity/subject.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { citedItems, obligationsOf, obligationToday, scopeOf } from '../participations/obligations.ts';
import { owesAnswer } from '../participations/participation.rules.ts';
import type { RoundRow } from '../participations/round-row.store.ts';
import { decideAsked } from '../rounds/round.rules.ts';
import type { ParticipationFacts } from './report.rules.ts';
import '../permissions.ts';

/**
 * The parties a planned round would ask if opened today, with what their evidence says. Newcomers see this before any party is asked. Includes only parties
 * whose participation this reader could read: other evidence is hidden, and hidden must not read as not reported.
 */
export async function readPlanned(
  context: QueryContext,
  edition: Edition,
  row: RoundRow,
  wanted: (partyId: string) => boolean,
): Promise<ParticipationFacts[]> {
  const subject = subjectOf(context);
  const inScope = scopeOf(edition, row.scope);
  const { asked } = decideAsked(await obligationsOf(context, edition, row.invited), inScope, row.invited);
  const parties = asked.filter(({ partyId }) => wanted(partyId) && may(subject, 'reviews:read-participation', partyId));
  const items = await citedItems(
    context.db,
    parties.flatMap((party) => [...party.status.values()].flatMap((obligation) => obligation.decidedBy)),
  );
  return parties.map((party) => ({
    id: party.partyId,
    names: party.names,
    group: party.group,
    voluntary: !owesAnswer(party.owed.map((id) => edition.obligation(id))),
    state: null,
    submitted: null,
    unratedReason: null,
    obligations: party.owed
      .filter((id) => inScope.has(id))
      .map((id) => ({ ...obligationToday(edition, id, party, items), answer: null, before: null, rating: null })),
    findings: [],
    comments: [],
    earlier: null,
  }));
}
