import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import '../permissions.ts';

/** Deletes reports again that a restored backup brought back. Only the installation itself does, after a restore. The log names how many, and none of them. */
export const replayErasedReports = defineCommand({
  name: 'reports/replay-erased-reports',
  permission: 'reports:measure',
  operational: 'installation',
  input: z.strictObject({ reportIds: z.array(z.uuid()).min(1) }),
  answer: z.object({ deleted: z.int() }),
  async run({ db, newId }, { reportIds }) {
    const { rows } = await sql<{ gone: string }>`select reports.replay_erasure(${reportIds}::uuid[]) as gone`.execute(db);
    const deleted = Number(rows[0]!.gone);
    return { answer: { deleted }, entry: { subjectKind: 'deletion', subjectId: newId(), partyId: null, detail: { deleted } } };
  },
});
