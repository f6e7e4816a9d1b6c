import type { ClientBase } from 'pg';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { definePermissions } from '#platform/identity/subject.ts';

// No role has this permission: only the installation may.
definePermissions({ 'exercise:finish': {} });

/** Records in the ledger that the exercise is complete. Only the installation can. An interrupted seeding never has this entry. */
export const finishExercise = defineCommand({
  name: 'exercise/finish',
  permission: 'exercise:finish',
  operational: 'exercise',
  input: z.strictObject({ randomSeed: z.string(), madeOn: z.string() }),
  answer: z.object({ id: z.string() }),
  run: ({ newId }, detail) => {
    const id = newId();
    return { answer: { id }, entry: { subjectKind: 'exercise', subjectId: id, partyId: null, detail } };
  },
});

/** Whether a database holds a complete exercise. The deployer's connection, working as the schema role. */
export async function holdsFinishedExercise(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from ledger.entry where command = '${finishExercise.name}') as found`,
  );
  return rows[0]!.found;
}
