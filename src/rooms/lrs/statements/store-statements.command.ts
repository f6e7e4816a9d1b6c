import { hash } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { Batch, ownerOf } from '../lrs.schema.ts';
import { joined, refuseVoidedVoiding, storeAttachment, storeStatement } from './statement.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The duty that learning records are about. */
export const TRAINING_DUTY = 'P5d.1';

/**
 * Stores the statements of one request, all or none: one act with one entry in the ledger, which says how many and the hash over them, never what they say.
 * It only writes, so it takes part in a group commit (docs/decisions/010).
 */
export const storeStatements = defineCommand({
  name: 'lrs/store-statements',
  permission: 'lrs:use',
  clauses: () => [currentEdition().obligation(TRAINING_DUTY).clause],
  input: Batch,
  answer: z.custom<readonly string[]>((value) => Array.isArray(value)),
  // Nobody asks for it again: a repeated request is told by the ids of its statements.
  repeatable: false,
  // Statements are never changed, and those of one source meet no others.
  ordered: true,
  run({ subject, write, now }, batch) {
    const { statements, attachments } = batch;
    const owner = ownerOf(subject);
    const ids = statements.map(({ id }) => id);
    const texts = joined(statements);
    write(storeStatement(statements, texts));
    if (statements.some(({ facts }) => facts.voiding)) write(refuseVoidedVoiding(owner.source, ids));
    for (const attachment of attachments) write(storeAttachment(owner.source, attachment, now));
    const detail = { statements: ids.length, files: attachments.length, sha256: hash('sha256', texts, 'hex') };
    return { answer: ids, entry: { subjectKind: 'source', subjectId: owner.source, partyId: owner.party, detail } };
  },
});
