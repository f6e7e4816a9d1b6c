import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { decideCalendar } from './round.rules.ts';
import { PlanRound, RoundAnswer } from './round.schema.ts';
import { findAuthority, insertRound } from './round.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Plans a round on the current edition. Clocks start only when it is opened. */
export const planRound = defineCommand({
  name: 'reviews/plan-round',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: PlanRound,
  answer: RoundAnswer,
  async run({ db, write, subject, now, newId, platform }, input) {
    const edition = platform.services.catalogue.current;
    for (const id of input.scope) edition.clause(id);
    unwrap(decideCalendar(input.calendar));
    if (input.authorityId !== null && (await findAuthority(db, input.authorityId)) === undefined) throw new AppError('platform/not-found');
    const id = newId();
    write(insertRound(db, { ...input, id, editionId: edition.id, invited: input.parties, by: subject.person, at: now }));
    return {
      answer: { id, state: 'planned' as const, version: 1 },
      entry: { subjectKind: 'round', subjectId: id, partyId: null, detail: { ...input, editionId: edition.id } },
    };
  },
});
