import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { partyOfCredential } from './credential.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Revokes a credential: the next request with it is refused. The statements its source sent stay. */
export const revokeCredential = defineCommand({
  name: 'lrs/revoke-credential',
  permission: 'lrs:give-credential',
  operational: 'access',
  runsOnLowDisk: true,
  input: z.strictObject({ key: z.uuid() }),
  answer: z.object({ key: z.string() }),
  party: ({ key }, db) => partyOfCredential(db, key),
  async run({ db, change, subject, now }, { key }) {
    const partyId = (await partyOfCredential(db, key)) ?? null;
    const set = { revoked_at: now, revoked_by: subject.person };
    await change(db.updateTable('lrs.credential').set(set).where('id', '=', key).where('revoked_at', 'is', null));
    return { answer: { key }, entry: { subjectKind: 'credential', subjectId: key, partyId, detail: {} } };
  },
});
