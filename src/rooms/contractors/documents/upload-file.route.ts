import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { runCommand } from '#platform/command.ts';
import { fileRoute, partyOf } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { FileName, withReceivedFile } from '#rooms/evidence/index.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';
import { offeredSets } from '../sets/set.store.ts';
import { DocumentRow, ReadFile } from './document.schema.ts';
import { findSameFile, numbersOf, setsChecked } from './document.store.ts';
import { readInThread } from './read-thread.ts';
import { recordDocument } from './record-document.command.ts';
import '../errors.ts';
import '../permissions.ts';

const Named = z.strictObject({ name: FileName, dropId: z.uuid() });

/**
 * The same file at this party, and the contracts that a file may belong to with the set that each owes; `sets`: the loaded ones among those. Of the same file only
 * the contracts whose set it was not checked against are named: its own, or while it waits all of them.
 */
export const findPlace = defineQuery({
  name: 'contractors/find-place',
  permission: 'contractors:manage',
  input: z.strictObject({ partyId: z.uuid(), sha256: z.string() }),
  answer: z.object({
    same: DocumentRow.nullable(),
    contracts: z.array(z.tuple([z.string(), z.string()])),
    sets: z.array(z.custom<ClauseSet>()),
  }),
  party: ({ partyId }) => partyId,
  async run({ db }, { partyId, sha256 }) {
    const [same, all, offered] = await Promise.all([findSameFile(db, partyId, sha256), numbersOf(db, partyId), offeredSets(db, partyId)]);
    const checked = same === undefined ? [] : await setsChecked(db, same.id);
    const contracts = all.filter(([number, setId]) => !checked.includes(setId) && (same?.number ?? number) === number);
    const owed = new Set(contracts.map(([, setId]) => setId));
    const sets = offered.filter(({ origin, key }) => origin !== 'shipped' && owed.has(key)).map(({ key, set }) => ({ ...set, id: key }));
    return { same: same ?? null, contracts, sets };
  },
});

/**
 * Reads and checks one file of a contract, and deletes it: its name, hash and findings stay. The same file again changes nothing, unless its contract owes another
 * set by now: then it is checked against that one too. A file that cannot be read is recorded with its reason.
 */
export const uploadFileRoute = fileRoute({
  method: 'POST',
  url: '/desk/api/parties/:partyId/contract-files',
  permission: 'contractors:manage',
  party: partyOf(z.strictObject({ partyId: z.uuid() }), ({ partyId }) => partyId),
  summary: 'contractors/upload-file',
  upload: {
    input: Named.extend({ partyId: z.uuid() }),
    answer: z.object({ known: z.boolean(), again: z.boolean(), document: DocumentRow }),
  },
  async handle(platform, caller, request) {
    const { partyId } = request.params as { partyId: string };
    const { name, dropId } = parseInput(Named, request.query);
    if (platform.diskIsLow()) throw new AppError('platform/disk-full');
    if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
    return withReceivedFile(platform, request.body, async ({ path, sha256 }) => {
      const find = () => runQuery(platform, findPlace, { token: caller.token, input: { partyId, sha256 } });
      const { same, contracts, sets } = await find();
      if (same !== null && contracts.length === 0) return { known: true, again: false, document: same };
      const answer = await readInThread({ path, name, contracts, sets });
      const input = { partyId, dropId, name, file: new ReadFile(sha256, answer), documentId: same?.id ?? null };
      await runCommand(platform, recordDocument, { ...caller, input });
      return { known: same !== null, again: same !== null, document: (await find()).same! };
    });
  },
});
