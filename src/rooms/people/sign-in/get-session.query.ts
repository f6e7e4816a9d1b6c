import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { permissionsOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import type {} from '#rooms/policy/index.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { SessionView } from '../people.schema.ts';
import { grantsOf, signedIn } from '../people.store.ts';

/** The signed-in person, their permissions, and what every page must show about this installation. */
export const getSession = defineQuery({
  name: 'people/get-session',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: SessionView,
  async run(context) {
    const subject = subjectOf(context);
    const { db } = context;
    const [account, grants] = await Promise.all([signedIn(db), grantsOf(db, [subject.person])]);
    if (account === null) throw new AppError('platform/signed-out');
    const held = new Set(subject.grants.map((grant) => grant.id));
    return {
      person: { id: subject.person, name: account.name, email: account.email, language: subject.language },
      grants: grants.filter((grant) => held.has(grant.id)).map(toGrantView),
      permissions: permissionsOf(subject),
      onePersonMode: subject.sole,
      highestLabel: account.highestLabel,
      exercise: context.platform.exercise,
      editionId: context.platform.services.catalogue.current.id,
    };
  },
});
