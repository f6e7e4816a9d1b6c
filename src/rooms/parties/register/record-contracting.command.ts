import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findParty, lockOperation } from '../party.store.ts';
import { RecordContracting } from './register.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records since when an operation lets contracts itself. From that day it owes what is owed by those who let contracts (5c, 5f). */
export const recordContracting = defineCommand({
  name: 'parties/record-contracting',
  permission: 'parties:record-contracting',
  clauses: () => currentEdition().acts.contracts,
  input: RecordContracting,
  answer: z.object({ partyId: z.string(), version: z.number().int() }),
  party: ({ partyId }) => partyId,
  async run({ db, change, subject }, { partyId, from, source, version }) {
    const operation = await lockOperation(db, partyId);
    if (operation === undefined)
      throw new AppError((await findParty(db, { id: partyId })) ? 'parties/not-an-operation' : 'platform/not-found');
    if (operation.version !== version) throw new AppError('platform/stale', { current: operation.version, yours: version });
    await change(
      db
        .updateTable('parties.operation')
        .set({
          contracting_from: from,
          contracting_source: from && source,
          contracting_by: from && subject.person,
          version: version + 1,
        })
        .where('party_id', '=', partyId)
        .where('version', '=', version),
    );
    return {
      answer: { partyId, version: version + 1 },
      entry: { subjectKind: 'operation', subjectId: partyId, partyId, detail: { contractingFrom: from, source } },
    };
  },
});
