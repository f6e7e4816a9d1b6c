import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { letsContracts } from './letting.rules.ts';
import { readFileAt } from './read-file-at.ts';
import { LoadClauseSet } from './set.schema.ts';
import { keyOf } from './set-file.rules.ts';
import { setFaultWords } from './words.ts';
import '../errors.ts';
import '../permissions.ts';

const NAMED = 100;

/** Loads a version of a clause set that contracts of a party, or of every party, may owe (5f). A file with faults is refused as a whole, each fault with its place. */
export const loadClauseSet = defineCommand({
  name: 'contractors/load-set',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: LoadClauseSet,
  answer: z.object({ key: z.string(), provisions: z.int() }),
  party: ({ partyId }) => partyId,
  async run({ db, change, subject, now, newId }, { partyId, file }) {
    if (partyId === null && subject.kind !== 'installation') throw new AppError('platform/not-allowed');
    if (partyId !== null) {
      const { parties } = await readRegister(db, { ids: [partyId] });
      if (!letsContracts(parties[0]?.kind)) throw new AppError('contractors/lets-no-contracts');
    }
    const read = await readFileAt(db, partyId, file);
    if ('faults' in read)
      throw new AppError('contractors/set-with-faults', {
        count: read.faults.length,
        fields: read.faults
          .slice(0, NAMED)
          .map((fault) => ({ path: fault.path, code: fault.code, message: setFaultWords(subject.language, fault) })),
      });
    const { set } = read;
    const id = newId();
    await change(
      db.insertInto('contractors.clause_set').values({
        ...{ id, party_id: partyId, set_id: set.id, version: set.version, file: JSON.stringify(read.file) },
        ...{ recorded_at: now, recorded_by: subject.person },
      }),
    );
    return {
      answer: { key: keyOf(set), provisions: set.provisions.length },
      entry: {
        ...{ subjectKind: 'clause-set', subjectId: id, partyId },
        detail: {
          ...{ set: set.id, version: set.version, provisions: set.provisions.length },
          sha256: createHash('sha256').update(file).digest('hex'),
        },
      },
    };
  },
});
