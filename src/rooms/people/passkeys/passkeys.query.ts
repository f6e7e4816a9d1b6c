import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { LookAtLink } from '../people.schema.ts';
import { findPerson, lookAtLink } from '../people.store.ts';
import { findAttempt } from '../sign-in/totp.store.ts';
import { registrationOptions, signInOptions } from './options.ts';
import { Options, Passkeys } from './passkey.schema.ts';
import { credentialsOfAttempt, entersBySingleSignOn, listOwnPasskeys, personOfLink } from './passkey.store.ts';
import '../errors.ts';

/** The subject's own passkeys. */
export const listPasskeys = defineQuery({
  name: 'people/list-passkeys',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: Passkeys,
  run: async ({ db }) => ({
    mayAdd: !(await entersBySingleSignOn(db)),
    items: (await listOwnPasskeys(db)).map(({ id, name, created_at, used_at, copied_at }) => ({
      id,
      name,
      createdAt: created_at.toISOString(),
      usedAt: used_at?.toISOString() ?? null,
      copiedAt: copied_at?.toISOString() ?? null,
    })),
  }),
});

/** What the browser needs to create another passkey for the subject's own account. */
export const optionsToAdd = defineQuery({
  name: 'people/passkey-options-to-add',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: Options,
  async run(context) {
    const { db, platform } = context;
    const { person } = subjectOf(context);
    const [known, about, elsewhere] = await Promise.all([listOwnPasskeys(db), findPerson(db, person), entersBySingleSignOn(db)]);
    if (elsewhere) throw new AppError('people/provider-decides');
    return registrationOptions(platform, 'register', { id: person, name: about?.email ?? about!.name, shown: about!.name }, known);
  },
});

/** The same for a pending sign-in that needs a second factor to be set up. */
export const optionsAtSignIn = defineQuery({
  name: 'people/passkey-options-at-sign-in',
  permission: 'public',
  input: z.strictObject({ attemptToken: z.string().max(100) }),
  answer: Options,
  async run({ platform }, { attemptToken }) {
    const about = await findAttempt(platform.pool, attemptToken, 'set-up');
    if (!about) throw new AppError('people/attempt-over');
    return registrationOptions(platform, 'register', { id: about.person, name: about.email ?? about.name, shown: about.name });
  },
});

/** The same for the holder of a one-time link who wants no password. */
export const optionsToSignUp = defineQuery({
  name: 'people/passkey-options-to-sign-up',
  permission: 'public',
  input: LookAtLink,
  answer: Options,
  async run({ db, platform }, { token }) {
    const [link, person] = await Promise.all([lookAtLink(db, token), personOfLink(db, token)]);
    if (link === null) throw new AppError('people/link-spent');
    const name = typeof link.email === 'string' ? link.email : 'Manumit';
    const shown = typeof link.name === 'string' ? link.name : name;
    return registrationOptions(platform, 'sign-up', { id: person ?? newId(), name, shown });
  },
});

/**
 * What the browser needs to prove a passkey: any that it stores for this site. After a password, the answer lists the keys of that account, for a key that its
 * device does not list unasked. The query takes no address, so nobody can learn which addresses have a key.
 */
export const optionsToSignIn = defineQuery({
  name: 'people/passkey-options-to-sign-in',
  permission: 'public',
  input: z.strictObject({ attemptToken: z.string().max(100) }),
  answer: Options,
  run: async ({ platform }, { attemptToken }) =>
    signInOptions(platform, attemptToken === '' ? [] : await credentialsOfAttempt(platform.pool, attemptToken)),
});
