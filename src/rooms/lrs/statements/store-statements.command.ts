import { hash } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { Batch, ownerOf } from '../lrs.schema.ts';
import { joined, refuseVoidedVoiding, storeAttachment, storeStatement } from './statement.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The obligation that learning records are about. */
export const TRAINING_OBLIGATION = 'P5d.1';

/**
 * Stores the statements of one request, all or none: one command with one log entry, which records their number and a hash over them, never their content. The
 * command only writes, so it takes part in a group commit (docs/decisions/010).
 */
export const storeStatements = defineCommand({
  name: 'lrs/store-statements',
  permission: 'lrs:use',
  clauses: () => [currentEdition().obligation(TRAINING_OBLIGATION).clause],
  input: Batch,
  answer: z.custom<readonly string[]>((value) => Array.isArray(value)),
  // No response is stored for it: a repeated request is recognised by the ids of its statements.
  repeatable: false,
  // Statements are never changed, and sources do not share statements, so writes do not conflict.
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
