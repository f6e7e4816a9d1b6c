import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { Batch, ownerOf } from './lrs.schema.ts';
import { refuseVoidedVoiding, storeAttachment, storeStatement } from './statement.store.ts';
import './errors.ts';
import './permissions.ts';

/** The duty that learning records are about. */
export const TRAINING_DUTY = 'P5d.1';

/**
 * Stores the statements of one request, all or none: one act with one entry in the ledger, which says how many and the hash over them, never what they say.
 * It only writes, so that it leaves with others (docs/decisions/010).
 */
export const storeStatements = defineCommand({
  name: 'lrs/store-statements',
  permission: 'lrs:use',
  clauses: () => [currentEdition().obligation(TRAINING_DUTY).clause],
  input: Batch,
  answer: z.array(z.string()),
  fingerprint: digestOf,
  // Nobody asks for it again: a repeated request is told by the ids of its statements.
  keep: () => null,
  run({ subject, write, now }, batch) {
    const { statements, attachments } = batch;
    const owner = ownerOf(subject);
    const ids = statements.map(({ id }) => id);
    write(storeStatement(statements));
    if (statements.some(({ facts }) => facts.voiding)) write(refuseVoidedVoiding(owner.source, ids));
    for (const attachment of attachments) write(storeAttachment(owner.source, attachment, now));
    const detail = { statements: ids.length, files: attachments.length, sha256: digestOf(batch).toString('hex') };
    return { answer: ids, entry: { subjectKind: 'source', subjectId: owner.source, partyId: owner.party, detail } };
  },
});

const digests = new WeakMap<object, Buffer>();

// Asked for twice, by the entry and for the client key.
function digestOf(batch: { statements: readonly { text: string }[] }): Buffer {
  const known = digests.get(batch);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const { text } of batch.statements) hash.update(text).update('\n');
  const digest = hash.digest();
  digests.set(batch, digest);
  return digest;
}
