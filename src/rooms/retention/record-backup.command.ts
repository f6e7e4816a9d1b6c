import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { RecordBackup } from './retention.schema.ts';
import './errors.ts';
import './permissions.ts';

/** Records a proven backup. Only the installation can: no person can claim one at the desk. */
export const recordBackup = defineCommand({
  name: 'retention/record-backup',
  permission: 'retention:run',
  operational: 'installation',
  input: RecordBackup,
  answer: z.object({ backupId: z.uuid() }),
  run({ db, write, newId }, { name, sequence, kind, createdAt, bytes, recipients, provenAt, proofSeconds, tables, rows, links }) {
    const id = newId();
    write(
      db.insertInto('retention.backup').values({
        id,
        name,
        kind,
        created_at: new Date(createdAt),
        bytes,
        recipients,
        proven_at: new Date(provenAt),
        proof_seconds: proofSeconds,
        tables,
        row_count: rows,
        links,
      }),
    );
    return {
      answer: { backupId: id },
      entry: { subjectKind: 'backup', subjectId: id, partyId: null, detail: { name, sequence, kind, rows, links } },
    };
  },
});
