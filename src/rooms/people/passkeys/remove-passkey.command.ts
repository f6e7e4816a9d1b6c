import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { Done } from '../people.schema.ts';
import { RemovePasskey } from './passkey.schema.ts';
import { removePasskey as remove } from './passkey.store.ts';
import '../errors.ts';
import '../permissions.ts';

const REFUSED = { none: 'platform/not-found', 'not-fresh': 'people/sign-in-again', last: 'people/last-passkey' } as const;

/** Removes one of the subject's own passkeys, unless nothing else would open the account. */
export const removePasskey = defineCommand({
  name: 'people/remove-passkey',
  permission: 'people:self',
  operational: 'access',
  input: RemovePasskey,
  answer: Done,
  async run({ db, subject }, { passkeyId }) {
    const came = await remove(db, passkeyId);
    if (came !== 'removed') throw new AppError(REFUSED[came]);
    return {
      answer: { done: true },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { removedPasskey: passkeyId } },
    };
  },
});
