import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { definePermissions } from '#platform/identity/subject.ts';

// No role has this permission: only the installation may.
definePermissions({ 'installation:rotate-keys': {} });

/** Records in the ledger that a new master key took over: its number and id, never the key. */
export const recordRotation = defineCommand({
  name: 'installation/rotate-keys',
  permission: 'installation:rotate-keys',
  operational: 'installation',
  input: z.strictObject({ generation: z.int(), keyId: z.string(), reencrypted: z.int() }),
  answer: z.object({ id: z.string() }),
  run: ({ newId }, detail) => {
    const id = newId();
    return { answer: { id }, entry: { subjectKind: 'master-key', subjectId: id, partyId: null, detail } };
  },
});
