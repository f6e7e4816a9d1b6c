import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { findSource, hashOfCredential } from './credential.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Issues a credential to a source of a party; a new source is created with its first credential. The secret is returned only this once and stored nowhere. */
export const giveCredential = defineCommand({
  name: 'lrs/give-credential',
  permission: 'lrs:give-credential',
  operational: 'access',
  input: z.strictObject({
    partyId: z.uuid(),
    source: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'must be small letters, figures, dots and hyphens'),
  }),
  answer: z.object({ key: z.string(), secret: z.string() }),
  storedResponse: ({ key }) => ({ key, secret: '' }),
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, { partyId, source }) {
    const known = await findSource(db, partyId, source);
    const [sourceId, key, secret] = [known?.id ?? newId(), newId(), randomBytes(32).toString('hex')];
    const by = { created_at: now, created_by: subject.person };
    if (known === undefined) write(db.insertInto('lrs.source').values({ id: sourceId, party_id: partyId, name: source, ...by }));
    write(
      db
        .insertInto('lrs.credential')
        .values({ id: key, source_id: sourceId, party_id: partyId, secret_hash: hashOfCredential(key, secret), ...by }),
    );
    return { answer: { key, secret }, entry: { subjectKind: 'credential', subjectId: key, partyId, detail: { source, sourceId } } };
  },
});
