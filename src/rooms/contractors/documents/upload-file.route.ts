import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { runCommand } from '#platform/command.ts';
import { fileRoute, partyOf } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { FileName, withReceivedFile } from '#rooms/evidence/index.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { DocumentRow, ReadFile } from './document.schema.ts';
import { findSameFile, numbersOf } from './document.store.ts';
import { readInThread } from './read-thread.ts';
import { recordDocument } from './record-document.command.ts';
import '../errors.ts';
import '../permissions.ts';

const Named = z.strictObject({ name: FileName, dropId: z.uuid() });

/** The same file at this party, and the contracts that a file may belong to. */
export const findPlace = defineQuery({
  name: 'contractors/find-place',
  permission: 'contractors:manage',
  input: z.strictObject({ partyId: z.uuid(), sha256: z.string() }),
  answer: z.object({ same: DocumentRow.nullable(), contracts: z.array(z.tuple([z.string(), z.string()])) }),
  party: ({ partyId }) => partyId,
  async run({ db }, { partyId, sha256 }) {
    const [same, contracts] = await Promise.all([findSameFile(db, partyId, sha256), numbersOf(db, partyId)]);
    return { same: same ?? null, contracts };
  },
});

/**
 * Reads and checks one file of a contract, and deletes it: its name, hash and findings stay. The same file again changes nothing. A file that cannot be read is
 * recorded with its reason.
 */
export const uploadFileRoute = fileRoute({
  method: 'POST',
  url: '/desk/api/parties/:partyId/contract-files',
  permission: 'contractors:manage',
  party: partyOf(z.strictObject({ partyId: z.uuid() }), ({ partyId }) => partyId),
  summary: 'contractors/upload-file',
  upload: { input: Named.extend({ partyId: z.uuid() }), answer: z.object({ known: z.boolean(), document: DocumentRow }) },
  async handle(platform, caller, request) {
    const { partyId } = request.params as { partyId: string };
    const { name, dropId } = parseInput(Named, request.query);
    if (platform.diskIsLow()) throw new AppError('platform/disk-full');
    if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
    return withReceivedFile(platform, request.body, async ({ path, sha256 }) => {
      const find = () => runQuery(platform, findPlace, { token: caller.token, input: { partyId, sha256 } });
      const { same, contracts } = await find();
      if (same !== null) return { known: true, document: same };
      const answer = await readInThread({ path, name, contracts }, [...SHIPPED_SETS.values()]);
      const input = { partyId, dropId, name, file: new ReadFile(sha256, answer) };
      await runCommand(platform, recordDocument, { ...caller, input });
      return { known: false, document: (await find()).same! };
    });
  },
});
