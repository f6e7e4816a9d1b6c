import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findParty, readRegister } from '../party.store.ts';
import { ConfirmContribution } from '../register/register.schema.ts';
import { decideContribution } from './contribution.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** A person confirms that a nation takes part in an operation from a given day: from then on it owes what contributors owe (6). */
export const confirmContribution = defineCommand({
  name: 'parties/confirm-contribution',
  permission: 'parties:confirm',
  clauses: () => currentEdition().acts.implementation,
  input: ConfirmContribution,
  answer: z.object({ contributionId: z.string(), version: z.number().int() }),
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, input) {
    const [{ parties, operations }, operation] = await Promise.all([
      readRegister(db, { ids: [input.partyId] }),
      findParty(db, { id: input.operationId }),
    ]);
    const [party] = parties;
    if (party === undefined) throw new AppError('platform/not-found');
    unwrap(decideContribution(party, operation?.kind === 'operation' ? operation.code : null, operations, input));
    const contributionId = newId();
    write(
      db.insertInto('parties.contribution').values({
        id: contributionId,
        party_id: input.partyId,
        operation_id: input.operationId,
        from_day: input.from,
        to_day: input.to,
        source: input.source,
        confirmed_at: now,
        confirmed_by: subject.person,
      }),
    );
    return {
      answer: { contributionId, version: 1 },
      entry: {
        subjectKind: 'contribution',
        subjectId: contributionId,
        partyId: input.partyId,
        detail: { operation: operation?.code, from: input.from, to: input.to, source: input.source },
      },
    };
  },
});
